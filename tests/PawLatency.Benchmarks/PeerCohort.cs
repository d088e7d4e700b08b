using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Simulation;

namespace PawLatency.Benchmarks;

/// <summary>
/// The cohort that all solvers run: the reference study's two groups with variability, latencies at its trials. A line of figures is
/// name, tolerance, rats, seconds of processor time, steps and evaluations a rat.
/// </summary>
internal static class PeerCohort
{
    private static readonly Study Reference = Study.Reference;
    private static readonly Group Morphine = Reference.Groups[1];
    private static readonly double[] Times = [.. Observation.TrialTimes(Reference, Reference.Test.Sessions()).Distinct().Order()];

    private static readonly StepControl Exact = new()
    {
        Method = SolveMethod.DormandPrince54,
        RelativeTolerance = 1e-12,
        AbsoluteTolerance = 1e-14,
        MaximumSteps = 10_000_000,
    };

    public static Cohort Treated(StepControl control) =>
        new(new Dosing(Morphine.Regimen, Reference.Rats.MassG, VirtualRat.Typical), Reference.Parameters, control, Times);

    public static VirtualRat[] Draw(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(number => VirtualRat.Draw(number, new RandomNumbers(Reference.Seed, Morphine.Name, number), Reference.Variability)),
        ];

    /// <summary>Runs rats and writes their latencies, rat by rat, where there is room for them.</summary>
    /// <returns>The work of all solves, panels or steps tried.</returns>
    public static double Run<T>(Simulation<T> engine, ReadOnlySpan<VirtualRat> rats, Span<double> latencies)
        where T : struct, IScalar<T>
    {
        Span<VirtualRat> loaded = stackalloc VirtualRat[T.LaneCount];
        var responses = new Response<T>[Times.Length];
        double work = 0;
        for (int first = 0; first < rats.Length; first += T.LaneCount)
        {
            for (int lane = 0; lane < T.LaneCount; lane++)
            {
                loaded[lane] = rats[Math.Min(first + lane, rats.Length - 1)];
            }

            SolveOutcome outcome = engine.Run(loaded, responses);
            outcome.ThrowIfFailed(StepControl.Default);
            work += outcome.AcceptedSteps + outcome.RejectedSteps;
            for (int time = 0; time < responses.Length && latencies.Length > 0; time++)
            {
                T latency = Reference.Assay.LatencyS(responses[time].ThresholdC, Reference.Parameters.BaselineThresholdC);
                for (int lane = 0; lane < T.LaneCount && first + lane < rats.Length; lane++)
                {
                    latencies[(first + lane) * Times.Length + time] = latency[lane];
                }
            }
        }

        return work;
    }

    /// <summary>Writes the cohort and its exact latencies for the other programs.</summary>
    public static void Export(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(
            Path.Combine(folder, "constants.csv"),
            Constants().Select(constant => $"{constant.Name},{Text(constant.Value)}")
        );
        File.WriteAllLines(Path.Combine(folder, "times.csv"), Times.Select(Text));
        VirtualRat[] rats = Draw(count / 2);
        File.WriteAllLines(
            Path.Combine(folder, "rats.csv"),
            Enumerable
                .Range(0, count)
                .Select(index =>
                {
                    VirtualRat rat = rats[index % rats.Length];
                    return $"{index / rats.Length},{Text(rat.ClearanceFactor)},{Text(rat.DissociationFactor)},"
                        + $"{Text(rat.ToleranceFactor)},{Text(rat.SensitizationFactor)}";
                })
        );
        double[] exact = new double[count * Times.Length];
        Both(new Simulation<Lanes>(Treated(Exact)), rats, exact);
        File.WriteAllLines(Path.Combine(folder, "reference.csv"), exact.Select(Text));
    }

    /// <summary>Times the engine on one thread and on two, and writes what it gave.</summary>
    public static void Time(string folder, string[] tolerances)
    {
        VirtualRat[] rats = Draw(File.ReadLines(Path.Combine(folder, "rats.csv")).Count() / 2);
        foreach (string text in tolerances)
        {
            double tolerance = double.Parse(text, CultureInfo.InvariantCulture);
            var control = new StepControl { RelativeTolerance = tolerance, AbsoluteTolerance = 0.1 * tolerance };
            if (Vector512.IsHardwareAccelerated)
            {
                Time<WideLanes>("pawlatency-8-lanes", folder, rats, control, 1);
                Time<WideLanes>("pawlatency-8-lanes-2-threads", folder, rats, control, 2);
            }

            Time<Lanes>("pawlatency-4-lanes", folder, rats, control, 1);
            Time<Real>("pawlatency-1-lane", folder, rats, control, 1);
        }
    }

