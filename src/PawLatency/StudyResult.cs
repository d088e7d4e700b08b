using System.Text;
using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Result of a run. Immutable.</summary>
/// <example>
/// <code>
/// StudyResult result = Study.Load("my-study.yaml").Run();
/// result.WriteCsv("latencies.csv");
/// LatencyTable table = result.Table();
/// </code>
/// </example>
public sealed class StudyResult
{
    internal StudyResult(
        Study study,
        IReadOnlyList<Session> sessions,
        IReadOnlyList<GroupResult> groups,
        StepControl control,
        SolveOutcome work
    ) => (Study, Sessions, Groups, Control, Work) = (study, sessions, groups, control, work);

    /// <summary>The study, with the seed of the run.</summary>
    public Study Study { get; }

    /// <summary>The sessions, in order of time.</summary>
    public IReadOnlyList<Session> Sessions { get; }

    /// <summary>The groups, in the order of the study.</summary>
    public IReadOnlyList<GroupResult> Groups { get; }

    /// <summary>The tolerances of the run.</summary>
    public StepControl Control { get; }

    /// <summary>The plausible parameter sets of the bands; empty if no band was requested.</summary>
    public IReadOnlyList<NociceptionParameters> Ensemble { get; internal init; } = [];

    /// <summary>Total number of solver steps.</summary>
    internal SolveOutcome Work { get; }

    /// <summary>Start of a figure of the run, h: the first session, or with a single session the treatments before it.</summary>
    public double ShownFromH => Sessions.Count > 1 ? Sessions[0].Time.Hours : Groups.Min(group => group.Typical.TimesH[0]);

    /// <summary>A group by name.</summary>
    /// <param name="group">Name of the group.</param>
    /// <exception cref="ArgumentException">There is no such name; the message suggests the nearest.</exception>
    public GroupResult this[string group] => Nearest.Find(Groups, result => [result.Name], group, "group", nameof(group));

    /// <summary>One value for each virtual rat and session, for analyses; the day is that of the last trial.</summary>
    /// <param name="session">How the trials of a session are combined.</param>
    /// <exception cref="AnalysisException">The study has no virtual rats.</exception>
    public LatencyTable Table(SessionValue session = SessionValue.Mean) =>
        LatencyTable.Of([.. Groups.Select(group => (group.Name, group.Rats))], Sessions.Count, session, Study.Assay.Readout);

    /// <summary>Writes the tidy table, one row per trial.</summary>
    /// <param name="path">The file, overwritten if it exists.</param>
    public void WriteCsv(string path) => Write(path, writer => ResultFiles.WriteTrials(this, writer));

    /// <summary>Writes the tidy table, a row for each trial.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteCsv(TextWriter writer) => ResultFiles.WriteTrials(this, writer);

    /// <summary>Writes the summary, a row for each group and session.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteSummary(TextWriter writer) => ResultFiles.WriteSummary(this, writer);

    /// <summary>Writes the typical rats' curves, a row for each group and time.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteCurves(TextWriter writer) => ResultFiles.WriteCurves(this, writer);

    /// <summary>Writes the summary, a row for each group and session.</summary>
    /// <param name="path">The file, written over if it exists.</param>
    public void WriteSummary(string path) => Write(path, writer => ResultFiles.WriteSummary(this, writer));

    /// <summary>Writes the curves of the typical rats, a row for each group and time: concentrations, states, threshold, latency.</summary>
    /// <param name="path">The file, written over if it exists.</param>
    public void WriteCurves(string path) => Write(path, writer => ResultFiles.WriteCurves(this, writer));

    private static void Write(string path, Action<TextWriter> write)
    {
        var text = new StringWriter { NewLine = "\n" };
        write(text);
        FileSet.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
    }
}

/// <summary>Result of one group.</summary>
public sealed class GroupResult
{
    internal GroupResult(Group group, TypicalRat typical, IReadOnlyList<RatResult> rats) => (Group, Typical, Rats) = (group, typical, rats);

    /// <summary>The group.</summary>
    public Group Group { get; }

    /// <summary>Name of the group.</summary>
    public string Name => Group.Name;

    /// <summary>The typical rat: no variability, the median of the population.</summary>
    public TypicalRat Typical { get; }

    /// <summary>The virtual rats.</summary>
    public IReadOnlyList<RatResult> Rats { get; }

    /// <summary>Band of the typical rat over the plausible parameter sets, for each session; empty if not requested.</summary>
    public IReadOnlyList<EnsembleBand> Ensemble { get; internal init; } = [];

    /// <summary>
    /// Bands of the mechanism for each session: analgesic drive (0 to 1), tolerance (1 or more), sensitization (0 or more) and heat
    /// threshold (C); empty if not requested.
    /// </summary>
    public IReadOnlyList<(
        EnsembleBand Analgesia,
        EnsembleBand Tolerance,
        EnsembleBand Sensitization,
        EnsembleBand ThresholdC
    )> EnsembleResponses { get; internal init; } = [];

