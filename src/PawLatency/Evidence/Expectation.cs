using System.Globalization;

namespace PawLatency.Evidence;

/// <summary>What must be seen in an experiment.</summary>
public abstract record Expectation
{
    /// <summary>The group, or the first of several.</summary>
    public required string Group { get; init; }

    /// <summary>What a critical reader should know, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Times that must be simulated, h.</summary>
    public abstract IEnumerable<double> TimesH { get; }

    /// <summary>Holds the expectation against a run.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="ArgumentException">A group is not in the run.</exception>
    public abstract Judgement Judge(FindingRun run);

    private protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private protected static string On(IReadOnlyList<StudyTime> times) => string.Join(", ", times.Select(Time));

    private protected static string Time(StudyTime time) => Math.Abs(time.Hours) < 24 ? Text($"{Math.Round(time.Hours, 2)} h") : time.ToString();

    private protected static string Band(double low, double high, string unit) => (double.IsInfinity(low), double.IsInfinity(high)) switch
    {
        (false, false) => Text($"{low:0.##} to {high:0.##} {unit}"),
        (false, true) => Text($"at least {low:0.##} {unit}"),
        _ => Text($"at most {high:0.##} {unit}"),
    };

    // The worst of several times decides.
    private protected static Judgement Worst(IEnumerable<Judgement> judgements) => judgements.MaxBy(judgement => judgement.Misfit)!;
}
