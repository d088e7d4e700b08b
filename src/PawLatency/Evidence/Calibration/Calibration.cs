using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace PawLatency.Evidence.Calibration;

/// <summary>
/// Fits the parameters: a global search, a local search from its best place, then Markov chains that draw plausible sets.
/// Each stage goes in steps, and a step depends on the state alone: a calibration that is stopped and taken up again ends with the same
/// bytes.
/// </summary>
/// <remarks>
/// Sets are drawn with density exp(-(cost - best cost) / 2T) within the ranges of the prior, uniform on its log scale but for the pull to
/// the start, which is part of the cost. T = best cost / (expectations - parameters), at least 1: what the best set leaves unexplained is
/// taken for the size of the errors. The chains move on the logit of the place in the range, with the Jacobian of that change of scale.
/// </remarks>
internal sealed class Calibration
{
    private readonly CalibrationPlan _plan;
    private readonly Objective _objective;
    private readonly EnsembleSampling _sampling;

    public Calibration(CalibrationPlan plan)
    {
        (_plan, _objective) = (plan, plan.Objective());
        _sampling = new EnsembleSampling(plan, _objective);
    }

    /// <summary>The objective.</summary>
    public Objective Objective => _objective;

    /// <summary>The state before anything is done.</summary>
    /// <param name="date">Date of the beginning, for the source of the numbers.</param>
    public CalibrationState Begin(string date) => new() { Arguments = _plan.Arguments(), Date = date };

    /// <summary>Goes on to the end, or until told to stop.</summary>
    /// <param name="state">Where to go on.</param>
    /// <param name="save">Told each new state.</param>
    /// <param name="stop">Stops after the step that is being done.</param>
    /// <returns>The last state; its stage tells whether the end was reached.</returns>
    public CalibrationState Run(CalibrationState state, Action<CalibrationState> save, CancellationToken stop = default)
    {
        while (state.Stage != CalibrationStage.Done && !stop.IsCancellationRequested)
        {
            state = Step(state);
            save(state);
        }

        return state;
    }

    /// <summary>How far the chains have met: the largest R-hat and the fewest independent draws of a parameter.</summary>
    public (double RHat, double Draws) Worst(CalibrationState state) => _sampling.Worst(state);

    /// <summary>Number of steps of a stage; the sampling may end before.</summary>
    public int Steps(CalibrationStage stage) =>
        stage switch
        {
            CalibrationStage.Search => _plan.Generations + 1,
            CalibrationStage.Local => _plan.LocalRounds,
            CalibrationStage.Sampling => _sampling.Steps,
            CalibrationStage.Centre => _sampling.CentreSteps,
            _ => 0,
        };

    private CalibrationState Step(CalibrationState state)
    {
        CalibrationState next = state.Stage switch
        {
            CalibrationStage.Search => Search(state),
            CalibrationStage.Local => Local(state),
            CalibrationStage.Sampling => _sampling.Step(state),
            _ => _sampling.Centre(state),
        };
        next = next with { Step = next.Step + 1 };
        next =
            next.Stage == CalibrationStage.Sampling && _sampling.IsEnough(next)
                ? next with
                {
                    Stage = CalibrationStage.Centre,
                    Step = 0,
                }
                : next;
        while (next.Stage != CalibrationStage.Done && next.Step >= Steps(next.Stage))
        {
            next = next with { Stage = next.Stage + 1, Step = 0 };
        }

        return next;
    }

    private CalibrationState Search(CalibrationState state)
    {
        double[][] members = state.Members;
        double[] costs = state.Costs;
        if (state.Step == 0)
        {
            members = DifferentialEvolution.Initial(_objective.Start, _plan.Population, _plan.Seed);
            costs = DifferentialEvolution.Evaluate(members, _plan.Threads, _objective.Cost);
        }
        else
        {
            (members, costs) = DifferentialEvolution.Next(members, costs, state.Step, _plan.Seed, _plan.Threads, _objective.Cost);
        }

        int best = Array.IndexOf(costs, costs.Min());
        return state with { Members = members, Costs = costs, Best = members[best], BestCost = costs[best] };
    }

    private CalibrationState Local(CalibrationState state)
    {
        (double[] best, double bestCost) = (state.Best, state.BestCost);
        double Watched(Vector<double> logits)
        {
            double[] place = Logit.Place(logits);
            double cost = _objective.CostInParallel(place, _plan.Threads);
            if (cost < bestCost)
            {
                (best, bestCost) = (place, cost);
            }

            return cost;
        }

        // Each round begins with a smaller simplex, its edges now to one side and now to the other.
        double size = (state.Step % 2 == 0 ? 0.5 : -0.5) / (1 + state.Step / 2);
        var edges = Vector<double>.Build.Dense(best.Length, size);
        try
        {
            new NelderMeadSimplex(1e-4, _plan.LocalEvaluations).FindMinimum(
                ObjectiveFunction.Value(Watched),
                Vector<double>.Build.DenseOfArray(Logit.Of(best)),
                edges
            );
        }
        catch (MaximumIterationsException)
        {
            // The best place seen is kept all the same.
        }

        return state with
        {
            Best = best,
            BestCost = bestCost,
        };
    }
}
