namespace PawLatency.Analysis;

/// <summary>
/// Analysis of covariance of two groups on one day, adjusted for each animal's own baseline with one slope for both groups (Fisher 1932;
/// Vickers and Altman 2001, BMJ 323:1123-1124). The estimate is the adjusted difference treated - control in the unit of the table.
/// </summary>
public sealed record AncovaTest : LatencyTest
{
    private const string Name = "analysis of covariance on baseline";

    /// <summary>The day, days since the test hour of day 0.</summary>
    public required double Day { get; init; }

    /// <summary>Days whose mean is an animal's baseline.</summary>
    public required IReadOnlyList<double> BaselineDays { get; init; }

    /// <inheritdoc/>
    public override TestResult Run(LatencyTable table)
    {
        (int treated, int control) = Groups(table, Name);
        int day = table.DayIndex(Day);
        if (BaselineDays.Any(baseline => table.DayIndex(baseline) == day))
        {
            throw new AnalysisException(FormattableString.Invariant($"Day {Day} is a baseline day itself; {Name} needs another."));
        }

        Moments a = Collect(table, treated, day), b = Collect(table, control, day);
        // Slope and residual variance within groups; the difference of the means is then moved to equal baselines.
        double sxx = a.Sxx + b.Sxx, sxy = a.Sxy + b.Sxy, freedom = a.Count + b.Count - 3;
        if (sxx == 0)
        {
            throw new AnalysisException($"All animals of a group have the same baseline ({On(Day)}); {Name} needs baselines that differ.");
        }

        double slope = sxy / sxx, apart = a.MeanX - b.MeanX, residual = a.Syy + b.Syy - slope * sxy;
        // What cancellation leaves of a perfect fit is no spread.
        if (!(residual > 1e-14 * (a.Syy + b.Syy)))
        {
            throw new AnalysisException($"The baselines explain every value within the groups ({On(Day)}); without residual spread {Name} has no statistic.");
        }

        double difference = a.MeanY - b.MeanY - slope * apart, error = Math.Sqrt(residual / freedom * (1 / a.Count + 1 / b.Count + apart * apart / sxx));
        double t = difference / error, half = error * Probabilities.StudentTwoSidedQuantile(1 - Confidence, freedom);
        return new TestResult(Name, On(Day), "adjusted difference", table.Unit, difference, difference - half, difference + half,
            "t", t, freedom, double.NaN, Probabilities.StudentTwoSided(t, freedom), Count((int)a.Count, (int)b.Count));
    }

    private Moments Collect(LatencyTable table, int group, int day)
    {
        double n = 0, x = 0, y = 0, sxx = 0, sxy = 0, syy = 0;
        for (int animal = 0; animal < table.Animals.Count; animal++)
        {
            double value = table.Value(animal, day);
            if (table.GroupOf(animal) != group || double.IsNaN(value))
            {
                continue;
            }

            // Welford's update keeps the sums of squares exact where the means are large.
            double baseline = table.Baseline(animal, BaselineDays), dx = baseline - x, dy = value - y;
            n++;
            x += dx / n;
            y += dy / n;
            sxx += dx * (baseline - x);
            sxy += dx * (value - y);
            syy += dy * (value - y);
        }

        return n >= 2 ? new Moments(n, x, y, sxx, sxy, syy)
            : throw new AnalysisException(FormattableString.Invariant($"{table.Groups[group]} has {n} animal{(n == 1 ? "" : "s")} on day {Math.Round(Day, 4)}; {Name} needs at least 2 in each group."));
    }

    private readonly record struct Moments(double Count, double MeanX, double MeanY, double Sxx, double Sxy, double Syy);
}
