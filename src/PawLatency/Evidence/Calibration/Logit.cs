namespace PawLatency.Evidence.Calibration;

/// <summary>Places in the unit cube on the scale on which local search and chains move, which has no ends.</summary>
internal static class Logit
{
    private const double Edge = 1e-6;

    /// <summary>Logits of a place; the ends of an axis count as a millionth inside.</summary>
    public static double[] Of(double[] place) =>
        [.. place.Select(share => Math.Clamp(share, Edge, 1 - Edge)).Select(share => Math.Log(share / (1 - share)))];

    /// <summary>Place of logits.</summary>
    public static double[] Place(IEnumerable<double> logits) => [.. logits.Select(logit => 1 / (1 + Math.Exp(-logit)))];

    /// <summary>Logarithm of d place / d logit, summed over the axes.</summary>
    public static double Jacobian(double[] logits) => logits.Sum(logit => -Math.Abs(logit) - 2 * Math.Log(1 + Math.Exp(-Math.Abs(logit))));

    /// <summary>Turns a gradient on the scale of the places into one on the logits, and takes that of the Jacobian away: the gradient of a
    /// density's energy.</summary>
    /// <param name="place">The place.</param>
    /// <param name="gradient">The gradient, changed in place.</param>
    public static void ToEnergy(double[] place, double[] gradient)
    {
        for (int axis = 0; axis < place.Length; axis++)
        {
            gradient[axis] = gradient[axis] * place[axis] * (1 - place[axis]) - (1 - 2 * place[axis]);
        }
    }
}
