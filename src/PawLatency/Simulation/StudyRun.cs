using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>Runs a study: resolve the doses, run the typical rats, run the virtual rats in lanes, record their trials, collect.</summary>
/// <remarks>
/// Calls go down only: <see cref="ResponseDoses"/> (doses), <see cref="TypicalRun"/> (typical rats), <see cref="RatRun"/> (rats in lanes),
/// <see cref="Observation"/> (what is recorded) and <see cref="EnsembleRun"/> (bands) know nothing of each other's order.
/// </remarks>
internal static class StudyRun
{
    /// <summary>Runs everything.</summary>
    public static StudyResult Run(Study study, RunOptions options)
    {
        CheckEnsemble(study, options);
        IReadOnlyList<Session> sessions = study.Test.Sessions();
        (study, IReadOnlyList<DosingDecision>[] decisions) = ResponseDoses.Resolve(study, options.Control);
        (TypicalRat[] typical, Cohort[] cohorts) = RunTypical(study, sessions, options);
        (RatResult[][] rats, SolveOutcome ratWork) = Collect(new RatRun(study, sessions, options) { Cohorts = cohorts });
        GroupBands[] bands = EnsembleRun.Bands(study, sessions, options);
        SolveOutcome work = typical.Select(rat => rat.Outcome).Aggregate(ratWork, (sum, outcome) => outcome.After(sum));
        IReadOnlyList<GroupResult> groups =
        [
            .. study.Groups.Select(
                (group, index) =>
                    new GroupResult(group, typical[index], rats[index])
                    {
                        Ensemble = bands[index].Latencies,
                        EnsembleResponses = bands[index].Responses,
                        Decisions = decisions[index],
                    }
            ),
        ];
        return new StudyResult(study, sessions, groups, study.Model.Form.Solvable(options.Control), work)
        {
            Ensemble = options.Ensemble ?? [],
        };
    }

    /// <summary>Runs the virtual rats alone: those of each group.</summary>
    public static RatResult[][] RunRats(Study study, RunOptions options) =>
        Collect(new RatRun(ResponseDoses.Resolve(study, options.Control).Study, study.Test.Sessions(), options)).Rats;

    /// <summary>Runs the virtual rats alone and hands them on one by one, in order.</summary>
    public static void Stream(Study study, RunOptions options, Action<Group, RatResult> consumer)
    {
        (study, _) = ResponseDoses.Resolve(study, options.Control);
        new RatRun(study, study.Test.Sessions(), options).Stream((group, rat) => consumer(study.Groups[group], rat));
    }

    private static void CheckEnsemble(Study study, RunOptions options)
    {
        if (options.Ensemble is { Count: 0 })
        {
            throw new ArgumentException(
                "There is no plausible set of parameters to run; "
                    + "the library has some once a calibration has written data/parameters/ensemble.csv.",
                nameof(options)
            );
        }

        foreach (NociceptionParameters set in options.Ensemble ?? [])
        {
            set.Validate();
            if (set.Model != study.Model)
            {
                throw new ArgumentException(
                    $"The plausible parameter sets are of the model {set.Model}, and the study runs {study.Model}; "
                        + "a band needs sets of its own model.",
                    nameof(options)
                );
            }
        }
    }

    private static (TypicalRat[] Typical, Cohort[] Cohorts) RunTypical(Study study, IReadOnlyList<Session> sessions, RunOptions options)
    {
        var typical = new TypicalRat[study.Groups.Count];
        var cohorts = new Cohort[typical.Length];
        InParallel.For(
            typical.Length,
            options.Threads,
            null,
            group => (typical[group], cohorts[group]) = TypicalRun.Run(study, study.Groups[group], sessions, options.Control),
            options.CancellationToken
        );
        return (typical, cohorts);
    }

    private static (RatResult[][] Rats, SolveOutcome Work) Collect(RatRun runs)
    {
        RatResult[][] rats = [.. runs.Study.Groups.Select(group => new RatResult[group.Rats])];
        SolveOutcome work = runs.Stream((group, rat) => rats[group][rat.Rat.Number - 1] = rat);
        return (rats, work);
    }
}
