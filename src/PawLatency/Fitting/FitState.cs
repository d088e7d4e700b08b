namespace PawLatency.Fitting;

/// <summary>How far a fit is: whole steps, each of which depends on the steps before it alone.</summary>
/// <param name="Arguments">What was asked for.</param>
/// <param name="Starts">The ends of the climbs from each start.</param>
/// <param name="Curvature">Rows of the negative second derivatives at the best end.</param>
/// <param name="Profiles">Ends of the profile intervals: coordinate by coordinate, the lower end first.</param>
/// <param name="Comparisons">The ends of the climbs with a parameter held.</param>
internal sealed record FitState(
    string Arguments,
    IReadOnlyList<FitEnd> Starts,
    IReadOnlyList<double[]> Curvature,
    IReadOnlyList<ProfileEnd> Profiles,
    IReadOnlyList<FitEnd> Comparisons
)
{
    /// <summary>The best end of a climb.</summary>
    public FitEnd Best => Starts.MaxBy(start => start.Value)!;

    public int Steps => Starts.Count + Curvature.Count + Profiles.Count + Comparisons.Count;
}

/// <summary>Where a climb ended.</summary>
/// <param name="Point">The point.</param>
/// <param name="Value">Log likelihood and log prior.</param>
/// <param name="LogLikelihood">Log likelihood.</param>
internal sealed record FitEnd(double[] Point, double Value, double LogLikelihood);

/// <summary>An end of a profile interval.</summary>
/// <param name="Value">The value of the coordinate.</param>
/// <param name="IsOpen">Whether the profile is flat so far that it has no end within the limits.</param>
internal sealed record ProfileEnd(double Value, bool IsOpen);
