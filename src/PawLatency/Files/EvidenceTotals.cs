using PawLatency.Evidence;

namespace PawLatency.Files;

/// <summary>How many expectations of one kind hold.</summary>
/// <param name="By">What the kinds differ in, for example "use".</param>
/// <param name="Name">The kind, for example "calibration".</param>
/// <param name="Holding">Expectations that hold.</param>
/// <param name="All">Expectations there are, at least 1.</param>
internal sealed record EvidenceShare(string By, string Name, int Holding, int All)
{
    public double Percent => 100.0 * Holding / All;
}

/// <summary>The totals of a verification, as they are printed and reported.</summary>
internal static class EvidenceTotals
{
    private static readonly (string Name, Func<Finding, string> KindOf)[] Kinds =
    [
        ("all", _ => "all"),
        ("use", finding => Word(finding.Use)),
        ("strength", finding => Word(finding.Strength)),
        ("reading", finding => Word(finding.Reading)),
        ("assay", finding => finding.Assay),
    ];

    public static IReadOnlyList<EvidenceShare> Of(Verification verification) =>
        [.. Kinds.SelectMany(by => verification.Findings.Select(verdict => by.KindOf(verdict.Finding)).Distinct().Order(StringComparer.Ordinal).Select(kind =>
        {
            (int holding, int all) = verification.Count(finding => by.KindOf(finding) == kind);
            return new EvidenceShare(by.Name, kind, holding, all);
        }))];

    /// <summary>Share of the expectations of one use that hold, percent; 100 where there is none.</summary>
    public static double Percent(Verification verification, EvidenceUse use) =>
        verification.Count(finding => finding.Use == use) is { All: > 0 } count ? 100.0 * count.Holding / count.All : 100;

    /// <summary>An enumeration's value as evidence files write it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>The words an evidence file may write for an enumeration, each with its value.</summary>
    public static (string Name, T Value)[] Words<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => (Word(value), value))];
}
