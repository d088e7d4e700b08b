using System.Text;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Evidence.Calibration;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Tests.Robustness;

/// <summary>A file of a kind that the library reads, with its reader: what tests break and read again.</summary>
/// <param name="Name">Name, with the extension of its kind.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Read">Reads a file at a path.</param>
internal sealed record ShippedFile(string Name, byte[] Bytes, Func<string, object?> Read)
{
    /// <summary>Every YAML file of the library and of the samples, and one of every other kind.</summary>
    public static IReadOnlyList<ShippedFile> All { get; } =
    [
        .. Folder("data/studies", ReadStudy),
        .. Folder("samples", ReadStudy),
        .. Folder("tests/PawLatency.Tests/AllKeys", ReadAny),
        .. Folder("data/evidence", Finding.Load),
        .. Folder("data/contracts", ShapeContract.Load),
        .. Folder("data/models", Model.Load),
        .. Folder("data/parameters", ReadParameters),
        .. Folder("data/substances", ReadSubstance),
        .. Tables(),
    ];

    /// <summary>The text of a YAML file.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Whether it is YAML.</summary>
    public bool IsYaml => Name.EndsWith(".yaml", StringComparison.Ordinal);

    /// <summary>Reads other bytes in place of its own.</summary>
    public object? ReadBytes(TemporaryPath path, byte[] bytes)
    {
        File.WriteAllBytes(path[Name], bytes);
        return Read(path[Name]);
    }

    public override string ToString() => Name;

    private static IEnumerable<ShippedFile> Folder(string folder, Func<string, object?> read) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.yaml")
            .Order(StringComparer.Ordinal)
            .Select(file => new ShippedFile(Path.GetFileName(file), File.ReadAllBytes(file), read));

    // What is read is also checked and described: a study that only loads is of no use.
    private static Study ReadStudy(string path)
    {
        var study = Study.Load(path);
        study.Validate();
        study.Warnings();
        return study;
    }

    private static object? ReadAny(string path)
    {
        string text = File.ReadAllText(path);
        return text.Contains("\nnociception:", StringComparison.Ordinal) ? ReadParameters(path)
            : text.Contains("\nfinding:", StringComparison.Ordinal) ? Finding.Load(path)
            : ReadStudy(path);
    }

    private static object? ReadParameters(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        return Path.GetFileName(path) == "prior.yaml" ? PriorFile.Parse(path, bytes) : ParameterFile.Parse(path, bytes);
    }

    private static object? ReadSubstance(string path) =>
        KeyReader.Read(path, File.ReadAllBytes(path), reader => SubstanceFile.Read(reader, SubstanceFile.Find));

    private static IEnumerable<ShippedFile> Tables()
    {
        StudyResult result = TestStudies
            .Of([-1, 0, 2], new Group("saline", 2, TestStudies.SalinePump), new Group("morphine", 3, TestStudies.MorphinePump))
            .Run();
        LatencyTable table = result.Table();
        (string, Action<TextWriter>)[] layouts =
        [
            ("tidy.csv", writer => ResultFiles.WriteTrials(result, writer)),
            ("summary.csv", writer => ResultFiles.WriteSummary(result, writer)),
            ("prism.csv", writer => TableFiles.WritePrism(table, writer)),
            ("wide.csv", writer => TableFiles.WriteWide(table, writer)),
        ];
        foreach ((string name, Action<TextWriter> write) in layouts)
        {
            yield return new ShippedFile(name, Written(write), path => MeasuredData.Load(path));
        }

        yield return new ShippedFile("nonmem.csv", Written(writer => NonmemFile.Write(NonmemData.Of(result), writer)), NonmemData.Load);
        yield return new ShippedFile(
            "ensemble.csv",
            EmbeddedData.Bytes("parameters/ensemble.csv"),
            path => EnsembleFile.Parse(path, File.ReadAllBytes(path))
        );
        var state = new CalibrationState
        {
            Arguments = "a",
            Date = "2026-01-01",
            Best = [0.5, 0.25],
        };
        yield return new ShippedFile(
            "checkpoint.json",
            CheckpointFile.Write(state),
            path => CalibrationFiles.ReadCheckpoint(path, File.ReadAllBytes(path), "a")
        );
    }

    private static byte[] Written(Action<TextWriter> write)
    {
        var text = new StringWriter { NewLine = "\n" };
        write(text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

/// <summary>A folder for broken copies of files, deleted in the end.</summary>
internal sealed class TemporaryPath : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pawlatency-broken-").FullName;

    public string this[string name] => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
