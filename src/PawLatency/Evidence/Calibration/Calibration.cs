using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using PawLatency.Text;

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
/// <example>
/// <code>
/// var calibration = new Calibration(new CalibrationPlan { Findings = Finding.All, Ensemble = 0 });
/// CalibrationResult result = calibration.Run();
/// Console.WriteLine($"{result.Cost:0.###}: {result.Best}");
/// </code>
/// </example>
public sealed class Calibration
{
    private readonly CalibrationPlan _plan;
    private readonly Objective _objective;
    private readonly EnsembleSampling _sampling;

    /// <summary>Prepares a calibration.</summary>
    /// <param name="plan">What it is to do.</param>
    /// <exception cref="ArgumentException">Nothing is left to fit, or what is fixed is no parameter of the model.</exception>
    public Calibration(CalibrationPlan plan)
    {
        (_plan, _objective) = (plan, plan.Objective());
        _sampling = new EnsembleSampling(plan, _objective);
    }

    /// <summary>The stages that this calibration has and the number of steps of each; the sampling may end before.</summary>
    public IReadOnlyList<(string Stage, int Steps)> Stages =>
        [.. Enum.GetValues<CalibrationStage>().Where(stage => Steps(stage) > 0).Select(stage => (Word(stage), Steps(stage)))];

    /// <summary>Whether a checkpoint is of this plan.</summary>
    /// <param name="file">Name of the file, for the message.</param>
    /// <param name="checkpoint">Its bytes.</param>
    /// <exception cref="ArgumentException">It is damaged, or of another plan.</exception>
    public void CheckCheckpoint(string file, ReadOnlySpan<byte> checkpoint) =>
        CalibrationFiles.ReadCheckpoint(file, checkpoint.ToArray(), _plan.Arguments());

    /// <summary>Runs to the end, from the beginning or from a checkpoint.</summary>
    /// <param name="checkpoint">Where to go on: what <see cref="CalibrationProgress.Checkpoint"/> gave; empty for the beginning.</param>
    /// <param name="report">Told how far it is, at the beginning and after each step.</param>
    /// <param name="today">Date for the source of the numbers, yyyy-MM-dd; not used with a checkpoint, which has its own.</param>
    /// <exception cref="ArgumentException">The checkpoint is damaged, or of another plan.</exception>
    public CalibrationResult Run(ReadOnlyMemory<byte> checkpoint = default, Action<CalibrationProgress>? report = null, string today = "")
    {
        CalibrationState state = checkpoint.IsEmpty
            ? Begin(today)
            : CalibrationFiles.ReadCheckpoint("the checkpoint", checkpoint.ToArray(), _plan.Arguments());
        report?.Invoke(Progress(state));
        return new CalibrationResult(_plan, _objective, Run(state, next => report?.Invoke(Progress(next))));
    }

    private CalibrationProgress Progress(CalibrationState state)
    {
        (double rHat, double draws) = Worst(state);
        return new CalibrationProgress(
            state.Stage == CalibrationStage.Done ? null : Word(state.Stage),
            state.Step,
            Steps(state.Stage),
            state.Best.Length == 0 ? double.NaN : state.BestCost,
            rHat,
            draws,
            CheckpointFile.Write(state)
        );
    }

    private static string Word(CalibrationStage stage) =>
        stage switch
        {
            CalibrationStage.Search => "global search",
            CalibrationStage.Local => "local search",
            CalibrationStage.Sampling => "plausible sets",
            _ => "best inside the sets",
        };

    /// <summary>The objective.</summary>
    internal Objective Objective => _objective;

    /// <summary>The state before anything is done.</summary>
    /// <param name="date">Date of the beginning, for the source of the numbers.</param>
    internal CalibrationState Begin(string date) => new() { Arguments = _plan.Arguments(), Date = date };

    /// <summary>Goes on to the end, or until told to stop.</summary>
    /// <param name="state">Where to go on.</param>
    /// <param name="save">Told each new state.</param>
    /// <param name="stop">Stops after the step that is being done.</param>
    /// <returns>The last state; its stage tells whether the end was reached.</returns>
    internal CalibrationState Run(CalibrationState state, Action<CalibrationState> save, CancellationToken stop = default)
    {
        while (state.Stage != CalibrationStage.Done && !stop.IsCancellationRequested)
        {
            state = Step(state);
            save(state);
        }

        return state;
    }

    /// <summary>How far the chains have met: the largest R-hat and the fewest independent draws of a parameter.</summary>
    internal (double RHat, double Draws) Worst(CalibrationState state) => _sampling.Worst(state);

    /// <summary>Number of steps of a stage; the sampling may end before.</summary>
    internal int Steps(CalibrationStage stage) =>
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
