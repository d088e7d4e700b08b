using PawLatency.Numerics;

namespace PawLatency.Fitting;

/// <summary>The objective of a fit: the marginal log likelihood of all rats and the log prior.</summary>
/// <remarks>The modes of the rats are remembered, for the next point begins there; a stage that must be repeatable begins with
/// the modes forgotten.</remarks>
internal sealed class Population
{
    private readonly FitData _data;
    private readonly RatMarginal[] _rats;
    private readonly int? _threads;
    private double[][] _modes = [];

    public Population(FitPlan plan, FitData data, FitSpace space, int? threads)
    {
        (_data, Space, _threads) = (data, space, threads);
        _rats = [.. data.Rats.Select(rat => new RatMarginal(rat, plan.Nodes))];
        Forget();
    }

    public FitSpace Space { get; }

    /// <summary>Begins at rats without effects.</summary>
    public void Forget() => _modes = [.. _rats.Select(rat => Array.Empty<double>())];

    /// <summary>The value, its gradient, and the part of each rat; minus infinity where the model cannot be run.</summary>
    public PopulationPoint Evaluate(double[] point, bool withGradient = true)
    {
        var rats = new RatResultPart[_rats.Length];
        try
        {
            var scene = FitScene.At(_data, Space, point, _threads, withGradient);
            InParallel.For(rats.Length, _threads, null, rat => rats[rat] = Evaluate(scene, rat, withGradient));
        }
        catch (Exception fault) when (fault is SolveException or ArgumentException)
        {
            return new PopulationPoint(point, double.NegativeInfinity, double.NegativeInfinity, [], []);
        }

        double likelihood = rats.Sum(rat => rat.Log),
            prior = Space.Coordinates.Select((coordinate, i) => coordinate.LogPrior(point[i])).Sum();
        _modes = [.. rats.Select(rat => rat.Mode.Effects)];
        double[] gradient = withGradient
            ? [.. Space.Coordinates.Select((coordinate, i) => rats.Sum(rat => rat.Gradient[i]) + coordinate.PriorSlope(point[i]))]
            : [];
        return double.IsNaN(likelihood)
            ? new PopulationPoint(point, double.NegativeInfinity, double.NegativeInfinity, [], [])
            : new PopulationPoint(point, likelihood + prior, likelihood, gradient, rats);
    }

    private RatResultPart Evaluate(FitScene scene, int rat, bool withGradient)
    {
        int effects = scene.Effects[_rats[rat].Rat.Group].Length;
        double[] start = _modes[rat].Length == effects ? _modes[rat] : new double[effects];
        RatPoint mode = _rats[rat].Mode(scene, start, withGradient);
        return new RatResultPart(mode, _rats[rat].Log(scene, mode), withGradient ? _rats[rat].Gradient(scene, mode) : []);
    }
}

/// <summary>A rat's part of a population at a point.</summary>
internal sealed record RatResultPart(RatPoint Mode, double Log, double[] Gradient);

/// <summary>A population at a point.</summary>
/// <param name="Point">The point.</param>
/// <param name="Value">Log likelihood and log prior.</param>
/// <param name="LogLikelihood">Log likelihood.</param>
/// <param name="Gradient">Gradient of the value.</param>
/// <param name="Rats">The rats.</param>
internal sealed record PopulationPoint(
    double[] Point,
    double Value,
    double LogLikelihood,
    double[] Gradient,
    IReadOnlyList<RatResultPart> Rats
);
