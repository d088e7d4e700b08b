using PawLatency.Data;
using PawLatency.Fitting;
using PawLatency.Nociception;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Fitting;

/// <summary>Simulated laboratories whose truth is known.</summary>
internal static class Laboratory
{
    public static readonly double[] Days = [-1, 0, 0.5, 1, 2, 3, 4, 5, 6, 7, 8, 10];

    private static int _tables;

    /// <summary>A week of morphine from a pump against saline, tested on twelve days.</summary>
    public static Study Pump(int rats, ulong seed, NociceptionParameters? truth = null, Variability? variability = null) =>
        TestStudies.Of(Days, new Group("saline", rats, TestStudies.SalinePump), new Group("morphine", rats, Dose)) with
        {
            Seed = seed,
            Parameters = truth ?? NociceptionParameters.Reference,
            Variability = variability ?? Variability.Standard,
        };

    private static Regimen Dose => Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.Days, 7.Days);

    /// <summary>The table that a study gives when it is run.</summary>
    public static MeasuredData Measure(Study study)
    {
        string path = Path.Combine(Path.GetTempPath(), $"pawlatency-{Environment.ProcessId}-{Interlocked.Increment(ref _tables)}.csv");
        try
        {
            study.Run().WriteCsv(path);
            return MeasuredData.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static FitPlan Plan(Study truth, params string[] free) =>
        new()
        {
            Study = truth with { Parameters = NociceptionParameters.Reference },
            Data = Measure(truth),
            Free = free,
        };

    public static Population Population(FitPlan plan, int? threads = null)
    {
        FitData data = FitData.Of(plan.Study, plan.Data, plan.AsTheyStand);
        return new Population(plan, data, new FitSpace(plan, data, new Dictionary<string, double>()), threads);
    }
}
