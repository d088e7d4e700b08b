using System.Collections.Concurrent;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Simulation;

namespace PawLatency.Fitting;

/// <summary>
/// What one set of parameters predicts for the rats of a group: the logarithm of latency at each time of the group, with its derivatives by
/// the rat's effects and by the parameters. Safe to share between threads.
/// </summary>
internal sealed class GroupModel
{
    /// <summary>Effects that the equations know: clearance, affinity, gains of tolerance and of sensitization.</summary>
    public const int EffectCount = 4;

    private static readonly VirtualRat[] NoTangents = [];

    private readonly FitGroup _group;
    private readonly NociceptiveAssay _assay;
    private readonly VirtualRat _typical;
    private readonly NociceptionParameters _parameters;
    private readonly Cohort _cohort;
    private readonly NociceptionParameters[][] _blocks;
    private readonly int[] _effects;
    private readonly ConcurrentBag<Simulation<Dual>>[] _engines;

    /// <summary>Prepares a group.</summary>
    /// <param name="study">The study.</param>
    /// <param name="group">The group.</param>
    /// <param name="parameters">The set.</param>
    /// <param name="tangents">Directions in which the set moves.</param>
    /// <param name="effects">The effects in which the group's rats differ.</param>
    /// <param name="control">Tolerances.</param>
    public GroupModel(
        Study study,
        FitGroup group,
        NociceptionParameters parameters,
        IReadOnlyList<NociceptionParameters> tangents,
        int[] effects,
        StepControl control
    )
    {
        (_group, _parameters, _effects) = (group, parameters, effects);
        _assay = group.Group.Assay(study.Assay);
        _typical = group.Group.Traits.Typical(study.Rats);
        _cohort = new Cohort(group.Dosing, parameters, control, group.TimesH);
        // The rat's effects have the first directions of the first block.
        NociceptionParameters[] still = [.. Enumerable.Repeat(NociceptionParameters.Still, effects.Length)];
        _blocks = [.. still.Concat(tangents).Chunk(Dual.DirectionCount)];
        _blocks =
            _blocks.Length == 0
                ?
                [
                    [],
                ]
                : _blocks;
        _engines = [.. _blocks.Select(_ => new ConcurrentBag<Simulation<Dual>>())];
    }

    /// <summary>Predicts a rat.</summary>
    /// <param name="effects">Logarithm of each of its factors, as many as it differs in.</param>
    /// <param name="withParameters">Whether derivatives by all parameters are needed.</param>
    /// <exception cref="SolveException">The solver failed.</exception>
    public Prediction At(ReadOnlySpan<double> effects, bool withParameters)
    {
        (VirtualRat rat, VirtualRat[] tangents) = RatOf(effects);
        int times = _group.TimesH.Length,
            directions = _blocks.Sum(block => block.Length);
        var prediction = new Prediction(times, directions);
        for (int block = 0; block < (withParameters ? _blocks.Length : 1); block++)
        {
            Run(block, rat, block == 0 ? tangents : NoTangents, prediction);
        }

        return prediction;
    }

    /// <summary>The rat with these effects, on the whole.</summary>
    public VirtualRat Rat(ReadOnlySpan<double> effects) => RatOf(effects).Rat;

    private void Run(int block, VirtualRat rat, VirtualRat[] tangents, Prediction prediction)
    {
        NociceptionParameters[] moving = _blocks[block];
        Simulation<Dual> engine = _engines[block].TryTake(out Simulation<Dual>? idle)
            ? idle
            : new Simulation<Dual>(_cohort, tangents: moving);
        var responses = new Response<Dual>[_group.TimesH.Length];
        engine.Run([rat], responses, tangents).ThrowIfFailed(_cohort.Control);
        _engines[block].Add(engine);
        Dual baseline = Gathered.Of<Dual, NociceptionParameters>([_parameters], moving, set => set.BaselineThresholdC);
        for (int time = 0; time < responses.Length; time++)
        {
            Dual log = Dual.Log(_assay.LatencyS(responses[time].ThresholdC, baseline));
            prediction.Logs[time] = log.Value;
            for (int direction = 0; direction < moving.Length; direction++)
            {
                prediction.Slopes[block * Dual.DirectionCount + direction][time] = log.Slopes[direction];
            }
        }
    }

    private (VirtualRat Rat, VirtualRat[] Tangents) RatOf(ReadOnlySpan<double> effects)
    {
        VirtualRat rat = _typical;
        var tangents = new VirtualRat[_effects.Length];
        for (int i = 0; i < _effects.Length; i++)
        {
            double factor = Math.Exp(effects[i]);
            (rat, tangents[i]) = _effects[i] switch
            {
                0 => (rat with { ClearanceFactor = factor }, VirtualRat.Still with { ClearanceFactor = factor }),
                1 => (rat with { DissociationFactor = factor }, VirtualRat.Still with { DissociationFactor = factor }),
                2 => (rat with { ToleranceFactor = factor }, VirtualRat.Still with { ToleranceFactor = factor }),
                _ => (
                    rat with
                    {
                        SensitizationFactor = _typical.SensitizationFactor * factor,
                    },
                    VirtualRat.Still with
                    {
                        SensitizationFactor = _typical.SensitizationFactor * factor,
                    }
                ),
            };
        }

        return (rat, tangents);
    }
}

/// <summary>Predicted logarithms of latency, s, at the times of a group, and their derivatives: those by the rat's effects first, then
/// those by the parameters.</summary>
internal sealed class Prediction(int times, int directions)
{
    public double[] Logs { get; } = new double[times];

    public double[][] Slopes { get; } = [.. Enumerable.Range(0, directions).Select(_ => new double[times])];
}
