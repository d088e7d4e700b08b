using System.Globalization;

namespace PawLatency;

/// <summary>A length of time. Ordered and equal by length; the default is zero. Any finite number of hours.</summary>
/// <param name="Hours">Length, h.</param>
public readonly record struct Duration(double Hours) : IComparable<Duration>
{
    /// <summary>Length, days of 24 h.</summary>
    public double Days => Hours / 24;

    /// <summary>Length, min.</summary>
    public double Minutes => Hours * 60;

    /// <summary>Sum of two lengths.</summary>
    public static Duration operator +(Duration left, Duration right) => new(left.Hours + right.Hours);

    /// <summary>A multiple of a length.</summary>
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
/// An instant on the study clock. Zero is the test hour of day 0, so "day 6" without a clock time is the test hour of day 6.
/// Ordered and equal by instant; the default is day 0.
/// </summary>
/// <param name="Hours">Hours since the test hour of day 0; negative before it.</param>
public readonly record struct StudyTime(double Hours) : IComparable<StudyTime>
{
    /// <summary>The days a study may go from and to: what lies outside is taken for a slip of the unit.</summary>
    internal const double FirstDay = -30,
        LastDay = 365;

    /// <summary>Whether it is a time of a study.</summary>
    internal bool IsInStudy => Days is >= FirstDay and <= LastDay;

    /// <summary>Days of 24 h since the test hour of day 0.</summary>
    public double Days => Hours / 24;

    /// <summary>A length of time since the test hour of day 0.</summary>
    public static implicit operator StudyTime(Duration sinceDay0) => new(sinceDay0.Hours);

    /// <summary>The instant a length of time later.</summary>
    public static StudyTime operator +(StudyTime time, Duration duration) => new(time.Hours + duration.Hours);

    /// <summary>The length of time between two instants.</summary>
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

/// <summary>An amount of drug for each kg of rat, in the form the dose is stated in. Equal by amount; the default is zero.</summary>
/// <param name="MicrogramsPerKg">Dose, ug/kg, 0 or more.</param>
public readonly record struct Dose(double MicrogramsPerKg)
{
    /// <summary>Largest dose taken for a dose and not for a slip of the unit: 10 g/kg.</summary>
    internal const double MaximumMicrogramsPerKg = 1e7;
}

/// <summary>A rate of delivery for each kg of rat, in the form the dose is stated in. Equal by rate; the default is zero.</summary>
/// <param name="MicrogramsPerKgPerHour">Rate, ug/kg/h, 0 or more.</param>
public readonly record struct DoseRate(double MicrogramsPerKgPerHour)
{
    /// <summary>Largest rate taken for a rate and not for a slip of the unit: 10 g/kg/h.</summary>
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
