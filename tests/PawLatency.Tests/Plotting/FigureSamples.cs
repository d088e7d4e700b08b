using PawLatency.Data;
using PawLatency.Pharmacology;
using PawLatency.Plotting;
using PawLatency.Tests.Cli;

namespace PawLatency.Tests.Plotting;

/// <summary>A figure of each kind. The first four are of fixed numbers, so that no change of the model moves them.</summary>
internal static class FigureSamples
{
    public const string Measured = """
        day,saline,saline,saline,saline,morphine,morphine,morphine,morphine
        -1,10.1,9.8,10.9,11.4,10.2,10.4,9.9,11.1
        0,10.6,9.9,10.7,11.0,10.1,10.9,9.5,10.8
        1,10.4,,10.5,11.2,15.1,16.2,14.4,20
        3,10.0,9.9,11.0,10.7,10.9,11.5,10.2,12.4
        5,10.3,10.0,10.8,10.9,9.1,8.8,9.6,10.0
        7,10.2,10.1,10.3,11.0,8.1,7.5,8.8,8.4
        8,10.2,10.1,10.3,11.3,7.9,7.6,8.1,8.7
        10,10.2,10.1,10.3,10.6,9.7,10.5,9.9,10.1
        14,10.4,9.7,10.6,11.1,10.3,10.2,9.8,10.9

        """;

    private static readonly Lazy<StudyResult> Run = new(() => Study.Reference.Run(options: new RunOptions { Threads = 1 }));

    public static StudyResult Reference => Run.Value;

    public static Study Study { get; } =
        new()
        {
            Name = "A week of morphine",
            Test = new TestSchedule { Days = [-1, 0, 1, 3, 5, 7, 8, 10, 14] },
            Groups =
            [
                new Group("saline", 4, TestStudies.SalinePump),
                new Group(
                    "morphine",
                    4,
                    TestStudies
                        .MorphinePump.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 5.Days)
                        .Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 6.Days)
                ),
            ],
        };

    public static MeasuredData Data(string csv = Measured)
    {
        using var folder = new TemporaryFolder();
        return MeasuredData.Load(folder.Write("data.csv", csv), double.PositiveInfinity);
    }

    public static Figure Latency => Data().LatencyFigure(new LatencyFigureOptions { Animals = true }, Study);

    public static Figure Multiples => Data().GroupFigures(new LatencyFigureOptions { Error = ErrorBars.Sd, Title = "Each group" }, Study);

    public static Figure Dose =>
        DoseResponse.Figure(
            "Morphine s.c. before and after a week of pump",
            "maximum possible effect, %",
            [
                new DoseResponse(
                    "naive",
                    [new(0.5, 8, 3, 13), new(1, 22, 15, 29), new(2, 45, 36, 54), new(4, 71, 62, 80), new(8, 90, 84, 96)],
                    [new(0.25, 3), new(0.5, 9), new(1, 22), new(2, 46), new(4, 72), new(8, 89), new(16, 96)],
                    2.2,
                    1.8,
                    2.7
                ),
                new DoseResponse(
                    "tolerant",
                    [new(2, 10, 4, 16), new(4, 24, 16, 32), new(8, 47, 38, 56), new(16, 72, 63, 81), new(32, 88, 82, 94)],
                    [new(1, 3), new(2, 9), new(4, 23), new(8, 48), new(16, 73), new(32, 90)],
                    8.4,
                    6.5,
                    10.9
                ),
            ]
        );

    public static Figure Power =>
        PowerPoint.Figure(
            "Power to see hyperalgesia on day 6",
            [
                new(4, 0.38, 0.33, 0.43, 0.052, 0.036, 0.074),
                new(6, 0.66, 0.61, 0.71, 0.048, 0.033, 0.07),
                new(8, 0.86, 0.81, 0.9, 0.056, 0.039, 0.079),
                new(10, 0.95, 0.93, 0.97, 0.05, 0.034, 0.072),
                new(16, 1, 0.99, 1, 0.046, 0.031, 0.068),
            ]
        );

    public static IReadOnlyDictionary<string, Func<Figure>> All { get; } =
        new Dictionary<string, Func<Figure>>
        {
            ["latency"] = () => Latency,
            ["multiples"] = () => Multiples,
            ["dose-response"] = () => Dose,
            ["power"] = () => Power,
            ["reference"] = () => Reference.LatencyFigure(),
            ["mechanism"] = () => Reference.MechanismFigure(),
        };
}
