namespace PawLatency.Statistics;

/// <summary>A difference of logarithms as a ratio with its test.</summary>
internal static class LogRatioResult
{
    public static TestResult Of(
        string test,
        string treated,
        string control,
        double day,
        bool fromBaseline,
        double log,
        double variance,
        double freedom,
        string animals
    )
    {
        double error = Math.Sqrt(variance),
            t = log / error,
            half = error * Probabilities.StudentTwoSidedQuantile(1 - LatencyTest.Confidence, freedom);
        return new TestResult(
            test,
            FormattableString.Invariant(
                $"{treated} / {control} on day {Math.Round(day, 4)}{(fromBaseline ? ", change from baseline" : "")}"
            ),
            "ratio",
            "",
            Math.Exp(log),
            Math.Exp(log - half),
            Math.Exp(log + half),
            "t",
            t,
            freedom,
            double.NaN,
            Probabilities.StudentTwoSided(t, freedom),
            animals
        );
    }
}
