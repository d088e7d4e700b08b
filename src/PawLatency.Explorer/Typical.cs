using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Explorer;

/// <summary>What the typical rat would show in the sessions of a run, had it been another rat or been given something else.</summary>
internal static class Typical
{
    /// <summary>Mean latency of each session, each trial cut off, s.</summary>
    public static double[] Sessions(StudyResult result, Regimen regimen, Group group, NociceptionParameters parameters)
    {
        Study study = result.Study with { Parameters = parameters };
        double[] trials = StudyRun.TrialTimes(study, result.Sessions), times = [.. trials.Distinct().Order()];
        return StudyRun.SessionMeans(study, trials, times, StudyRun.TypicalLatencies(study, group, regimen, times, StepControl.Default));
    }
}
