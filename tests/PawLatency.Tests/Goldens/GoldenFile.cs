using System.Globalization;
using NUnit.Framework;

namespace PawLatency.Tests.Goldens;

/// <summary>Reads a golden from the folder of this file.</summary>
internal static class GoldenFile
{
    public static IReadOnlyList<IDictionary<string, string>> Rows(string name)
    {
        // Comments, a header and cells without quotes: the makers write nothing else.
        string[][] lines = [.. File.ReadLines(Path.Combine(Folder(), name)).Where(line => line[0] != '#').Select(line => line.Split(','))];
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    public static double Number(IDictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    /// <summary>A number, or null where the cell is empty.</summary>
    public static double? NumberOrNull(IDictionary<string, string> row, string column) =>
        row[column].Length == 0 ? null : Number(row, column);

    // Tests run below the root, and a path compiled in would not survive a deterministic build.
    private static string Folder()
    {
        string? folder = TestContext.CurrentContext.TestDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "PawLatency.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(
            folder ?? throw new DirectoryNotFoundException("The root of the repository is not above the tests."),
            "tests",
            "PawLatency.Tests",
            "Goldens"
        );
    }
}
