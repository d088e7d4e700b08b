using MathNet.Numerics.Statistics;
using PawLatency.Numerics;

namespace PawLatency.Evidence.Calibration;

/// <summary>
/// Draws plausible parameter sets. First an emulator is trained on the values of all judgements: at points on both sides of the best set on
/// each axis, then in waves at points that are likely under the emulated density, which is heated at first. Then Markov chains on the true
/// density propose the ends of long walks on the emulated one (<see cref="DelayedAcceptance"/>); during burn-in the emulator is trained on
/// their evaluations and then frozen. The chains run until they have converged and the effective number of draws reaches the requested
/// number of sets, or the evaluations are used up.
/// </summary>
internal sealed class EnsembleSampling
{
    /// <summary>The chains have converged if R-hat of every parameter is below this (Vehtari et al. 2021 recommend 1.01 for many long
    /// chains).</summary>
    public const double ConvergedBelow = 1.05;

    private const double FirstStep = 0.3,
        FirstHeat = 2;

    // The best set is sought slightly inside the 90 % ranges, at this temperature, with this number of evaluations in a step.
    private const double CentreFrom = 0.06,
        Coldest = 0.1;
    private const int CentrePlaces = 40;

    // Walks of each walker before the points of a wave are taken, and before a block of the burn-in.
    private const int WarmUpWalks = 12;

    private readonly CalibrationPlan _plan;
    private readonly Objective _objective;
    private IReadOnlyList<ObjectiveBand>? _bands;
    private (int Count, EmulatedCost? Cost) _emulated;

    public EnsembleSampling(CalibrationPlan plan, Objective objective) => (_plan, _objective) = (plan, objective);

    /// <summary>Maximum number of steps: one for the first evaluations, one for each wave, one for each block of the chains.</summary>
    public int Steps => _plan.Ensemble == 0 ? 0 : 1 + _plan.Waves + _plan.BurnInBlocks + SampledBlocks;

    private int SampledBlocks => Math.Max(1, (_plan.Evaluations - EvaluationsBefore) / (_plan.Chains * _plan.BlockSteps));

    private int EvaluationsBefore =>
        1
        + 2 * _objective.Free.Count
        + _plan.Waves * _plan.WavePoints
        + _plan.Chains
        + _plan.BurnInBlocks * _plan.Chains * _plan.BlockSteps;

    /// <summary>Steps of the search for the best set within the ranges of the plausible sets.</summary>
    public int CentreSteps => _plan.Ensemble == 0 ? 0 : 5;

    /// <summary>Whether the chains have converged and the effective number of draws reaches the requested number of sets.</summary>
    public bool IsEnough(CalibrationState state) =>
        state.Sets.Count >= _plan.Ensemble && Worst(state) is (< ConvergedBelow, var draws) && draws >= _plan.Ensemble;

    /// <summary>The largest R-hat and the smallest effective number of draws over the parameters; infinite and NaN with too few
    /// draws.</summary>
    public (double RHat, double Draws) Worst(CalibrationState state)
    {
        if (state.Sets.Count == 0)
        {
            return (double.PositiveInfinity, double.NaN);
        }

        IReadOnlyList<Identifiability> rows = Identifiability.Of(_objective.Free, state, _plan.Chains);
        return (rows.Max(row => double.IsNaN(row.RHat) ? double.PositiveInfinity : row.RHat), rows.Min(row => row.EffectiveDraws));
    }

    /// <summary>The next step.</summary>
    public CalibrationState Step(CalibrationState state) =>
        state.Step == 0 ? Look(state)
        : state.Step <= _plan.Waves ? Wave(state)
        : state.Step <= _plan.Waves + _plan.BurnInBlocks ? BurnIn(state)
        : Draw(state);

    private CalibrationState Look(CalibrationState state)
    {
        double[] best = Logit.Of(state.Best);
        IEnumerable<double[]> steps = Enumerable
            .Range(0, best.Length)
            .SelectMany(axis =>
                new[] { -FirstStep, FirstStep }.Select(step =>
                    best.Select((logit, other) => other == axis ? logit + step : logit).ToArray()
                )
            );
        double unexplained = state.BestCost / Math.Max(1, _objective.Terms - _objective.Free.Count);
        return state with { Temperature = Math.Max(1, unexplained), Evaluations = Evaluate([best, .. steps]) };
    }

