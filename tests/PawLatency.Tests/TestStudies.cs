using System.Globalization;
using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Tests;

/// <summary>The studies the tests run, and readers for what they give.</summary>
internal static class TestStudies
{
    public static double[] ReferenceDays { get; } = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14];

    public static Regimen SalinePump { get; } = Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Saline.Base, default, 0.Days, 7.Days);

    public static Regimen MorphinePump { get; } =
        Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.Days, 7.Days);

    public static Study Of(IReadOnlyList<double> days, params Group[] groups) =>
        new()
        {
            Test = new TestSchedule { Days = days },
            Groups = groups,
        };

    public static StudyResult RunWith(this Study study, StepControl control) => study.Run(options: new RunOptions { Control = control });

    public static string TrialsCsv(StudyResult result) => Text(writer => ResultFiles.WriteTrials(result, writer));

    public static string SummaryCsv(StudyResult result) => Text(writer => ResultFiles.WriteSummary(result, writer));

    /// <summary>The rows of one group, header left out.</summary>
    public static string[] Rows(string csv, string group, int column) =>
        [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Where(row => row.Split(',')[column] == group)];

    /// <summary>One column of a summary by day.</summary>
    public static Dictionary<int, double> ByDay(string summary, string group, string column)
    {
        int index = Array.IndexOf(summary.Split('\n')[0].Split(','), column);
        return Rows(summary, group, 0)
            .Select(row => row.Split(','))
            .ToDictionary(
                cells => int.Parse(cells[1], CultureInfo.InvariantCulture),
                cells => double.Parse(cells[index], CultureInfo.InvariantCulture)
            );
    }

    private static string Text(Action<TextWriter> write)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        write(writer);
        return writer.ToString();
    }
}
