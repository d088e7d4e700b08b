using System.Globalization;
using PawLatency.Data;

namespace PawLatency.Explorer;

/// <summary>Answer to a question, found by simulating the student's experiment.</summary>
/// <param name="Solved">Whether the experiment answers the question.</param>
/// <param name="Explanation">The result in words and numbers.</param>
internal sealed record Answer(bool Solved, string Explanation);

/// <summary>A question for students. It is solved by designing an experiment, which is simulated to check it.</summary>
/// <param name="Number">Its number in the query string.</param>
/// <param name="Title">The question.</param>
/// <param name="Task">What to do.</param>
/// <param name="Start">The experiment to start from, as a query string.</param>
/// <param name="Check">Checks the experiment.</param>
internal sealed record TeachingQuestion(
    string Number,
    string Title,
    string Task,
    string Start,
    Func<StudyResult, GroupResult, Answer> Check
)
{
    public static IReadOnlyList<TeachingQuestion> All { get; } =
    [
        new(
            "1",
            "Is a loss of effect tolerance or hyperalgesia? Design an experiment that distinguishes them.",
            "The initial experiment tests rats before the pump and on day 3 only. By then the effect is lost, and a rat that is only "
                + "tolerant and a rat that is only sensitized have the same latency. Change test days, doses or drugs until your "
                + "experiment can distinguish the two.",
            "study=reference&days=-1, 3&to=3",
            ToleranceOrHyperalgesia.Check
        ),
        new(
            "2",
            "The analgesia has gone. Does the drug no longer act at all, or is a higher dose needed?",
            "While the pump runs, inject an opioid as the second substance and test within three hours. The same injection is simulated "
                + "in a rat without a pump. Choose a dose that does not reach the cutoff there.",
            "study=reference",
            ChallengeDose.Check
        ),
        new(
            "3",
            "Can you keep the analgesia of the first day and avoid the hyperalgesia?",
            "Keep a peak of at least 20 % above baseline, with no latency more than 10 % below it. Try an NMDA antagonist, a shorter "
                + "treatment, another dose or another drug.",
            "study=reference",
            AnalgesiaWithoutHyperalgesia
        ),
    ];

    /// <summary>Features of the curve of a group's typical rat, for the period of its drug.</summary>
    /// <returns>The features, or null if the group is given no drug or the curve does not cover that period.</returns>
    public static CurveShape? Shape(GroupResult group, StudyResult result) =>
        DrugPeriod(group, result) is not { } time
        || time.Off <= time.On
        || group.Typical.TimesH[0] > time.On.Hours
        || time.On.Hours >= group.Typical.TimesH[^1]
            ? null
            : new CurveShape(group.Typical.Curve, time.On, time.Off);

    /// <summary>From the first dose of a group to the end of its opioid, or of its first drug if it has no opioid. A bolus counts as one
    /// day.</summary>
    public static (StudyTime On, StudyTime Off)? DrugPeriod(GroupResult group, StudyResult result)
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

    /// <summary>The last session while the drug is given; null if there is none.</summary>
    public static Session? LastOnDrug(GroupResult group, StudyResult result) =>
        DrugPeriod(group, result) is { } time
            ? result.Sessions.LastOrDefault(session => session.Time > time.On && session.Time <= time.Off)
            : null;

    /// <summary>A change in whole percent with its sign; zero has no sign.</summary>
    public static string Change(double percent) =>
        (Math.Round(percent) + 0.0).ToString("+0' %';−0' %';0' %'", CultureInfo.InvariantCulture);

    private static Answer AnalgesiaWithoutHyperalgesia(StudyResult result, GroupResult treated)
    {
        if (Shape(treated, result) is not { } shape || result.Sessions[^1].Time - DrugPeriod(treated, result)!.Value.Off < 3.Days)
        {
            return new Answer(
                false,
                "Test until at least three days after the end of the drug, because hyperalgesia appears after it has gone."
            );
        }

        string found = string.Create(
            CultureInfo.InvariantCulture,
            $"The typical rat peaks at {Change(shape.PeakChangePercent)} on day {shape.PeakDay:0.#} and is lowest at "
                + $"{Change(shape.DeepestChangePercent)} on day {shape.DeepestDay:0.#}."
        );
        return new Answer(shape.PeakChangePercent >= 20 && shape.DeepestChangePercent >= -10, found);
    }
}
