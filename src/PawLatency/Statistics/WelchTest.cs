using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Welch's t test of two groups on one day: means of unequal variances (Welch 1947, Biometrika 34:28-35). The estimate is the
/// difference treated - control in the unit of the table.
/// </summary>
internal sealed record WelchTest : TwoGroupTest
{
    public override string Name => "welch";

    public override string Title => "Welch's t test";

    public override string Assumptions => "Values within a group are normally distributed; the variances of the groups may differ.";

    public override bool TakesMeans => true;

    protected override TestResult Compare(
        LatencyTable table,
        string treated,
        string control,
        double day,
        IReadOnlyList<double> baselineDays
    )
    {
        double[] with = Sample(table, treated, day, 2),
            without = Sample(table, control, day, 2);
        var difference = Contrast.Of([(1, with), (-1, without)], Contrast.Satterthwaite);
        string compared = Comparison(treated, control, day);
        if (!IsSpread(difference.Error, with.Concat(without).Max(Math.Abs)))
        {
            throw new AnalysisException($"All values of each group are equal ({compared}); without any spread {Title} has no statistic.");
        }

        return difference.Result(Title, compared, "difference", table.Unit, Count(treated, with.Length, control, without.Length));
    }
}
