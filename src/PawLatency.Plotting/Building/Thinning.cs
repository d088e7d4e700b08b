namespace PawLatency.Plotting.Building;

/// <summary>Leaves out the points of a curve that a straight line between its neighbours tells as well.</summary>
internal static class Thinning
{
    // A four-thousandth of the range of the curve: under half a pixel on the tallest figure.
    private const double Share = 1.0 / 4000;

    /// <summary>A curve thinned.</summary>
    /// <param name="name">Name of the series.</param>
    /// <param name="style">Its style.</param>
    /// <param name="look">How it is drawn.</param>
    /// <param name="x">Places, ascending.</param>
    /// <param name="y">Values.</param>
    public static Series Curve(string name, int style, SeriesLook look, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        List<int> kept = Keep(x, y);
        double[] xs = new double[kept.Count],
            ys = new double[kept.Count];
        for (int i = 0; i < xs.Length; i++)
        {
            (xs[i], ys[i]) = (x[kept[i]], y[kept[i]]);
        }

        return new Series(name, style, look, xs, ys);
    }

    /// <summary>Indices of the points that are needed on the tallest figure.</summary>
    public static List<int> Keep(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in y)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return Keep(x, y, Math.Max((high - low) * Share, 1e-12));
    }

    /// <summary>Indices of the points that are needed for a line within the tolerance of every point (the swinging door).</summary>
    public static List<int> Keep(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double tolerance)
    {
        List<int> kept = [];
        if (x.Length == 0)
        {
            return kept;
        }

        kept.Add(0);
        (double least, double most, int last) = (double.NegativeInfinity, double.PositiveInfinity, 0);
        for (int i = 1; i < x.Length; i++)
        {
            double perRun = 1 / (x[i] - x[last]),
                rise = y[i] - y[last];
            if (last < i - 1 && (rise * perRun > most || rise * perRun < least))
            {
                kept.Add(last = i - 1);
                (perRun, rise, least, most) = (1 / (x[i] - x[last]), y[i] - y[last], double.NegativeInfinity, double.PositiveInfinity);
            }

            (least, most) = (Math.Max(least, (rise - tolerance) * perRun), Math.Min(most, (rise + tolerance) * perRun));
        }

        if (last < x.Length - 1)
        {
            kept.Add(x.Length - 1);
        }

        return kept;
    }
}
