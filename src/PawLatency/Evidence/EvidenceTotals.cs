using PawLatency.Statistics;

namespace PawLatency.Evidence;

/// <summary>Totals of a verification, for printing and reports.</summary>
internal static class EvidenceTotals
{
    // Null if a finding does not belong in the row: the reference contract is not a published finding.
    private static readonly (string Name, Func<Finding, string?> KindOf)[] Kinds =
    [
        ("all", finding => finding.IsShapeContract ? null : "all"),
        ("weight", finding => finding.CountsAsContract ? "contract" : null),
        ("use", finding => finding.IsShapeContract ? null : Word(finding.Use)),
        ("strength", finding => finding.IsShapeContract ? null : Word(finding.Strength)),
        ("reading", finding => finding.IsShapeContract ? null : Word(finding.Reading)),
        ("assay", finding => finding.IsShapeContract ? null : finding.Assay),
    ];

    public static IReadOnlyList<(string By, string Name, Proportion Holding)> Of(Verification verification) =>
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
                        return (by.Name, kind, new Proportion(holding, all));
                    })
            ),
        ];

    /// <summary>An enumeration value as written in evidence files.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>The words for an enumeration in evidence files, with their values.</summary>
    public static (string Name, T Value)[] Words<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => (Word(value), value))];
}
