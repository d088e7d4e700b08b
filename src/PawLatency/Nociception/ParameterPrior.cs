using MathNet.Numerics.Distributions;
using PawLatency.Pharmacology;

namespace PawLatency.Nociception;

/// <summary>Prior of one parameter: a truncated normal distribution around the start on the log scale.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Start">Start of the search, in the parameter's unit.</param>
/// <param name="Low">Lowest value, in the parameter's unit.</param>
/// <param name="High">Highest value, in the parameter's unit.</param>
/// <param name="Basis">Basis of the range.</param>
/// <param name="Source">Reason for the range.</param>
internal sealed record ParameterPrior(ParameterKey Parameter, double Start, double Low, double High, Basis Basis, string Source)
{
    private double LogWidth => Math.Log(High / Low);

    /// <summary>Position of the start in the range on the log scale, 0 to 1.</summary>
    public double StartPlace => Place(Start);

    /// <summary>Position of a value in the range on the log scale, 0 to 1 inside.</summary>
    public double Place(double value) => Math.Log(value / Low) / LogWidth;

    /// <summary>Value at a position.</summary>
    public double Value(double place) =>
        place <= 0 ? Low
        : place >= 1 ? High
        : Low * Math.Exp(place * LogWidth);

    /// <summary>Weak penalty on the distance from the start: squared distance in standard deviations, each half the range.</summary>
    public double Pull(double place) => Math.Pow((place - StartPlace) / 0.5, 2);

    /// <summary>Derivative of the penalty.</summary>
    public double PullSlope(double place) => 2 * (place - StartPlace) / (0.5 * 0.5);

    /// <summary>Width of the middle 90 % of the prior, in natural-log units.</summary>
    public double Width90
    {
        get
        {
            var normal = new Normal(StartPlace, 0.5);
            double below = normal.CumulativeDistribution(0),
                inside = normal.CumulativeDistribution(1) - below;
            double Quantile(double share) => normal.InverseCumulativeDistribution(below + share * inside);
            return LogWidth * (Quantile(0.95) - Quantile(0.05));
        }
    }
}
