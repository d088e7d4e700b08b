using NUnit.Framework;

// Fixtures share nothing that changes: no current directory, console or environment; a culture belongs to its thread.
[assembly: Parallelizable(ParallelScope.Fixtures)]

namespace PawLatency.Tests;

/// <summary>Categories of tests. <c>dotnet test</c> leaves the slow ones out (tests/usual.runsettings); <c>dotnet test --filter
/// TestCategory=Slow</c> runs them.</summary>
internal static class Fixtures
{
    public const string Slow = "Slow";
}