    private CalibrationState Wave(CalibrationState state)
    {
        double heat = FirstHeat + (1 - FirstHeat) * (state.Step - 1) / Math.Max(1, _plan.Waves - 1);
        ChainState walkers = Walk(state, heat, WarmUpWalks);
        var places = new List<double[]>();
        while (places.Count < _plan.WavePoints)
        {
            walkers = Walk(state with { Walkers = walkers }, heat, 1);
            places.AddRange(walkers.Positions.Take(_plan.WavePoints - places.Count));
        }

        return state with
        {
            Walkers = walkers,
            Evaluations = [.. state.Evaluations, .. Evaluate(places)],
        };
    }

    private CalibrationState BurnIn(CalibrationState state)
    {
        ChainState walkers = Walk(state, 1, WarmUpWalks);
        Evaluation[] starts = state.Chains is null ? Evaluate(walkers.Positions) : [];
        DelayedState chains =
            state.Chains
            ?? new DelayedState
            {
                Positions = walkers.Positions,
                Energies = [.. walkers.Positions.Select((logits, chain) => Energy(logits, starts[chain].Cost, state))],
            };
        var seen = new List<Evaluation>[_plan.Chains];
        double Watched(int chain, double[] logits, double bound)
        {
            Evaluation evaluation = _objective.Evaluate(Logit.Place(logits));
            (seen[chain] ??= []).Add(evaluation);
            return Energy(logits, evaluation.Cost, state);
        }

        (chains, _) = DelayedAcceptance.Advance(chains, _plan.BlockSteps, _plan.Seed, _plan.Threads, Proposer(state, walkers), Watched);
        return state with
        {
            Walkers = walkers,
            Chains = chains with { Accepted = 0 },
            Evaluations = [.. state.Evaluations, .. starts, .. seen.SelectMany(evaluations => evaluations ?? [])],
        };
    }

    private CalibrationState Draw(CalibrationState state)
    {
        double Bounded(int chain, double[] logits, double bound) =>
            Energy(logits, _objective.Cost(Logit.Place(logits), Cost(logits, bound, state)), state);

        (DelayedState chains, DelayedDraw[][] draws) = DelayedAcceptance.Advance(
            state.Chains!,
            _plan.BlockSteps,
            _plan.Seed,
            _plan.Threads,
            Proposer(state, state.Walkers!),
            Bounded
        );
        IEnumerable<PlausibleSet> sets = Enumerable
            .Range(0, _plan.BlockSteps)
            .SelectMany(step =>
                draws.Select(chain => new PlausibleSet(Logit.Place(chain[step].Place), Cost(chain[step].Place, chain[step].Energy, state)))
            );
        return state with { Chains = chains, Sets = [.. state.Sets, .. sets] };
    }

    /// <summary>
    /// Searches for the set of lowest cost within the middle 88 % of the draws of every parameter: first among the evaluated points, moved
    /// inside the ranges, then by walks on the emulated cost at low temperature. An optimum at the end of a range is an extreme of the
    /// plausible region, not an estimate.
    /// </summary>
    public CalibrationState Centre(CalibrationState state)
    {
        double[][] sorted = [.. state.Best.Select((_, axis) => state.Sets.Select(set => set.Place[axis]).Order().ToArray())];
        double Quantile(int axis, double share) => SortedArrayStatistics.QuantileCustom(sorted[axis], share, QuantileDefinition.R7);
        double[] Inside(double[] place) =>
            [.. place.Select((share, axis) => Math.Clamp(share, Quantile(axis, CentreFrom), Quantile(axis, 1 - CentreFrom)))];
        IEnumerable<double[]> found =
            state.Step > 0
                ? Cold(state)
                : state
                    .Evaluations.Select(evaluation => (evaluation.Place, evaluation.Cost))
                    .Concat(state.Sets.Select(set => (set.Place, set.Cost)))
                    .Append((state.Best, state.BestCost))
                    .OrderBy(seen => seen.Item2)
                    .Take(CentrePlaces)
                    .Select(seen => seen.Item1);
        Evaluation[] tried = Evaluate([.. found.Select(place => Logit.Of(Inside(place)))]);
        Evaluation best = tried.MinBy(evaluation => evaluation.Cost)!;
        return state with
        {
            Evaluations = [.. state.Evaluations, .. tried],
            Best = state.Step > 0 && state.BestCost <= best.Cost ? state.Best : best.Place,
            BestCost = state.Step > 0 ? Math.Min(state.BestCost, best.Cost) : best.Cost,
        };
    }

