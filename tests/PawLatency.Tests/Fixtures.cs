using NUnit.Framework;

// Fixtures share nothing that changes: no current directory, console or environment; a culture belongs to its thread.
[assembly: Parallelizable(ParallelScope.Fixtures)]

namespace PawLatency.Tests;

/// <summary>Categories of fixtures: <c>dotnet test --filter TestCategory!=Slow</c> leaves out what takes over ten seconds.</summary>
internal static class Fixtures
{
    public const string Slow = "Slow";
}
