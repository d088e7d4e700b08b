namespace PawLatency.Analysis;

/// <summary>Adjusts p values for the number of tests in a family.</summary>
public static class Adjustment
{
    /// <summary>Step-down procedure of Holm 1979, Scand J Stat 6:65-70.</summary>
    /// <param name="p">The p values, dimensionless, 0 to 1.</param>
    /// <returns>Adjusted p values in the same order.</returns>
    /// <exception cref="ArgumentException">A p is not 0 to 1.</exception>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> p)
    {
        double[] values = Checked(p), adjusted = new double[values.Length];
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort([.. values], order);
        double largest = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * values[order[rank]]));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }

    /// <summary>Single step of Sidak 1967, J Am Stat Assoc 62:626-633: 1 - (1 - p)^m.</summary>
    /// <param name="p">The p values, dimensionless, 0 to 1.</param>
    /// <returns>Adjusted p values in the same order.</returns>
    /// <exception cref="ArgumentException">A p is not 0 to 1.</exception>
    public static IReadOnlyList<double> Sidak(IReadOnlyList<double> p)
    {
        // In logarithms, which keep the digits of a small p.
        double[] values = Checked(p);
        return [.. values.Select(value => value == 1 ? 1 : -ExpMinusOne(values.Length * LogOnePlus(-value)))];
    }

    // Kahan's corrections for what 1 + x and exp(x) - 1 round off.
    private static double LogOnePlus(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * x / (1 + x - 1);

    private static double ExpMinusOne(double x) => Math.Exp(x) == 1 ? x : Math.Exp(x) == 0 ? -1 : (Math.Exp(x) - 1) * x / Math.Log(Math.Exp(x));

    private static double[] Checked(IReadOnlyList<double> p) =>
        [.. p.Select((value, index) => Guard.InRange(value, 0, 1, FormattableString.Invariant($"p value {index + 1}"), "", nameof(p)))];
}
