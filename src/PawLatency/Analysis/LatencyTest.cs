using System.Globalization;

namespace PawLatency.Analysis;

/// <summary>A test of significance of a treated group against a control on a table of latencies. Immutable, safe to share between threads.</summary>
public abstract record LatencyTest
{
    /// <summary>Share of intervals that cover the truth, dimensionless.</summary>
    internal const double Confidence = 0.95;

    // Equal values leave an error of some 1e-16 of their size by rounding; no measurement is as fine as this share.
    private const double LeastSpread = 1e-12;

    private protected LatencyTest()
    {
    }

    /// <summary>The group with the drug.</summary>
    public required string Treated { get; init; }

    /// <summary>The group without.</summary>
    public required string Control { get; init; }

    /// <summary>Runs the test.</summary>
    /// <param name="table">The data.</param>
    /// <exception cref="AnalysisException">The data do not allow the test; the message says what is missing.</exception>
    public abstract TestResult Run(LatencyTable table);

    /// <summary>Whether an error is more than rounding leaves of values without any spread, the largest of this absolute value.</summary>
    internal static bool IsSpread(double error, double largest) => error > LeastSpread * largest;

    /// <summary>The two groups of a day as samples, treated first.</summary>
    private protected (double[] Treated, double[] Control) Samples(LatencyTable table, double day, int needed, string test)
    {
        int index = table.DayIndex(day);
        return (Sample(table, Treated, index, needed, test), Sample(table, Control, index, needed, test));
    }

    private protected (int Treated, int Control) Groups(LatencyTable table, string test)
    {
        if (table.Groups.Count < 2)
        {
            throw new AnalysisException($"There is only one group, {table.Groups[0]}; {test} compares two.");
        }

        (int treated, int control) = (table.GroupIndex(Treated), table.GroupIndex(Control));
        return treated != control ? (treated, control) : throw new AnalysisException($"\"{Treated}\" is both the treated and the control group; {test} compares two.");
    }

    private protected string On(double day) => string.Create(CultureInfo.InvariantCulture, $"{Treated} - {Control} on day {Math.Round(day, 4)}");

    private protected string Count(int treated, int control) => string.Create(CultureInfo.InvariantCulture, $"{treated} {Treated}, {control} {Control}");

    private static double[] Sample(LatencyTable table, string group, int day, int needed, string test)
    {
        double[] sample = table.Sample(table.GroupIndex(group), day);
        return sample.Length >= needed ? sample
            : throw new AnalysisException(string.Create(CultureInfo.InvariantCulture, $"{group} has {sample.Length} animal{(sample.Length == 1 ? "" : "s")} on day {Math.Round(table.Days[day], 4)}; {test} needs at least {needed} in each group."));
    }
}
