using PawLatency.Nociception;

namespace PawLatency.Fitting;

/// <summary>What a coordinate of a fit is.</summary>
internal enum CoordinateKind
{
    /// <summary>A parameter of the typical rat, or what a group multiplies it by.</summary>
    Parameter,

    /// <summary>The latency of the untreated typical rat over that of the study.</summary>
    Baseline,

    /// <summary>A coefficient of variation.</summary>
    Variation,
}

/// <summary>
/// One coordinate of a fit, on the scale on which the search moves: the natural logarithm. A normal prior on that scale, and limits.
/// </summary>
/// <param name="Name">Its name in files.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Place">Of a variation: its place among <see cref="FitSpace.Variations"/>.</param>
/// <param name="Key">Of a parameter: the parameter.</param>
/// <param name="Group">Of what a group multiplies a parameter by: the group.</param>
/// <param name="Start">Where the search starts.</param>
/// <param name="Low">Lowest value.</param>
/// <param name="High">Highest value.</param>
/// <param name="PriorMean">Mean of the prior.</param>
/// <param name="PriorSd">Standard deviation of the prior; infinite for none.</param>
internal sealed record FitCoordinate(
    string Name,
    CoordinateKind Kind,
    int Place,
    ParameterKey? Key,
    string? Group,
    double Start,
    double Low,
    double High,
    double PriorMean,
    double PriorSd
)
{
    /// <summary>Logarithm of the prior, without its constant.</summary>
    public double LogPrior(double value) => double.IsInfinity(PriorSd) ? 0 : -Math.Pow((value - PriorMean) / PriorSd, 2) / 2;

    /// <summary>Its derivative.</summary>
    public double PriorSlope(double value) => double.IsInfinity(PriorSd) ? 0 : -(value - PriorMean) / (PriorSd * PriorSd);

    /// <summary>The value as it is reported: a coefficient of variation for a variation, else the exponential.</summary>
    public double Reported(double value) =>
        Kind == CoordinateKind.Variation ? Math.Sqrt(Math.Exp(Math.Exp(2 * value)) - 1) : Math.Exp(value);

    /// <summary>The derivative of the reported value.</summary>
    public double ReportedSlope(double value) =>
        Kind == CoordinateKind.Variation ? Math.Exp(2 * value) * Math.Exp(Math.Exp(2 * value)) / Reported(value) : Math.Exp(value);
}
