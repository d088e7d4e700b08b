namespace PawLatency.Data;

/// <summary>The highest and lowest point of a curve and its passage of a level: what contracts and findings are read from.</summary>
internal static class CurvePoints
{
    /// <summary>The first of the points with the greatest latency.</summary>
    public static (double TimeH, double LatencyS) Highest(LatencyCurve curve) => Extreme(curve, 1);

    /// <summary>The first of the points with the smallest latency.</summary>
    public static (double TimeH, double LatencyS) Lowest(LatencyCurve curve) => Extreme(curve, -1);

    /// <summary>The points of a curve from a time on; the last point alone where all are earlier.</summary>
    public static LatencyCurve From(LatencyCurve curve, double fromH)
    {
        int first = 0;
        while (first < curve.TimesH.Length - 1 && curve.TimesH[first] < fromH)
        {
            first++;
        }

        return new LatencyCurve(curve.TimesH[first..], curve.Values[first..], curve.Cutoff);
    }

    /// <summary>When a curve first passes a level, on the straight line between two points, h; NaN where it does not.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="levelS">The level, s.</param>
    /// <param name="upward">Whether it passes from below to above.</param>
    /// <param name="clearS">
    /// How far beyond the level a point must lie, s. If greater than 0, a curve that lies on the level has passed it only at the first
    /// point
    /// that is clearly beyond.
    /// </param>
    public static double PassageH(LatencyCurve curve, double levelS, bool upward = false, double clearS = 0)
    {
        int sign = upward ? 1 : -1;
        double Beyond(int point, ReadOnlySpan<double> latencies) => sign * (latencies[point] - levelS);
        ReadOnlySpan<double> times = curve.TimesH,
            latencies = curve.Values;
        for (int i = 0; i < times.Length; i++)
        {
            if (Beyond(i, latencies) > clearS)
            {
                bool isPoint = i == 0 || (clearS > 0 && Beyond(i - 1, latencies) >= 0);
                return isPoint
                    ? times[i]
                    : times[i - 1] + (levelS - latencies[i - 1]) / (latencies[i] - latencies[i - 1]) * (times[i] - times[i - 1]);
            }
        }

        return double.NaN;
    }

    private static (double TimeH, double LatencyS) Extreme(LatencyCurve curve, int sign)
    {
        int best = 0;
        for (int i = 1; i < curve.TimesH.Length; i++)
        {
            best = sign * curve.Values[i] > sign * curve.Values[best] ? i : best;
        }

        return (curve.TimesH[best], curve.Values[best]);
    }
}
