using PawLatency.Numerics;

namespace PawLatency.Evidence;

/// <summary>
/// Draws plausible sets. First an emulator learns the values of all judgements: from steps to both sides of the best set on each axis, then
/// in waves from places that the emulated density, at first heated, finds likely. Then Markov chains on the true density propose the ends of
/// long walks on the emulated one (<see cref="DelayedAcceptance"/>); during the burn-in the emulator learns from their evaluations, then it
/// is frozen. The chains go on until they have met and are worth as many independent draws as sets are wanted, or the evaluations are used up.
/// </summary>
internal sealed class EnsembleSampling
{
    /// <summary>Chains have met where R-hat of every parameter is below this (Vehtari et al. 2021 ask for 1.01 of many long chains).</summary>
    public const double MetBelow = 1.05;

    private const double FirstStep = 0.3, FirstHeat = 2;

    // Walks of each walker before the places of a wave are taken, and before a block of the burn-in.
    private const int WarmUpWalks = 12;

    private readonly CalibrationPlan _plan;
    private readonly Objective _objective;
    private IReadOnlyList<(Judgement? Judgement, double Weight)>? _bands;
    private (int Count, EmulatedCost? Cost) _emulated;

    public EnsembleSampling(CalibrationPlan plan, Objective objective) => (_plan, _objective) = (plan, objective);

    /// <summary>Most steps: one for the first look, one for each wave, one for each block of the chains.</summary>
    public int Steps => _plan.Ensemble == 0 ? 0 : 1 + _plan.Waves + _plan.BurnInBlocks + SampledBlocks;

    private int SampledBlocks => Math.Max(1, (_plan.Evaluations - EvaluationsBefore) / (_plan.Chains * _plan.BlockSteps));

    private int EvaluationsBefore =>
        1 + 2 * _objective.Free.Count + _plan.Waves * _plan.WavePoints + _plan.Chains + _plan.BurnInBlocks * _plan.Chains * _plan.BlockSteps;

    /// <summary>Whether enough is drawn.</summary>
    public bool IsEnough(CalibrationState state) =>
        state.Sets.Count >= _plan.Ensemble && Identifiability.Of(_objective.Free, state, _plan.Chains) is var rows
        && rows.All(row => row.RHat < MetBelow && row.EffectiveDraws >= _plan.Ensemble);

    /// <summary>The next step.</summary>
    public CalibrationState Step(CalibrationState state) =>
        state.Step == 0 ? Look(state)
        : state.Step <= _plan.Waves ? Wave(state)
        : state.Step <= _plan.Waves + _plan.BurnInBlocks ? BurnIn(state)
        : Draw(state);

    private CalibrationState Look(CalibrationState state)
    {
        double[] best = Logit.Of(state.Best);
        IEnumerable<double[]> steps = Enumerable.Range(0, best.Length).SelectMany(axis => new[] { -FirstStep, FirstStep }
            .Select(step => best.Select((logit, other) => other == axis ? logit + step : logit).ToArray()));
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

        return state with { Walkers = walkers, Evaluations = [.. state.Evaluations, .. Evaluate(places)] };
    }

    private CalibrationState BurnIn(CalibrationState state)
    {
        ChainState walkers = Walk(state, 1, WarmUpWalks);
        Evaluation[] starts = state.Chains is null ? Evaluate(walkers.Positions) : [];
        DelayedState chains = state.Chains ?? new DelayedState
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
            state.Chains!, _plan.BlockSteps, _plan.Seed, _plan.Threads, Proposer(state, state.Walkers!), Bounded);
        IEnumerable<PlausibleSet> sets = Enumerable.Range(0, _plan.BlockSteps).SelectMany(step => draws.Select(chain =>
            new PlausibleSet(Logit.Place(chain[step].Place), Cost(chain[step].Place, chain[step].Energy, state))));
        return state with { Chains = chains, Sets = [.. state.Sets, .. sets] };
    }

    // Walkers on the emulated density go on from where they stand, and their proposals learn.
    private ChainState Walk(CalibrationState state, double heat, int walks)
    {
        Func<double[], double> energy = EmulatedEnergy(state, heat);
        double[] best = Logit.Of(state.Best);
        ChainState walkers = state.Walkers ?? AdaptiveMetropolis.Start(best, 0, _plan.Chains);
        walkers = walkers with { Energies = [.. walkers.Positions.Select(energy)] };
        for (int walk = 0; walk < walks; walk++)
        {
            walkers = AdaptiveMetropolis.Advance(walkers, _plan.WalkSteps, true, _plan.Seed, _plan.Threads, (logits, _) => energy(logits));
        }

        return walkers;
    }

    // Walks on the emulated density propose to a density whose promised terms are computed, and walks on that one to the true density.
    private Proposer Proposer(CalibrationState state, ChainState walkers)
    {
        Proposer fast = DelayedAcceptance.Walk(EmulatedEnergy(state, 1), AdaptiveMetropolis.Factor(walkers), _plan.WalkSteps, _plan.Seed);
        EmulatedCost cost = _emulated.Cost!;
        return DelayedAcceptance.Walk(fast, logits => Energy(logits, cost.WithPromisedComputed(Logit.Place(logits)), state), _plan.PromisedSteps, _plan.Seed);
    }

    private Evaluation[] Evaluate(IReadOnlyList<double[]> logits)
    {
        var evaluations = new Evaluation[logits.Count];
        InParallel.For(evaluations.Length, _plan.Threads, null, i => evaluations[i] = _objective.Evaluate(Logit.Place(logits[i])));
        return evaluations;
    }

    private Func<double[], double> EmulatedEnergy(CalibrationState state, double heat)
    {
        if (_emulated.Count != state.Evaluations.Count)
        {
            _bands ??= _objective.Bands(state.Best);
            _emulated = (state.Evaluations.Count, EmulatedCost.Fit(_objective, _bands, state.Evaluations, state.Temperature, _plan.Threads));
        }

        EmulatedCost cost = _emulated.Cost!;
        return logits => Energy(logits, cost.At(Logit.Place(logits)) / heat, state);
    }

    // Minus the logarithm of the density of the logits, and the cost that has that energy.
    private static double Energy(double[] logits, double cost, CalibrationState state) => cost / (2 * state.Temperature) - Logit.Jacobian(logits);

    private static double Cost(double[] logits, double energy, CalibrationState state) => (energy + Logit.Jacobian(logits)) * 2 * state.Temperature;
}
