using System.Globalization;
using PawLatency.Data;

namespace PawLatency.Explorer;

/// <summary>What the simulation of the student's experiment says to a question.</summary>
/// <param name="Solved">Whether the experiment answers the question.</param>
/// <param name="Says">What was found, with numbers.</param>
internal sealed record Answer(bool Solved, string Says);

/// <summary>A question of the teaching panel. Its answer is checked by simulating the experiment on the screen.</summary>
/// <param name="Number">Its number in the address.</param>
/// <param name="Title">The question.</param>
/// <param name="Task">What to do.</param>
/// <param name="Start">Where to start, as a query string.</param>
/// <param name="Check">Looks at the experiment.</param>
internal sealed record Question(string Number, string Title, string Task, string Start, Func<StudyResult, GroupResult, Answer> Check)
{
    public static IReadOnlyList<Question> All { get; } =
    [
        new(
            "1",
            "Same loss of effect: tolerance or hyperalgesia? Find the experiment that tells.",
            "In the experiment to start from, rats are tested before the pump and on day 3, and no more. A rat that only became tolerant and one that only became sensitized, each made to have lost the effect by then, look alike. Change test days, doses or what else is given until your rats would tell them apart.",
            "study=reference&days=-1, 3&to=3",
            Rivals.Check
        ),
        new(
            "2",
            "The effect is gone. Does the drug no longer act, or is more of it needed?",
            "While the pump runs, inject an opioid as the second substance, and test within three hours. The same injection in a rat without a pump is simulated beside it. A dose that reaches the cutoff tells nothing.",
            "study=reference",
            Challenge.Check
        ),
        new(
            "3",
            "Can the first day's analgesia be had without the hyperalgesia?",
            "Keep a peak of at least 20 % above baseline, and let no latency fall more than 10 % below it. An NMDA antagonist, a shorter time, another dose or another drug may do it, or not.",
            "study=reference",
            WithoutHarm
        ),
    ];

    /// <summary>Features of the typical rat of a group over the time it is given its drug.</summary>
    /// <returns>The features, or null where the group gets no drug or the curve does not cover it.</returns>
    public static CurveShape? Shape(GroupResult group, StudyResult result) =>
        Flows(group, result) is not { } time
        || time.Off <= time.On
        || group.Typical.TimesH[0] > time.On.Hours
        || time.On.Hours >= group.Typical.TimesH[^1]
            ? null
            : new CurveShape(group.Typical.Curve, time.On, time.Off);

    /// <summary>From when a group is given anything, to the end of its opioid, or of what comes first where it has none; a bolus counts for
    /// a day.</summary>
    public static (StudyTime On, StudyTime Off)? Flows(GroupResult group, StudyResult result)
    {
        Pharmacology.Administration[] given =
        [
            .. group.Group.Regimen.Administrations.Where(one => !one.Drug.Substance.IsVehicle).OrderBy(one => one.Start),
        ];
        StudyTime last = result.Sessions[^1].Time;
        StudyTime Off(Pharmacology.Administration one) =>
            one is Pharmacology.Bolus ? one.Start + 1.Days
            : one.End is { } end && end < last ? end
            : last;
        return (given.FirstOrDefault(one => one.Drug.Substance.Agonist is not null) ?? given.FirstOrDefault()) is { } drug
            ? (given[0].Start, given.Where(one => one.Drug.Substance == drug.Drug.Substance).Max(Off))
            : null;
    }

    /// <summary>The last session while the drug flows; null where there is none.</summary>
    public static Session? LastOnDrug(GroupResult group, StudyResult result) =>
        Flows(group, result) is { } time
            ? result.Sessions.LastOrDefault(session => session.Time > time.On && session.Time <= time.Off)
            : null;

    /// <summary>A change with its sign, in whole percent; what rounds to nothing has none.</summary>
    public static string Change(double percent) =>
        (Math.Round(percent) + 0.0).ToString("+0' %';−0' %';0' %'", CultureInfo.InvariantCulture);

    private static Answer WithoutHarm(StudyResult result, GroupResult treated)
    {
        if (Shape(treated, result) is not { } shape || result.Sessions[^1].Time - Flows(treated, result)!.Value.Off < 3.Days)
        {
            return new Answer(false, "Test until at least three days after the end of the drug: hyperalgesia shows when it is gone.");
        }

        string found = FormattableString.Invariant(
            $"The typical rat's peak is {Change(shape.PeakChangePercent)} on day {shape.PeakDay:0.#}, its lowest latency {Change(shape.DeepestChangePercent)} on day {shape.DeepestDay:0.#}."
        );
        return new Answer(shape.PeakChangePercent >= 20 && shape.DeepestChangePercent >= -10, found);
    }
}
