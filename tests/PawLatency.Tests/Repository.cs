namespace PawLatency.Tests;

/// <summary>The working tree the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string BrokenFolder => Path.Combine(Root, "tests", "PawLatency.Tests", "Broken");

    public static string BrokenEvidenceFolder => Path.Combine(Root, "tests", "PawLatency.Tests", "BrokenEvidence");

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PawLatency.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no PawLatency.sln above {AppContext.BaseDirectory}.");
    }
}
