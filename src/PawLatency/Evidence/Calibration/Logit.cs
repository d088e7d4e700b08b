namespace PawLatency.Evidence.Calibration;

/// <summary>Logit transformation of the unit cube, which gives local search and chains an unbounded scale.</summary>
internal static class Logit
{
    private const double Edge = 1e-6;

    /// <summary>Logits of a point; the ends of an axis are moved inside by a millionth.</summary>
    public static double[] Of(double[] place) =>
        [.. place.Select(share => Math.Clamp(share, Edge, 1 - Edge)).Select(share => Math.Log(share / (1 - share)))];

    /// <summary>Point from its logits.</summary>
    public static double[] Place(IEnumerable<double> logits) => [.. logits.Select(logit => 1 / (1 + Math.Exp(-logit)))];

    /// <summary>Logarithm of the Jacobian d point / d logit, summed over the axes.</summary>
    public static double Jacobian(double[] logits) => logits.Sum(logit => -Math.Abs(logit) - 2 * Math.Log(1 + Math.Exp(-Math.Abs(logit))));

    /// <summary>Converts a gradient in the unit cube to one in logits and subtracts that of the log Jacobian, which gives the gradient of
    /// the energy.</summary>
    /// <param name="place">The place.</param>
    /// <param name="gradient">The gradient, converted in place.</param>
    public static void ToEnergy(double[] place, double[] gradient)
    {
        for (int axis = 0; axis < place.Length; axis++)
        {
            gradient[axis] = gradient[axis] * place[axis] * (1 - place[axis]) - (1 - 2 * place[axis]);
        }
    }
}
