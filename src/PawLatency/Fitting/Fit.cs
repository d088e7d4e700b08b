using System.Text.Json.Nodes;
using PawLatency.Text;

namespace PawLatency.Fitting;

/// <summary>
/// Fits the model to a laboratory's own rats: the parameters of the typical rat and how rats, sessions and trials vary, by maximum
/// likelihood with weak priors, latencies at the cutoff counted as lower bounds.
/// </summary>
/// <remarks>
/// A fit runs in steps that depend on the steps before alone: one that was stopped and resumed from its checkpoint ends with the same bytes
/// as one that was not, on any number of threads.
/// </remarks>
/// <example>
/// <code>
/// var plan = new FitPlan
/// {
///     Study = Study.Load("mine.yaml"),
///     Data = MeasuredData.Load("mine.csv"),
///     Free = ["slow-sensitization-gain", "half-effect-factor-of-morphine"],
/// };
/// foreach (FitEstimate estimate in Fit.Run(plan).Estimates)
/// {
///     Console.WriteLine($"{estimate.Name}: {estimate.Value:G3} ({estimate.Low:G3} to {estimate.High:G3}) {estimate.Unit}");
/// }
/// </code>
/// </example>
public static class Fit
{
    /// <summary>Runs a fit to the end, from the beginning or from a checkpoint.</summary>
    /// <param name="plan">What to fit.</param>
    /// <param name="options">Threads, stop; null for the defaults. Tolerances are those of the fit.</param>
    /// <param name="checkpoint">Where to go on: what <see cref="StepProgress.Checkpoint"/> gave; empty for the beginning.</param>
    /// <param name="report">Told how far it is, at the beginning and after each step.</param>
    /// <exception cref="ArgumentException">Plan, study and table do not go together, or the checkpoint is of another fit.</exception>
    /// <exception cref="Numerics.SolveException">The parameters of the study cannot be run.</exception>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    public static FitResult Run(
        FitPlan plan,
        RunOptions? options = null,
        ReadOnlyMemory<byte> checkpoint = default,
        Action<StepProgress>? report = null
    )
    {
        var run = new FitRun(plan, options?.Threads);
        FitState state = checkpoint.IsEmpty ? Begin(plan) : Read("the checkpoint", checkpoint.ToArray(), plan);
        report?.Invoke(Progress(run, state));
        while (state.Steps < run.Steps)
        {
            options?.CancellationToken.ThrowIfCancellationRequested();
            state = run.Step(state);
            report?.Invoke(Progress(run, state));
        }

        return new FitResult(plan, run, state);
    }

    /// <summary>Whether a checkpoint is of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="file">Name of the file, for the message.</param>
    /// <param name="checkpoint">Its bytes.</param>
    /// <exception cref="ArgumentException">It is damaged, or of another plan.</exception>
    public static void CheckCheckpoint(FitPlan plan, string file, ReadOnlySpan<byte> checkpoint) => Read(file, checkpoint.ToArray(), plan);

    private static FitState Begin(FitPlan plan) => new(Arguments(plan), [], [], [], []);

    private static StepProgress Progress(FitRun run, FitState state) =>
        new(
            state.Steps == run.Steps ? null : run.Stage(state),
            state.Steps,
            run.Steps,
            state.Starts.Count == 0 ? "" : FormattableString.Invariant($"log likelihood {state.Best.LogLikelihood:0.00}"),
            CheckpointFile.Write(state)
        );

    private static FitState Read(string file, byte[] bytes, FitPlan plan)
    {
        FitState state = CheckpointFile.Read<FitState>(file, bytes);
        return state.Arguments == Arguments(plan)
            ? state
            : throw new ArgumentException(
                $"{file} belongs to a fit of another study, table, version or other options; use --force to start again or --out for "
                    + "another folder."
            );
    }

    private static string Arguments(FitPlan plan) => Describe(plan).ToJsonString();

    /// <summary>Everything that the numbers depend on.</summary>
    internal static JsonObject Describe(FitPlan plan) =>
        new()
        {
            ["library"] = RunManifest.LibraryVersion,
            ["model"] = RunManifest.ModelVersion,
            ["model_name"] = plan.Study.Model.Name,
            ["event_rules"] = RunManifest.EventRulesVersion,
            ["study"] = plan.Study.Name,
            ["digest"] = plan.Digest,
            ["seed"] = plan.Study.Seed,
            ["free"] = new JsonArray([.. plan.Searched.Select(name => (JsonNode)name)]),
            ["estimated_variability"] = new JsonArray([.. plan.Estimated.Select(name => (JsonNode)name)]),
            ["covariates"] = new JsonArray([.. plan.Covariates.Select(one => (JsonNode)$"{one.Parameter}={one.Group}")]),
            ["compare"] = new JsonArray([
                .. plan.Compare.Select(one => (JsonNode)FormattableString.Invariant($"{one.Parameter}={one.Value:R}")),
            ]),
            ["starts"] = plan.Starts,
            ["nodes"] = plan.Nodes,
            ["profiles"] = plan.WithProfiles,
            ["censored_as_they_stand"] = plan.AsTheyStand,
            ["variability"] = RunManifest.Properties(plan.Study.Variability),
            ["parameters"] = RunManifest.Properties(plan.Study.Parameters),
        };
}
