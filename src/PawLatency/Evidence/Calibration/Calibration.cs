using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using PawLatency.Text;

namespace PawLatency.Evidence.Calibration;

/// <summary>
/// Fits the parameters: a global search, a local search from its best point, then Markov chains that draw plausible parameter sets. Each
/// stage runs in steps, and a step depends on the state only, so a resumed calibration ends with the same bytes as an uninterrupted one.
/// </summary>
/// <remarks>
/// Sets are drawn with density exp(-(cost - best cost) / 2T) within the ranges of the prior, uniform on the log scale; the cost includes a
/// weak penalty on the distance from the start. T = best cost / (expectations - parameters), at least 1: the residual of the best set
/// estimates the size of the errors. The chains move on the logit of the position in the range, with the Jacobian of that transformation.
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
    /// <param name="checkpoint">Where to go on: what <see cref="StepProgress.Checkpoint"/> gave; empty for the beginning.</param>
    /// <param name="report">Told how far it is, at the beginning and after each step.</param>
    /// <param name="today">Date for the source of the numbers, yyyy-MM-dd; not used with a checkpoint, which has its own.</param>
    /// <exception cref="ArgumentException">The checkpoint is damaged, or of another plan.</exception>
    public CalibrationResult Run(ReadOnlyMemory<byte> checkpoint = default, Action<StepProgress>? report = null, string today = "")
    {
        CalibrationState state = checkpoint.IsEmpty
            ? Begin(today)
            : CalibrationFiles.ReadCheckpoint("the checkpoint", checkpoint.ToArray(), _plan.Arguments());
        report?.Invoke(Progress(state));
        return new CalibrationResult(_plan, _objective, Run(state, next => report?.Invoke(Progress(next))));
    }

    private StepProgress Progress(CalibrationState state) =>
        new(
            state.Stage == CalibrationStage.Done ? null : Word(state.Stage),
            state.Step,
            Steps(state.Stage),
            Found(state),
            CheckpointFile.Write(state)
        );

    private string Found(CalibrationState state)
    {
        (double rHat, double draws) = Worst(state);
        string cost = state.Best.Length == 0 ? "no cost yet" : string.Create(CultureInfo.InvariantCulture, $"cost {state.BestCost:0.###}");
        return double.IsFinite(rHat)
            ? string.Create(CultureInfo.InvariantCulture, $"{cost}, largest R-hat {rHat:0.000}, {draws:0} independent draws")
            : cost;
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

    /// <summary>The initial state.</summary>
    /// <param name="date">Start date, which is written as part of the source of the values.</param>
    internal CalibrationState Begin(string date) => new() { Arguments = _plan.Arguments(), Date = date };

    /// <summary>Runs to the end or until cancelled.</summary>
    /// <param name="state">The state to continue from.</param>
    /// <param name="save">Receives each new state.</param>
    /// <param name="stop">Stops the run after the current step.</param>
    /// <returns>The last state; its stage shows whether the calibration is finished.</returns>
    internal CalibrationState Run(CalibrationState state, Action<CalibrationState> save, CancellationToken stop = default)
    {
        while (state.Stage != CalibrationStage.Done && !stop.IsCancellationRequested)
        {
            state = Step(state);
            save(state);
        }

        return state;
    }

    /// <summary>Convergence of the chains: the largest R-hat and the smallest effective number of draws over the parameters.</summary>
    internal (double RHat, double Draws) Worst(CalibrationState state) => _sampling.Worst(state);

    /// <summary>Maximum number of steps of a stage; sampling may end earlier.</summary>
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

        // Each round starts with a smaller simplex, whose edges alternate between the two directions.
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
            // The best point found is kept.
        }

        return state with
        {
            Best = best,
            BestCost = bestCost,
        };
    }
}
