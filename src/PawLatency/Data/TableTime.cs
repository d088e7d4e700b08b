using System.Globalization;
using System.Text.RegularExpressions;

namespace PawLatency.Data;

/// <summary>What a cell or head says of a time.</summary>
/// <param name="Hours">Hours; of a baseline 0.</param>
/// <param name="Kind">How it says it.</param>
internal readonly record struct TableTime(double Hours, TimeKind Kind);

/// <summary>How a time is written.</summary>
internal enum TimeKind
{
    /// <summary>As a number, whose unit the head has.</summary>
    Number,

    /// <summary>With its unit: "day 7", "D7", "30 min".</summary>
    Labelled,

    /// <summary>As the time before the drug: "baseline", "pre".</summary>
    Baseline,

    /// <summary>As a time after the drug that has no number: "post".</summary>
    After,

    /// <summary>As a date.</summary>
    Date,

    /// <summary>As a time of the clock.</summary>
    Clock,
}

/// <summary>Reads times as laboratories write them.</summary>
internal static partial class WrittenTime
{
    // Ten years.
    private const double MostHours = 87_600;

    private static readonly (string[] Words, double Hours)[] Units =
    [
        (["day", "days", "d", "pod", "dpi", "dpo", "dps"], 24),
        (["hour", "hours", "h", "hr", "hrs"], 1),
        (["minute", "minutes", "min", "mins"], 1.0 / 60),
        (["week", "weeks", "wk", "wks", "w"], 168),
    ];

    private static readonly string[] BaselineWords =
    [
        "baseline",
        "base",
        "bl",
        "bsl",
        "pre",
        "before",
        "predrug",
        "predose",
        "pretreatment",
        "preinjection",
        "presurgery",
        "preop",
        "pretest",
        "prelatency",
        "naive",
    ];

    private static readonly string[] AfterWords =
    [
        "post",
        "after",
        "postdrug",
        "postdose",
        "posttreatment",
        "postinjection",
        "postsurgery",
        "postop",
        "posttest",
    ];

    private static readonly string[] DateForms =
    [
        "yyyy-MM-dd",
        "yyyy/MM/dd",
        "yyyy.MM.dd",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-ddTHH:mm",
        "yyyy-MM-ddTHH:mm:ss",
        "dd.MM.yyyy",
        "d.M.yyyy",
        "d MMM yyyy",
        "d-MMM-yyyy",
        "MMM d yyyy",
        "d MMMM yyyy",
        "MMMM d yyyy",
    ];

    /// <summary>Hours of a unit of time; null where a word is none.</summary>
    public static double? HoursOf(string word)
    {
        foreach ((string[] words, double hours) in Units)
        {
            if (words.Contains(word.ToLowerInvariant()))
            {
                return hours;
            }
        }

        return null;
    }

    /// <summary>Reads a time; null where the text is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hoursPerUnit">Hours of a bare number's unit; null where nothing tells it, and a bare number is no time.</param>
    /// <param name="decimalComma">Whether decimals are written with a comma.</param>
    /// <param name="hyphenSeparates">Whether "Day-7" is day 7, because all are written so, and not day -7.</param>
    public static TableTime? Read(string text, double? hoursPerUnit, bool decimalComma = false, bool hyphenSeparates = false)
    {
        string plain = text.Trim().Replace('\u2212', '-').Replace('\u2013', '-');
        plain = hyphenSeparates ? AttachedHyphen().Replace(plain, "$1 ") : plain;
        if (Number(plain, decimalComma) is { } number)
        {
            return hoursPerUnit is { } unit && Math.Abs(number * unit) <= MostHours ? new TableTime(number * unit, TimeKind.Number) : null;
        }

        Match match = Prefixed().Match(plain) is { Success: true } prefixed ? prefixed : Suffixed().Match(plain);
        if (
            match.Success
            && HoursOf(match.Groups["unit"].Value) is { } own
            && Number(match.Groups["number"].Value.Replace(" ", "", StringComparison.Ordinal), decimalComma) is { } labelled
            && Math.Abs(labelled * own) <= MostHours
        )
        {
            return new TableTime(labelled * own, TimeKind.Labelled);
        }

        string word = NotLetters().Replace(plain, "").ToLowerInvariant();
        return BaselineWords.Contains(word) ? new TableTime(0, TimeKind.Baseline)
            : AfterWords.Contains(word) ? new TableTime(24, TimeKind.After)
            : Date(plain) is { } date ? new TableTime((date - DateTime.UnixEpoch).TotalHours, TimeKind.Date)
            : TimeOnly.TryParseExact(
                plain,
                ["H:mm", "HH:mm", "H:mm:ss"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out TimeOnly clock
            )
                ? new TableTime(clock.ToTimeSpan().TotalHours, TimeKind.Clock)
            : null;
    }

    /// <summary>A date; null where the text is none, or where day and month could be exchanged.</summary>
    public static DateTime? Date(string text)
    {
        if (DateTime.TryParseExact(text.Trim(), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date))
        {
            return date;
        }

        Match slashed = Slashed().Match(text.Trim());
        if (!slashed.Success)
        {
            return null;
        }

        int[] parts = [.. Enumerable.Range(1, 3).Select(part => int.Parse(slashed.Groups[part].Value, CultureInfo.InvariantCulture))];
        int year = parts[2] < 100 ? 2000 + parts[2] : parts[2];
        (int month, int day) =
            parts[0] > 12 ? (parts[1], parts[0])
            : parts[1] > 12 || parts[0] == parts[1] ? (parts[0], parts[1])
            : (0, 0);
        return month is >= 1 and <= 12 && day >= 1 && year is > 1900 and < 2200 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTime(year, month, day)
            : null;
    }

    /// <summary>Whether a text is a date whose day and month could be exchanged.</summary>
    public static bool IsAmbiguousDate(string text) => Slashed().IsMatch(text.Trim()) && Date(text) is null;

    /// <summary>A finite number; null where the text is none.</summary>
    public static double? Number(string text, bool decimalComma)
    {
        if (decimalComma && text.Contains('.', StringComparison.Ordinal))
        {
            return null;
        }

        string point = decimalComma ? text.Replace(',', '.') : text;
        return double.TryParse(point, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : null;
    }

    [GeneratedRegex(@"^(?<unit>\p{L}+)[\s._:#-]*?(?<number>(?<=[\s._:#-]|\p{L})[-+]?\s?[0-9]+(?:[.,][0-9]+)?)$")]
    private static partial Regex Prefixed();

    [GeneratedRegex(@"^(?<number>[-+]?[0-9]+(?:[.,][0-9]+)?)[\s_-]*(?<unit>\p{L}+)\.?$")]
    private static partial Regex Suffixed();

    /// <summary>Whether the hyphens separate word and number, as in "Day-0, Day-7"; beside "Day 0", "Day-1" is negative.</summary>
    public static bool HyphenSeparates(IEnumerable<string> texts)
    {
        string[] labelled = [.. texts.Where(text => Lettered().IsMatch(text)).Distinct()];
        return labelled.Length > 1 && labelled.All(AttachedHyphen().IsMatch);
    }

    [GeneratedRegex(@"(\p{L})-(?=[0-9])")]
    private static partial Regex AttachedHyphen();

    [GeneratedRegex(@"\p{L}\W*[0-9]")]
    private static partial Regex Lettered();

    [GeneratedRegex(@"\P{L}")]
    private static partial Regex NotLetters();

    [GeneratedRegex(@"^([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{2}|[0-9]{4})$")]
    private static partial Regex Slashed();
}
