using MathNet.Numerics.Distributions;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>
/// Variability of rats, days and trials, as coefficients of variation of lognormal factors with median 1 (0.12 is 12 %). The typical rat is
/// the median rat.
/// </summary>
public sealed record Variability
{
    /// <summary>The default variability, from <c>data/parameters/reference.yaml</c>.</summary>
    public static Variability Standard => ParameterFile.Reference.Variability;

    /// <summary>No variability: every rat is the typical rat and every trial its typical trial.</summary>
    public static Variability None { get; } = new();

    /// <summary>Between rats: baseline latency.</summary>
    public double BaselineLatency
    {
        get;
        init => field = InRange(value, "baseline latency");
    }

    /// <summary>Between rats: clearance.</summary>
    public double Clearance
    {
        get;
        init => field = InRange(value, "clearance");
    }

    /// <summary>Between rats: affinity for mu agonists and antagonists.</summary>
    public double Affinity
    {
        get;
        init => field = InRange(value, "affinity");
    }

    /// <summary>Between rats: gain of tolerance.</summary>
    public double ToleranceGain
    {
        get;
        init => field = InRange(value, "tolerance gain");
    }

    /// <summary>Between rats: gain of sensitization.</summary>
    public double SensitizationGain
    {
        get;
        init => field = InRange(value, "sensitization gain");
    }

    /// <summary>Between sessions of a rat: latency.</summary>
    public double Session
    {
        get;
        init => field = InRange(value, "session");
    }

    /// <summary>Between trials of a session: latency.</summary>
    public double Trial
    {
        get;
        init => field = InRange(value, "trial");
    }

    /// <summary>Lognormal factor with median 1 for a standard normal number.</summary>
    /// <param name="coefficientOfVariation">CV, dimensionless, 0 or more.</param>
    /// <param name="standardNormal">The number, dimensionless.</param>
    public static double Factor(double coefficientOfVariation, double standardNormal) =>
        Math.Exp(standardNormal * LogSd(coefficientOfVariation));

    /// <summary>
    /// Mean recorded latency over many rats and trials, for a given latency of the typical rat. Each latency is limited by the cutoff, so
    /// near the cutoff the mean is below the latency of the typical rat. This is the group mean that papers report.
    /// </summary>
    /// <param name="typicalS">Latency of the typical rat, s.</param>
    /// <param name="cutoffS">Cutoff, s.</param>
    public double MeanRecordedS(double typicalS, double cutoffS) => MeansRecordedS([typicalS], cutoffS)[0];

    /// <summary>The same for several latencies.</summary>
    internal double[] MeansRecordedS(double[] typicalS, double cutoffS)
    {
        double variance = LogVariance(BaselineLatency) + LogVariance(Session) + LogVariance(Trial),
            sd = Math.Sqrt(variance),
            raised = Math.Exp(variance / 2);
        return Array.ConvertAll(typicalS, Mean);

        double Mean(double typical)
        {
            if (variance == 0)
            {
                return Math.Min(typical, cutoffS);
            }

            if (double.IsPositiveInfinity(typical))
            {
                return cutoffS;
            }

            double place = Math.Log(cutoffS / typical) / sd;
            return typical * raised * Normal.CDF(0, 1, place - sd) + cutoffS * Normal.CDF(0, 1, -place);
        }
    }

    /// <summary>Standard deviation of the logarithm of a factor, dimensionless.</summary>
    internal static double LogSd(double coefficientOfVariation) => Math.Sqrt(LogVariance(coefficientOfVariation));

    private static double LogVariance(double coefficientOfVariation) => Math.Log(1 + coefficientOfVariation * coefficientOfVariation);

    private static double InRange(double value, string what) => Guard.InRange(value, 0, 2, $"coefficient of variation of {what}", "");
}
