using System.Collections.Concurrent;
using PawLatency.Assays;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Reads study files and generates their JSON Schema.</summary>
internal static class StudyFile
{
    // Studies are immutable and requested repeatedly, so each file is read once.
    private static readonly ConcurrentDictionary<string, StudyDocument> Library = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = EmbeddedData.Names("studies");

    public static Study Named(string name) => NamedDocument(name).Study;

    /// <summary>A study of the library with its expectations.</summary>
    /// <param name="name">Name, for example "reference".</param>
    /// <exception cref="ArgumentException">There is no such name; the message suggests the nearest.</exception>
    public static StudyDocument NamedDocument(string name) =>
        Library.GetOrAdd(
            Nearest.Find(Names, study => [study], name, "study in the library", nameof(name)),
            static found => EmbeddedData.Read($"studies/{found}.yaml", reader => Read(reader, found))!
        );

    public static Study Load(string path) => Parse(path, File.ReadAllBytes(path));

    public static Study Parse(string file, ReadOnlySpan<byte> bytes) => ParseDocument(file, bytes).Study;

    /// <summary>Reads a study with its expectations.</summary>
    public static StudyDocument ParseDocument(string file, ReadOnlySpan<byte> bytes) =>
        KeyReader.Read(file, bytes, reader => Read(reader, Path.GetFileNameWithoutExtension(file)))!;

    /// <summary>JSON Schema of study files, generated from the reader.</summary>
    public static string Schema() =>
        KeyReader
            .Describe(reader => Read(reader, ""))
            .ToFile("PawLatency study", "A virtual experiment on nociception in rats. Write quantities with their unit: \"0.5 mg/kg/h\".");

    /// <summary>Reads a study with what must be seen in it; the expectations belong to the file and not to <see cref="Study"/>.</summary>
    /// <param name="reader">The map.</param>
    /// <param name="id">Short name.</param>
    /// <param name="isJudged">Whether expectations are required.</param>
    public static StudyDocument? Read(KeyReader reader, string id, bool isJudged = false)
    {
        string? name = reader.Text("name", "Name of the study.", required: true);
        string? question = reader.Text("question", "The question of the study, in one sentence.");
        string? about = reader.Text("description", "Methods and reasons, in one paragraph.");
        IReadOnlyList<string> sources = reader.Values("sources", text => text, "Publications of the expected results.", "Give a citation.");
        long? seed = reader.Integer("seed", 0, long.MaxValue, "Seed of all random numbers.", required: true);
        TestSchedule? test = reader.Map("test", "Times of testing.", ReadTest, required: true);
        Model model =
            reader.Parsed(
                "model",
                Model.Named,
                "The model of the rat; that of the library if absent.",
                "Give the name of a model, for example reference."
            ) ?? Model.Reference;
        Study? study = ReadBody(reader, name ?? "?", test ?? new TestSchedule { Days = [0] }, countsRats: true) is { } body
            ? body with
            {
                Question = question ?? "",
                Description = about ?? "",
                Seed = (ulong)(seed ?? 0),
                Parameters = model.Parameters,
            }
            : null;
        IReadOnlyList<Expectation> expectations = reader.Maps(
            "expect",
            "Expected results of the typical rats.",
            map => ExpectationFile.Read(map, study, marks: true),
            required: isJudged
        );
        return study is null ? null : new StudyDocument(id, reader.File, study, expectations, sources);
    }

    /// <summary>Reads rats, apparatus, substances of the study and groups.</summary>
    /// <param name="reader">The map.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="test">Times of testing.</param>
    /// <param name="countsRats">Whether each group needs a number of rats.</param>
    public static Study? ReadBody(KeyReader reader, string name, TestSchedule test, bool countsRats)
    {
        Animals animals = reader.Map("rats", "The rats.", ReadRats) ?? new Animals(RatDescription.Standard, true);
        NociceptiveAssay assay =
            reader.Map("assay", "The test and its apparatus; the Hargreaves test by default.", AssayFile.Read) ?? Hargreaves.Standard;
        var own = new List<Substance>();
        reader.Maps("substances", "Additional or changed substances, in the format of data/substances.", map => ReadOwn(map, own));
        var context = new RegimenContext(test.At, animals.Rats.MassG, countsRats, key => Find(own, key), assay);
        IReadOnlyList<Group> groups = RegimenFile.ReadGroups(reader, context);
        return reader.Build(() =>
            new Study
            {
                Name = name,
                Rats = animals.Rats,
                Variability = animals.Vary ? Variability.Standard : Variability.None,
                Assay = assay,
                Test = test,
                Groups = groups,
            }
        );
    }

