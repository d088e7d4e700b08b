using System.Globalization;
using PawLatency.Data;
using PawLatency.Numerics;

namespace PawLatency.Evidence;

/// <summary>An expected result of an experiment.</summary>
public abstract record Expectation
{
    /// <summary>The group, or the first of several.</summary>
    public required string Group { get; init; }

    /// <summary>Note for critical readers, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Reason why the model fails here, or null. An expectation marked as a known failure must fail.</summary>
    public string? KnownFailure { get; init; }

    /// <summary>Times that must be simulated, h.</summary>
    public abstract IEnumerable<double> TimesH { get; }

    /// <summary>Checks the expectation on a run.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="ArgumentException">A group is not in the run.</exception>
    internal abstract Judgement Judge(FindingRun run);

    /// <summary>Line and column in its file, from 1.</summary>
    internal (int Line, int Column) Place { get; init; } = (1, 1);

    /// <summary>Whether judging takes seconds: a test of significance repeats the experiment hundreds of times.</summary>
    public virtual bool IsLong => false;

    /// <summary>The groups it is about.</summary>
    internal virtual IEnumerable<string> GroupNames => [Group];

    /// <summary>Times that measured data must cover, h.</summary>
    internal virtual IEnumerable<double> MeasuredTimesH => TimesH;

    /// <summary>Times at which it reads a latency, h.</summary>
    internal virtual IEnumerable<double> ReadTimesH => MeasuredTimesH;

    /// <summary>Groups and times (h) of the latencies it reads.</summary>
    internal virtual IEnumerable<(string Group, double TimeH)> Reads =>
        GroupNames.SelectMany(group => ReadTimesH.Select(time => (group, time)));

    /// <summary>Groups and times (h) that measured data must cover.</summary>
    internal virtual IEnumerable<(string Group, double TimeH)> RequiredData =>
        GroupNames.SelectMany(group => MeasuredTimesH.Select(time => (group, time)));

    /// <summary>Checks the expectation on a simulation, which may need more of the study than its curves.</summary>
    internal virtual Judgement Judge(FindingRun run, Study study, StepControl control) => Judge(run);

    /// <summary>Checks the expectation on measured data.</summary>
    /// <exception cref="ArgumentException">A group is missing, a time is outside the data, or the data are not sufficient.</exception>
    internal virtual Judgement JudgeMeasured(FindingRun run)
    {
        foreach ((string group, double time) in RequiredData)
        {
            ReadOnlySpan<double> measured = run.Curve(group).TimesH;
            if (time < measured[0] - LatencyCurve.SecondH || time > measured[^1] + LatencyCurve.SecondH)
            {
                throw new ArgumentException(
                    $"{Time(new StudyTime(time))} is outside the data of \"{group}\", "
                        + $"which run from {Time(new StudyTime(measured[0]))} to {Time(new StudyTime(measured[^1]))}."
                );
            }
        }

        Judgement judgement = Judge(run);
        IEnumerable<string> between = Reads.Select(read => Between(run.Curve(read.Group), read.TimeH)).Distinct();
        return judgement with { Actual = judgement.Actual + string.Concat(between) };
    }

    /// <summary>Whether a group was tested at every time that is read of it, or that time lies outside its tests and is refused.</summary>
    /// <exception cref="ArgumentException">A group is not in the run.</exception>
    internal bool IsTestedIn(FindingRun run) => Reads.All(read => Between(run.Curve(read.Group), read.TimeH).Length == 0);

    // Reports interpolated times, so that a wrong day is noticed.
    private static string Between(LatencyCurve curve, double timeH)
    {
        int next = 0;
        while (next < curve.TimesH.Length && curve.TimesH[next] < timeH - LatencyCurve.SecondH)
        {
            next++;
        }

        return next == 0 || next == curve.TimesH.Length || curve.TimesH[next] <= timeH + LatencyCurve.SecondH
            ? ""
            : $"; {Time(new StudyTime(timeH))} was not tested; interpolated between "
                + $"{Time(new StudyTime(curve.TimesH[next - 1]))} and {Time(new StudyTime(curve.TimesH[next]))}";
    }

    private protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // The value at a time, or "no value" if the curve does not cover it.
    private protected static string ValueAt(double value, FormattableString text, StudyTime time) =>
        double.IsNaN(value) ? $"no value on {Time(time)}" : $"{Text(text)} on {Time(time)}";

    private protected static string On(IReadOnlyList<StudyTime> times) => string.Join(", ", times.Select(Time));

    internal static string Time(StudyTime time) => Math.Abs(time.Hours) < 24 ? Text($"{Math.Round(time.Hours, 2)} h") : time.ToString();

    // The time with the largest misfit decides.
    private protected static Judgement Worst(IEnumerable<Judgement> judgements) => judgements.MaxBy(judgement => judgement.Misfit)!;
}
