using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Analysis of covariance of two groups on one day, adjusted for each animal's own baseline with one slope for both groups (Fisher 1932;
/// Vickers and Altman 2001, BMJ 323:1123-1124). The estimate is the adjusted difference treated - control in the unit of the table.
/// </summary>
internal sealed record AncovaTest : TwoGroupTest
{
    public override string Name => "ancova";

    public override string Title => "analysis of covariance on baseline";

    public override string Assumptions =>
        "Values depend linearly on the animal's own baseline, with one slope and one normal residual variance in both groups.";

    public override bool NeedsBaseline => true;

    protected override TestResult Compare(
        LatencyTable table,
        string treated,
        string control,
        double day,
        IReadOnlyList<double> baselineDays
    )
    {
        int index = table.DayIndex(day);
        string compared = Comparison(treated, control, day);
        if (baselineDays.Any(baseline => table.DayIndex(baseline) == index))
        {
            throw new AnalysisException(FormattableString.Invariant($"Day {day} is a baseline day itself; {Title} needs another."));
        }

        Moments a = Collect(table, treated, day, baselineDays),
            b = Collect(table, control, day, baselineDays);
        // Slope and residual variance within groups; the difference of the means is then moved to equal baselines.
        double sxx = a.Sxx + b.Sxx,
            sxy = a.Sxy + b.Sxy,
            freedom = a.Count + b.Count - 3;
        if (sxx == 0)
        {
            throw new AnalysisException(
                $"All animals of a group have the same baseline ({compared}); {Title} needs baselines that differ."
            );
        }

        double slope = sxy / sxx,
            apart = a.MeanX - b.MeanX,
            residual = a.Syy + b.Syy - slope * sxy;
        // What cancellation leaves of a perfect fit is no spread.
        if (!(residual > 1e-14 * (a.Syy + b.Syy)))
        {
            throw new AnalysisException(
                $"The baselines explain every value within the groups ({compared}); without residual spread {Title} has no statistic."
            );
        }

        double error = Math.Sqrt(residual / freedom * (1 / a.Count + 1 / b.Count + apart * apart / sxx));
        var difference = new Contrast(a.MeanY - b.MeanY - slope * apart, error, freedom);
        string animals = Count(treated, (int)a.Count, control, (int)b.Count);
        return difference.Result(Title, compared, "adjusted difference", table.Unit, animals);
    }

    private Moments Collect(LatencyTable table, string group, double day, IReadOnlyList<double> baselineDays)
    {
        int number = table.GroupIndex(group),
            index = table.DayIndex(day);
        double n = 0,
            x = 0,
            y = 0,
            sxx = 0,
            sxy = 0,
            syy = 0;
        for (int animal = 0; animal < table.Animals.Count; animal++)
        {
            double value = table.Value(animal, index);
            if (table.GroupOf(animal) != number || double.IsNaN(value))
            {
                continue;
            }

            // Welford's update keeps the sums of squares exact where the means are large.
            double baseline = table.Baseline(animal, baselineDays),
                dx = baseline - x,
                dy = value - y;
            n++;
            x += dx / n;
            y += dy / n;
            sxx += dx * (baseline - x);
            sxy += dx * (value - y);
            syy += dy * (value - y);
        }

        return n >= 2 ? new Moments(n, x, y, sxx, sxy, syy) : throw TooFew(group, (int)n, day, 2);
    }

    private readonly record struct Moments(double Count, double MeanX, double MeanY, double Sxx, double Sxy, double Syy);
}