    // Read in order, so that a substance can have an earlier one as its metabolite.
    private static Substance? ReadOwn(KeyReader map, List<Substance> own)
    {
        map.Instead("like");
        Substance? like = map.Parsed(
            "like",
            key => Find(own, key),
            "A similar substance that supplies all values not given here.",
            "Give the name of a substance, for example morphine."
        );
        Substance? substance = SubstanceFile.Read(map, key => Find(own, key), like);
        if (substance is not null && own.Any(other => string.Equals(other.Name, substance.Name, StringComparison.OrdinalIgnoreCase)))
        {
            map.Refuse("name", $"The study already has a substance \"{substance.Name}\"; names must differ.");
        }
        else if (
            substance is not null
            && like?.Name != substance.Name
            && SubstanceFile.Names.Contains(substance.Name, StringComparer.OrdinalIgnoreCase)
        )
        {
            map.Refuse(
                "name",
                $"The library already has a {substance.Name}; give yours another "
                    + $"name, or write \"like: {substance.Name}\" to change it for this study."
            );
        }
        else if (substance is not null)
        {
            own.Add(substance);
        }

        return substance;
    }

    private static Animals ReadRats(KeyReader map)
    {
        string? strain = RegimenFile.ReadStrain(map, "Strain; Sprague-Dawley if absent.");
        Sex? sex = RegimenFile.ReadSex(map, "Sex; male if absent.");
        double? mass = map.Number("mass", UnitSet.Mass, 50, 1000, "Body mass.");
        bool? variability = map.Switch("variability", "Whether rats, days and trials vary; on by default.");
        RatDescription standard = RatDescription.Standard;
        RatDescription rats =
            map.Build(() =>
                new RatDescription
                {
                    Strain = strain ?? standard.Strain,
                    Sex = sex ?? standard.Sex,
                    MassG = mass ?? standard.MassG,
                }
            ) ?? standard;
        return new Animals(rats, variability ?? true);
    }

    private static TestSchedule? ReadTest(KeyReader map)
    {
        TimeOnly at =
            map.Parsed(
                "at",
                text => (TimeOnly?)TimeText.Clock(text),
                "Clock time of the daily test, 10:00 by default.",
                "Use HH:mm, for example \"10:00\"."
            ) ?? TestSchedule.StandardHour;
        IReadOnlyList<double> days = map.Values(
            "days",
            TimeText.Day,
            "Days of testing; day 0 is the day of the first dose.",
            "Use numbers, for example -1, 0 or 6.5."
        );
        IReadOnlyList<StudyTime> also = map.Values("also", text => TimeText.Parse(text, at), "Further sessions.", TimeText.Form);
        bool after =
            map.Choice(
                "relative-to-dose",
                [("before", false), ("after", true)],
                "Whether a session is before or after a dose at the same time; before by default."
            ) ?? false;
        return map.Build(() =>
        {
            var schedule = new TestSchedule
            {
                At = at,
                Days = days,
                Also = also,
                AfterDose = after,
            };
            schedule.Sessions();
            return schedule;
        });
    }

    private static Substance Find(List<Substance> own, string name) =>
        own.Count == 0 ? SubstanceFile.Find(name) : SubstanceFile.Find(name, own);

    private sealed record Animals(RatDescription Rats, bool Vary);
}

/// <summary>What a study file states: the study, and what must be seen in it.</summary>
/// <param name="Id">Name of the file without its ending.</param>
/// <param name="File">The file it was read from.</param>
/// <param name="Study">The study.</param>
/// <param name="Expectations">What must be seen in its typical rats; none where the file expects nothing.</param>
/// <param name="Sources">Where that was printed.</param>
internal sealed record StudyDocument(
    string Id,
    string File,
    Study Study,
    IReadOnlyList<Expectation> Expectations,
    IReadOnlyList<string> Sources
);