    private static void Time<T>(string name, string folder, VirtualRat[] rats, StepControl control, int threads)
        where T : struct, IScalar<T>
    {
        double[] latencies = new double[2 * rats.Length * Times.Length];
        double best = double.PositiveInfinity,
            work = 0;
        // Until the compiler has long done its best. Its threads work beside, so the clock is read and not the time of the processor.
        var all = Stopwatch.StartNew();
        while (all.Elapsed.TotalSeconds < 1)
        {
            var watch = Stopwatch.StartNew();
            Cohort cohort = Treated(control);
            double[] parts = new double[threads];
            Parallel.For(
                0,
                threads,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                part =>
                {
                    int from = rats.Length * part / threads,
                        to = rats.Length * (part + 1) / threads;
                    // Untreated rats come first in the file and cost next to nothing in every program.
                    var engine = new Simulation<T>(cohort);
                    parts[part] = Run(
                        engine,
                        rats.AsSpan(from, to - from),
                        latencies.AsSpan((rats.Length + from) * Times.Length, (to - from) * Times.Length)
                    );
                }
            );
            Rest(latencies.AsSpan(0, rats.Length * Times.Length));
            (best, work) = (Math.Min(best, watch.Elapsed.TotalSeconds), parts.Sum());
        }

        int count = 2 * rats.Length;
        File.WriteAllLines(Path.Combine(folder, $"{name}-{control.RelativeTolerance:0e-00}.out"), latencies.Select(Text));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name},{control.RelativeTolerance:0e-00},{count},{best:G6},"
                    + $"{work / count:G6},{work * (FilterRule.NodeCount - 1) / count:G6}"
            )
        );
    }

    private static void Both<T>(Simulation<T> engine, VirtualRat[] rats, Span<double> latencies)
        where T : struct, IScalar<T>
    {
        Rest(latencies[..(rats.Length * Times.Length)]);
        Run(engine, rats, latencies[(rats.Length * Times.Length)..]);
    }

    private static void Rest(Span<double> latencies) =>
        latencies.Fill(
            Reference.Assay.LatencyS(new Real(Reference.Parameters.BaselineThresholdC), Reference.Parameters.BaselineThresholdC).Value
        );

    private static IEnumerable<(string Name, double Value)> Constants()
    {
        Substance morphine = Substance.Morphine,
            metabolite = morphine.Metabolite!.Substance;
        NociceptionParameters p = Reference.Parameters;
        var potency = new Potency<Real>(p);
        Real one = new(1);
        SubstanceAction<Real> action = potency.Action(morphine, one, one),
            excites = potency.Action(metabolite, one, one);
        PumpImplant pump = Morphine.Regimen.Administrations.OfType<PumpImplant>().Single();
        DispositionParameters body = morphine.Disposition!,
            formed = metabolite.Disposition!;
        Absorption site = morphine.Absorption[pump.Route];
        var assay = (Hargreaves)Reference.Assay;
        double skin = assay.ThresholdC(assay.ResponseDelayS, p.BaselineThresholdC);
        double Molar(Substance substance) => substance.FormsGPerMol[DrugForm.BaseName].Value;
        return
        [
            ("dose_rate", pump.Rate.MicrogramsPerKgPerHour * pump.Drug.BaseFraction),
            ("on", pump.Implant.Hours),
            ("off", pump.End!.Value.Hours),
            ("pump_tau", AlzetPump.StartUpTimeConstantH.Value),
            ("bioavailability", site.Bioavailability.Value),
            ("ka", site.RatePerH.Value),
            ("volume", body.CentralVolumeLPerKg.Value),
            ("clearance", body.ClearanceLPerHPerKg.Value),
            ("exchange", body.IntercompartmentalClearanceLPerHPerKg!.Value),
            ("peripheral", body.PeripheralVolumeLPerKg!.Value),
            ("ke0", body.EffectSiteRatePerH.Value),
            ("formed", morphine.Metabolite.Fraction.Value * Molar(metabolite) / Molar(morphine) / formed.CentralVolumeLPerKg.Value),
            ("metabolite_rate", formed.ClearanceLPerHPerKg.Value / formed.CentralVolumeLPerKg.Value),
            ("metabolite_ke0", formed.EffectSiteRatePerH.Value),
            ("excitation", excites.Excitation.Value),
            ("dissociation", 1 / action.PerAgonistDissociation.Value),
            ("efficacy", action.Efficacy.Value),
            ("gamma", p.TransducerSlope),
            ("amax", p.MaximumAnalgesiaC),
            ("kg", p.AveragingRatePerH),
            ("a1", p.FastToleranceGain),
            ("k1", p.FastToleranceRatePerH),
            ("a2", p.SlowToleranceGain),
            ("k2", p.SlowToleranceRatePerH),
            ("bf", p.FastSensitizationGain),
            ("kf", p.FastSensitizationRatePerH),
            ("w", p.WithdrawalShare),
            ("bs", p.SlowSensitizationGain),
            ("ks", p.SlowSensitizationRatePerH),
            ("s", p.LatentAmplification),
            ("kl", p.LatentRatePerH),
            ("smax", p.MaximumSensitizationC),
            ("x0", p.LowDoseExcitationC),
            ("q", p.LowDoseAffinity),
            ("theta0", p.BaselineThresholdC),
            ("skin", skin),
            ("warming", (p.BaselineThresholdC - skin) / Math.Sqrt(assay.BaselineS - assay.ResponseDelayS)),
            ("delay", assay.ResponseDelayS),
        ];
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
