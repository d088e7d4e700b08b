namespace PawLatency;

/// <summary>Times of testing.</summary>
public sealed record TestSchedule
{
    /// <summary>The default test hour.</summary>
    internal static readonly TimeOnly StandardHour = new(10, 0);

    /// <summary>Days of testing, each at <see cref="At"/>; day 0 is the day of the first dose, -1 the day before.</summary>
    public IReadOnlyList<double> Days { get; init; } = [];

    /// <summary>Clock time of the daily test; on day 0 it is time zero of the study.</summary>
    public TimeOnly At { get; init; } = StandardHour;

    /// <summary>Further sessions, at any time.</summary>
    public IReadOnlyList<StudyTime> Also { get; init; } = [];

    /// <summary>
    /// Whether a session follows a dose at the same time. If false (the default), the last trial of a session is at its time, before any
    /// dose at that time. If true, the first trial is at its time, and doses at that time act during the session.
    /// </summary>
    public bool AfterDose { get; init; }

    /// <summary>The sessions in order of time.</summary>
    /// <exception cref="ArgumentException">There is no session, a session is given twice, or a session is outside day -30 to
    /// 365.</exception>
    public IReadOnlyList<Session> Sessions()
    {
        StudyTime[] times = [.. Days.Select(day => (StudyTime)day.Days).Concat(Also).Order()];
        if (times.Length == 0)
        {
            throw new ArgumentException("The rats are never tested; give at least one day.", "days");
        }

        for (int i = 0; i < times.Length; i++)
        {
            if (!times[i].IsInStudy)
            {
                throw new ArgumentException(FormattableString.Invariant($"A test on {times[i]} is outside day -30 to day 365."), "days");
            }

            if (i > 0 && times[i].Hours - times[i - 1].Hours < 1e-9)
            {
                throw new ArgumentException(FormattableString.Invariant($"The test on {times[i]} is given twice."), "days");
            }
        }

        return
        [
            .. times.Select(
                (time, index) => new Session(index + 1, time, (int)Math.Floor((time.Hours + At.ToTimeSpan().TotalHours) / 24 + 1e-9))
            ),
        ];
    }
}

/// <summary>One session of trials.</summary>
/// <param name="Number">Number in the study, from 1.</param>
/// <param name="Time">Its time.</param>
/// <param name="Day">Calendar day, day 0 being the day whose test hour is the zero of the study clock.</param>
public sealed record Session(int Number, StudyTime Time, int Day);