    /// <summary>Dosing log of dosing by response, in order of time; empty without such rules.</summary>
    public IReadOnlyList<DosingDecision> Decisions { get; internal init; } = [];

    /// <summary>The rules of dosing by response; in the run, doses replace them.</summary>
    public IReadOnlyList<ResponseDosing> Rules => [.. Decisions.Select(decision => decision.Response).Distinct()];

    /// <summary>The latencies of one session, one for each rat: the mean of its trials, s.</summary>
    /// <param name="session">The session.</param>
    public IReadOnlyList<double> SessionMeansS(Session session) =>
        [.. Rats.Select(rat => rat.Trials.Where(trial => trial.Session.Number == session.Number).Average(trial => trial.LatencyS))];
}

/// <summary>The typical rat of a group on a fine time grid.</summary>
public sealed class TypicalRat
{
    private readonly double[] _times;
    private readonly double[] _latencies;
    private readonly Response<Real>[] _responses;
    private readonly IReadOnlyList<ConcentrationProfile> _profiles;
    private readonly double[] _atSessions;

    internal TypicalRat(
        double[] times,
        double[] latencies,
        Response<Real>[] responses,
        IReadOnlyList<ConcentrationProfile> profiles,
        double[] atSessions,
        SolveOutcome outcome,
        double cutoffS
    )
    {
        (_times, _latencies, _responses, _profiles, _atSessions, Outcome) = (times, latencies, responses, profiles, atSessions, outcome);
        Curve = new LatencyCurve(_times, _latencies, cutoffS);
    }

    /// <summary>The latency over time.</summary>
    public LatencyCurve Curve { get; }

    /// <summary>Times of the grid, h, ascending; includes every dose and trial.</summary>
    public ReadOnlySpan<double> TimesH => _times;

    /// <summary>Number of solver steps.</summary>
    internal SolveOutcome Outcome { get; }

    /// <summary>Names of the substances in the rat, including active metabolites.</summary>
    public IReadOnlyList<string> Substances =>
        [.. _profiles.SelectMany(profile => profile.Chain.Acting).Select(acting => acting.Substance.Name).Distinct()];

    /// <summary>Analgesic drive, tolerance, sensitization and threshold at a time of the grid.</summary>
    /// <param name="index">Index into <see cref="TimesH"/>.</param>
    public (double Analgesia, double Tolerance, double Sensitization, double ThresholdC) ResponseAt(int index) =>
        (
            _responses[index].Analgesia.Value,
            _responses[index].Tolerance.Value,
            _responses[index].Sensitization.Value,
            _responses[index].ThresholdC.Value
        );

    /// <summary>Mean of the trials of a session, each limited by the cutoff but not rounded, s.</summary>
    /// <param name="session">The session.</param>
    public double SessionS(Session session) => _atSessions[session.Number - 1];

    /// <summary>Concentration of a substance as base, ng/mL, whether given or formed as a metabolite; at the time of a dose, the value
    /// before it.</summary>
    /// <param name="substance">Name of the substance.</param>
    /// <param name="time">Time.</param>
    /// <param name="effectSite">True for the effect site (plasma equivalent), false for plasma.</param>
    /// <exception cref="ArgumentException">The substance is not in the rat.</exception>
    public double ConcentrationNgPerMl(string substance, StudyTime time, bool effectSite = true)
    {
        double sum = 0;
        bool found = false;
        foreach (ConcentrationProfile profile in _profiles)
        {
            foreach ((Substance acting, int plasma, int site, _) in profile.Chain.Acting)
            {
                // Sum over all sources: with heroin and morphine, morphine has two sources.
                if (acting.Name == substance)
                {
                    (sum, found) = (sum + profile.At(effectSite ? site : plasma, time.Hours), true);
                }
            }
        }

        return found
            ? Math.Max(0, sum)
            : throw new ArgumentException(
                $"There is no {substance} in this rat.{Nearest.Suggest(substance, [.. Substances])}",
                nameof(substance)
            );
    }
}

/// <summary>One virtual rat and its trials.</summary>
/// <param name="Rat">Its individual factors.</param>
/// <param name="Trials">Its trials, in order of time.</param>
public sealed record RatResult(VirtualRat Rat, IReadOnlyList<Trial> Trials);

/// <summary>One trial.</summary>
/// <param name="Session">The session.</param>
/// <param name="Number">Number in the session, from 1.</param>
/// <param name="TimeH">Time, h from the test hour of day 0.</param>
/// <param name="Paw">The tested paw.</param>
/// <param name="LatencyS">Recorded latency, s, at the resolution of the timer, at most the cutoff.</param>
/// <param name="Censored">Whether the cutoff was reached: the latency is then a lower bound.</param>
public readonly record struct Trial(Session Session, int Number, double TimeH, Paw Paw, double LatencyS, bool Censored);

/// <summary>A hind paw.</summary>
public enum Paw
{
    /// <summary>Left hind paw.</summary>
    Left,

    /// <summary>Right hind paw.</summary>
    Right,
}
