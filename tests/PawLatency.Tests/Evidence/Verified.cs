using PawLatency.Evidence;

namespace PawLatency.Tests.Evidence;

/// <summary>The big verifications, each computed once for all tests.</summary>
internal static class Verified
{
    private static readonly Lazy<Verification> Library = new(() => Verification.Run([Finding.Contract, .. Finding.All]));

    private static readonly Lazy<Verification> Studies = new(() => Verification.Run(Finding.Studies));

    /// <summary>The contract and every finding of the library under the library's own model.</summary>
    public static Verification ContractAndFindings => Library.Value;

    /// <summary>The verdicts of every finding of the library, in its order.</summary>
    public static IReadOnlyList<FindingVerdict> Findings => [.. Library.Value.Findings.Skip(1)];

    /// <summary>The named studies.</summary>
    public static Verification NamedStudies => Studies.Value;
}
