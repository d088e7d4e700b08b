namespace PawLatency.Tests.Evidence;

/// <summary>Two correlated normal numbers: a density whose moments are known.</summary>
internal sealed record KnownNormal(double[] Means, double[] Sds, double Correlation)
{
    /// <summary>Minus the logarithm of the density.</summary>
    public double Energy(double[] place) => Energy(place, new double[2]);

    /// <summary>Minus the logarithm of the density, and its gradient.</summary>
    public double Energy(double[] place, double[] gradient)
    {
        double first = (place[0] - Means[0]) / Sds[0],
            second = (place[1] - Means[1]) / Sds[1],
            narrow = 1 - Correlation * Correlation;
        gradient[0] = (first - Correlation * second) / narrow / Sds[0];
        gradient[1] = (second - Correlation * first) / narrow / Sds[1];
        return (first * first - 2 * Correlation * first * second + second * second) / (2 * narrow);
    }
}
