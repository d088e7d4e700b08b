namespace PawLatency.Evidence;

/// <summary>How many expectations of one kind hold.</summary>
/// <param name="By">What the kinds differ in, for example "use".</param>
/// <param name="Name">The kind, for example "calibration".</param>
/// <param name="Holding">Expectations that hold.</param>
/// <param name="All">Expectations there are, at least 1.</param>
public sealed record EvidenceShare(string By, string Name, int Holding, int All)
{
    /// <summary>The share that holds, percent, 0 to 100.</summary>
    public double Percent => 100.0 * Holding / All;
}

/// <summary>The totals of a verification, as they are printed and reported.</summary>
internal static class EvidenceTotals
{
    // Null for a finding that does not belong in the row: the reference contract is a promise and no published finding.
    private static readonly (string Name, Func<Finding, string?> KindOf)[] Kinds =
    [
        ("all", finding => finding.IsShapeContract ? null : "all"),
        ("weight", finding => finding.CountsAsContract ? "contract" : null),
        ("use", finding => finding.IsShapeContract ? null : Word(finding.Use)),
        ("strength", finding => finding.IsShapeContract ? null : Word(finding.Strength)),
        ("reading", finding => finding.IsShapeContract ? null : Word(finding.Reading)),
        ("assay", finding => finding.IsShapeContract ? null : finding.Assay),
    ];

    public static IReadOnlyList<EvidenceShare> Of(Verification verification) =>
        [
            .. Kinds.SelectMany(by =>
                verification
                    .Findings.Select(verdict => by.KindOf(verdict.Finding))
                    .OfType<string>()
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Select(kind =>
                    {
                        (int holding, int all) = verification.Count(finding => by.KindOf(finding) == kind);
                        return new EvidenceShare(by.Name, kind, holding, all);
                    })
            ),
        ];

    /// <summary>An enumeration's value as evidence files write it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>The words an evidence file may write for an enumeration, each with its value.</summary>
    public static (string Name, T Value)[] Words<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => (Word(value), value))];
}
