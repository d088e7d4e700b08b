using System.Security.Cryptography;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>Reads evidence files.</summary>
internal static class EvidenceFile
{
    private static readonly Lazy<IReadOnlyList<Finding>> Loaded = new(() =>
        [.. EmbeddedData.Names("evidence").Select(name => EmbeddedData.Read($"evidence/{name}.yaml", Read)!)]
    );

    private static readonly Lazy<IReadOnlyList<Finding>> LoadedStudies = new(() =>
        [.. StudyFile.Names.Select(name => Of(StudyFile.NamedDocument(name)))]
    );

    public static IReadOnlyList<Finding> Library => Loaded.Value;

    /// <summary>Stands for the content of the library's evidence files.</summary>
    public static string Digest => DigestOf(EmbeddedData.Names("evidence").Select(name => EmbeddedData.Bytes($"evidence/{name}.yaml")));

    /// <summary>The library's studies with what must be seen in them.</summary>
    public static IReadOnlyList<Finding> Studies => LoadedStudies.Value;

    /// <summary>JSON Schema of evidence files, generated from the reader.</summary>
    public static string Schema() =>
        KeyReader
            .Describe(Read)
            .ToFile("PawLatency evidence", "A published experiment as a test. Write quantities with their unit: \"10 mg/kg\".");

    // Study files have the key "groups" at the top level, evidence files inside "study". A study to be checked needs expectations.
    public static Finding Load(string path) =>
        KeyReader.Read(
            path,
            File.ReadAllBytes(path),
            reader =>
                reader.Keys.Contains("groups")
                    ? StudyFile.Read(reader, Path.GetFileNameWithoutExtension(path), isJudged: true) is { } document
                        ? Of(document)
                        : null
                    : Read(reader)
        )!;

    /// <summary>A study as a finding: its question is the statement, its name stands for it where it asks none.</summary>
    public static Finding Of(StudyDocument document) =>
        new()
        {
            Id = document.Id,
            Citation = string.Join("; ", document.Sources),
            Statement = document.Study.Question.Length > 0 ? document.Study.Question : document.Study.Name,
            Note = document.Study.Description.Length > 0 ? document.Study.Description : null,
            Assay = document.Study.Assay.Name,
            File = document.File,
            IsStudy = true,
            Study = document.Study,
            Expectations = document.Expectations,
        };

    /// <summary>One text for the content of several files, in their order.</summary>
    public static string DigestOf(IEnumerable<byte[]> files) =>
        Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(bytes => SHA256.HashData(bytes))]));

    private static Finding? Read(KeyReader reader)
    {
        string? id = reader.Text("id", "Short name.", required: true);
        Publication? source = reader.Map("source", "The publication.", ReadSource, required: true);
        string? animals = reader.Map("animals", "The animals of the source.", ReadAnimals, required: true);
        string? statement = reader.Text("finding", "The result in one sentence.", required: true);
        string assay = ReadAssay(reader);
        Reading? reading = reader.Choice(
            "reading",
            EvidenceTotals.Words<Reading>(),
            "latency: effect sizes are compared; sign: only sign and timing.",
            required: true
        );
        Strength? strength = reader.Choice("strength", EvidenceTotals.Words<Strength>(), "Kind of data in the source.", required: true);
        EvidenceUse? use = ReadUse(reader);
        bool contract = ReadWeight(reader);
        IReadOnlyList<string> contradicts = reader.Values("contradicts", text => text, "Findings it disagrees with.", "Give an id.");
        string? note = reader.Text("note", "Note for critical readers.");
        string? likelyReason = reader.Text("likely-reason", "Likely reason why the model fails here.");
        Study? study = reader.Map("study", "The experiment.", map => ReadStudy(map, id ?? "?"), required: true);
        IReadOnlyList<Expectation> expectations = reader.Maps(
            "expect",
            "Expected results.",
            map => ExpectationFile.Read(map, study),
            required: true
        );
        return id is null || source is null || statement is null || study is null
            ? null
            : new Finding
            {
                Id = id,
                Citation = source.Citation,
                Address = source.Address,
                Where = source.Where,
                Animals = animals ?? "",
                Statement = statement,
                Assay = assay,
                Reading = reading ?? Reading.Latency,
                Strength = strength ?? Strength.Sign,
                Use = use ?? EvidenceUse.Validation,
                CountsAsContract = contract,
                Contradicts = contradicts,
                Note = note,
                LikelyReason = likelyReason,
                File = reader.File,
                Study = study,
                Expectations = expectations,
            };
    }

    private static string ReadAssay(KeyReader reader)
    {
        string[] assays = [.. AssayFile.All.Select(assay => assay.Name), "von-frey", "other"];
        int? chosen = reader.Choice(
            "assay",
            [.. assays.Select((name, index) => (name, index))],
            "The assay of the source.",
            required: true
        );
        return assays[chosen ?? 0];
    }

    private static EvidenceUse? ReadUse(KeyReader reader) =>
        reader.Choice(
            "use",
            EvidenceTotals.Words<EvidenceUse>(),
            "What it is used for: fitted; predicted; predicted, but looked at when the structure of "
                + "the model was changed; or written after the model and never looked at while it was changed.",
            required: true
        );

    private static bool ReadWeight(KeyReader reader) =>
        reader.Choice(
            "weight",
            [("evidence", false), ("contract", true)],
            "contract: it must hold and has the weight of the reference contract in a calibration; evidence if absent."
        ) ?? false;

    private sealed record Publication(string Citation, string Address, string Where);

    private static Publication? ReadSource(KeyReader map)
    {
        string? citation = map.Text("citation", "Authors, year, journal.", required: true);
        string? doi = map.Text("doi", "DOI."),
            url = map.Text("url", "URL.");
        string? where = map.Text("where", "Page, table or figure with the numbers.", required: true);
        if (doi is null && url is null && !map.IsDescribing)
        {
            map.Refuse("doi", "Give a doi or a url.");
        }

        return citation is null || where is null ? null : new Publication(citation, doi is null ? url ?? "" : $"doi:{doi}", where);
    }

    private static string? ReadAnimals(KeyReader map)
    {
        string[] parts =
        [
            map.Text("species", "Species.", required: true) ?? "",
            map.Text("strain", "Strain.", required: true) ?? "",
            map.Text("sex", "Sex.", required: true) ?? "",
            map.Text("n", "Number of animals.", required: true) ?? "",
        ];
        return $"{parts[0]}, strain {parts[1]}, sex {parts[2]}, n {parts[3]}";
    }

    private static Study? ReadStudy(KeyReader map, string id)
    {
        map.Instead("name");
        Study? named = map.Parsed(
            "name",
            StudyFile.Named,
            "A study of the library, instead of a study written here.",
            "Give the name of a study, for example reference."
        );
        // Expectations have their own times, and the typical rat needs no sessions.
        return named
            ?? (map.Keys.Contains("name") ? null : StudyFile.ReadBody(map, id, new TestSchedule { Days = [0] }, countsRats: false));
    }
}
