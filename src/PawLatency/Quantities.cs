using System.Globalization;

namespace PawLatency;

/// <summary>A duration of any finite number of hours. Ordered and equal by length; the default is zero.</summary>
/// <param name="Hours">Length, h.</param>
public readonly record struct Duration(double Hours) : IComparable<Duration>
{
    /// <summary>Length, days of 24 h.</summary>
    public double Days => Hours / 24;

    /// <summary>Length, min.</summary>
    public double Minutes => Hours * 60;

    /// <summary>Sum of two durations.</summary>
    public static Duration operator +(Duration left, Duration right) => new(left.Hours + right.Hours);

    /// <summary>A multiple of a duration.</summary>
    public static Duration operator *(double factor, Duration duration) => new(factor * duration.Hours);

    /// <summary>Whether left is shorter.</summary>
    public static bool operator <(Duration left, Duration right) => left.Hours < right.Hours;

    /// <summary>Whether left is longer.</summary>
    public static bool operator >(Duration left, Duration right) => left.Hours > right.Hours;

    /// <summary>Whether left is not longer.</summary>
    public static bool operator <=(Duration left, Duration right) => left.Hours <= right.Hours;

    /// <summary>Whether left is not shorter.</summary>
    public static bool operator >=(Duration left, Duration right) => left.Hours >= right.Hours;

    /// <inheritdoc/>
    public int CompareTo(Duration other) => Hours.CompareTo(other.Hours);
}

/// <summary>
/// A time on the study clock. Zero is the test hour of day 0, so "day 6" without a clock time is the test hour of day 6. Ordered and equal
/// by time; the default is day 0.
/// </summary>
/// <param name="Hours">Hours since the test hour of day 0; negative before it.</param>
public readonly record struct StudyTime(double Hours) : IComparable<StudyTime>
{
    /// <summary>First and last day of a study; values outside are taken for unit errors.</summary>
    internal const double FirstDay = -30,
        LastDay = 365;

    /// <summary>Whether the time is in the allowed range.</summary>
    internal bool IsInStudy => Days is >= FirstDay and <= LastDay;

    /// <summary>Days of 24 h since the test hour of day 0.</summary>
    public double Days => Hours / 24;

    /// <summary>Duration since the test hour of day 0.</summary>
    public static implicit operator StudyTime(Duration sinceDay0) => new(sinceDay0.Hours);

    /// <summary>The time after a duration.</summary>
    public static StudyTime operator +(StudyTime time, Duration duration) => new(time.Hours + duration.Hours);

    /// <summary>The duration between two times.</summary>
    public static Duration operator -(StudyTime later, StudyTime earlier) => new(later.Hours - earlier.Hours);

    /// <summary>Whether left is earlier.</summary>
    public static bool operator <(StudyTime left, StudyTime right) => left.Hours < right.Hours;

    /// <summary>Whether left is later.</summary>
    public static bool operator >(StudyTime left, StudyTime right) => left.Hours > right.Hours;

    /// <summary>Whether left is not later.</summary>
    public static bool operator <=(StudyTime left, StudyTime right) => left.Hours <= right.Hours;

    /// <summary>Whether left is not earlier.</summary>
    public static bool operator >=(StudyTime left, StudyTime right) => left.Hours >= right.Hours;

    /// <inheritdoc/>
    public int CompareTo(StudyTime other) => Hours.CompareTo(other.Hours);

    /// <summary>For example "day 6.5".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"day {Math.Round(Days, 4)}");
}

/// <summary>Amount of drug per kg of body mass, in the form in which the dose is stated. Equal by amount; the default is zero.</summary>
/// <param name="MicrogramsPerKg">Dose, ug/kg, 0 or more.</param>
public readonly record struct Dose(double MicrogramsPerKg)
{
    /// <summary>Maximum dose, 10 g/kg; larger values are taken for unit errors.</summary>
    internal const double MaximumMicrogramsPerKg = 1e7;
}

/// <summary>Rate of delivery per kg of body mass, in the form in which the dose is stated. Equal by rate; the default is zero.</summary>
/// <param name="MicrogramsPerKgPerHour">Rate, ug/kg/h, 0 or more.</param>
public readonly record struct DoseRate(double MicrogramsPerKgPerHour)
{
    /// <summary>Maximum rate, 10 g/kg/h; larger values are taken for unit errors.</summary>
    internal const double MaximumMicrogramsPerKgPerHour = 1e7;
}

/// <summary>Units as suffixes: <c>0.5.MgPerKgPerHour</c>, <c>7.Days</c>.</summary>
public static class UnitExtensions
{
    /// <param name="value">A number in the unit that the property names.</param>
    extension(double value)
    {
        /// <summary>Days of 24 h.</summary>
        public Duration Days => new(value * 24);

        /// <summary>Hours.</summary>
        public Duration Hours => new(value);

        /// <summary>Minutes.</summary>
        public Duration Minutes => new(value / 60);

        /// <summary>mg/kg.</summary>
        public Dose MgPerKg => new(value * 1000);

        /// <summary>ug/kg.</summary>
        public Dose UgPerKg => new(value);

        /// <summary>mg/kg/h.</summary>
        public DoseRate MgPerKgPerHour => new(value * 1000);

        /// <summary>mg/kg/day.</summary>
        public DoseRate MgPerKgPerDay => new(value * 1000 / 24);

        /// <summary>ug/kg/h.</summary>
        public DoseRate UgPerKgPerHour => new(value);

        /// <summary>ug/kg/min.</summary>
        public DoseRate UgPerKgPerMinute => new(value * 60);
    }

    /// <param name="value">A number in the unit that the property names.</param>
    extension(int value)
    {
        /// <summary>Days of 24 h.</summary>
        public Duration Days => ((double)value).Days;

        /// <summary>Hours.</summary>
        public Duration Hours => ((double)value).Hours;

        /// <summary>Minutes.</summary>
        public Duration Minutes => ((double)value).Minutes;

        /// <summary>mg/kg.</summary>
        public Dose MgPerKg => ((double)value).MgPerKg;

        /// <summary>ug/kg.</summary>
        public Dose UgPerKg => ((double)value).UgPerKg;

        /// <summary>mg/kg/h.</summary>
        public DoseRate MgPerKgPerHour => ((double)value).MgPerKgPerHour;

        /// <summary>mg/kg/day.</summary>
        public DoseRate MgPerKgPerDay => ((double)value).MgPerKgPerDay;

        /// <summary>ug/kg/h.</summary>
        public DoseRate UgPerKgPerHour => ((double)value).UgPerKgPerHour;

        /// <summary>ug/kg/min.</summary>
        public DoseRate UgPerKgPerMinute => ((double)value).UgPerKgPerMinute;
    }
}
