using System.Globalization;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Reads times in study files.</summary>
internal static class TimeText
{
    public const string Form = "Use \"day 6\", \"day 6 12:30\" or \"36 h\".";

    public static StudyTime Parse(string text, TimeOnly testHour)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["day", string day, .. string[] clock] && clock.Length <= 1)
        {
            double days = Day(day);
            return clock is not [string time] ? days.Days
                : days == Math.Floor(days) ? new StudyTime(days * 24 + (Clock(time).ToTimeSpan() - testHour.ToTimeSpan()).TotalHours)
                : throw new ArgumentException($"\"{text}\" has both a fraction of a day and a clock time; use one of them.");
        }

        (double value, string? problem) = UnitSet.Time.Parse(text);
        return problem is not null ? throw new ArgumentException($"\"{text}\" is not a time. {Form}")
            : new StudyTime(value) is { IsInStudy: true } instant ? instant
            : throw new ArgumentException($"\"{text}\" is not a time from day -30 to day 365.");
    }

    public static double Day(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double day)
        && day is >= StudyTime.FirstDay and <= StudyTime.LastDay
            ? day
            : throw new ArgumentException($"\"{text}\" is not a day from -30 to 365.");

    public static TimeOnly Clock(string text) =>
        TimeOnly.TryParseExact(
            text,
            ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out TimeOnly clock
        )
            ? clock
            : throw new ArgumentException($"\"{text}\" is not a clock time; use HH:mm, for example \"10:00\".");

    /// <summary>Reads the time of a key.</summary>
    public static StudyTime? Read(KeyReader map, string key, string about, TimeOnly testHour, bool required = false) =>
        map.Parsed(key, text => (StudyTime?)Parse(text, testHour), about, Form, required);
}