    private List<double[]> Cold(CalibrationState state)
    {
        double[] best = Logit.Of(state.Best);
        ChainState walkers = Walk(
            state with
            {
                Walkers = state.Walkers! with { Positions = [.. state.Walkers.Positions.Select(_ => best)] },
            },
            Coldest,
            WarmUpWalks
        );
        var places = new List<double[]>();
        while (places.Count < CentrePlaces)
        {
            walkers = Walk(state with { Walkers = walkers }, Coldest, 1);
            places.AddRange(walkers.Positions.Select(Logit.Place));
        }

        return places;
    }

    // Walkers on the emulated density continue from their positions and adapt their moves.
    private ChainState Walk(CalibrationState state, double heat, int walks)
    {
        EnergyAndGradient energy = EmulatedEnergy(state, heat);
        ChainState walkers = state.Walkers ?? HamiltonianWalk.Start(Logit.Of(state.Best), _plan.Chains);
        for (int walk = 0; walk < walks; walk++)
        {
            walkers = HamiltonianWalk.Advance(walkers, _plan.WalkSteps, _plan.Seed, _plan.Threads, energy);
        }

        return walkers;
    }

    // Walks on the emulated density propose to the intermediate density, and walks on that propose to the true density.
    private Proposer Proposer(CalibrationState state, ChainState walkers)
    {
        Proposer fast = DelayedAcceptance.Walk(EmulatedEnergy(state, 1), HamiltonianWalk.Shape(walkers), _plan.WalkSteps, _plan.Seed);
        EmulatedCost cost = _emulated.Cost!;
        return DelayedAcceptance.Walk(
            fast,
            logits => Energy(logits, cost.PartlyComputed(Logit.Place(logits)), state),
            _plan.PartlySteps,
            _plan.Seed
        );
    }

    private Evaluation[] Evaluate(IReadOnlyList<double[]> logits)
    {
        var evaluations = new Evaluation[logits.Count];
        InParallel.For(evaluations.Length, _plan.Threads, null, i => evaluations[i] = _objective.Evaluate(Logit.Place(logits[i])));
        return evaluations;
    }

    private EnergyAndGradient EmulatedEnergy(CalibrationState state, double heat)
    {
        if (_emulated.Count != state.Evaluations.Count)
        {
            _bands ??= _objective.Bands(state.Evaluations[0].Place);
            _emulated = (
                state.Evaluations.Count,
                EmulatedCost.Fit(_objective, _bands, state.Evaluations, state.Temperature, _plan.Threads)
            );
        }

        EmulatedCost cost = _emulated.Cost!;
        return (logits, gradient) =>
        {
            double[] place = Logit.Place(logits);
            double energy = Energy(logits, cost.At(place, gradient) / heat, state);
            for (int axis = 0; axis < gradient.Length; axis++)
            {
                gradient[axis] /= 2 * state.Temperature * heat;
            }

            Logit.ToEnergy(place, gradient);
            return energy;
        };
    }

    // Minus the logarithm of the density of the logits, and the cost that has that energy.
    private static double Energy(double[] logits, double cost, CalibrationState state) =>
        cost / (2 * state.Temperature) - Logit.Jacobian(logits);

    private static double Cost(double[] logits, double energy, CalibrationState state) =>
        (energy + Logit.Jacobian(logits)) * 2 * state.Temperature;
}
