using System.Collections.Concurrent;
using PawLatency.Assays;
using PawLatency.Evidence;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Reads study files, and describes their format as a JSON Schema.</summary>
internal static class StudyFile
{
    // A study is immutable, and pages and tests ask for the same ones again and again: each file is read once.
    private static readonly ConcurrentDictionary<string, StudyDocument> Library = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = EmbeddedData.Names("studies");

    public static Study Named(string name) => NamedDocument(name).Study;

    /// <summary>A study of the library with what must be seen in it.</summary>
    /// <param name="name">Name, for example "reference".</param>
    /// <exception cref="ArgumentException">There is none; the message offers the nearest.</exception>
    public static StudyDocument NamedDocument(string name) =>
        Library.GetOrAdd(
            Nearest.Find(Names, study => [study], name, "study in the library", nameof(name)),
            static found => EmbeddedData.Read($"studies/{found}.yaml", reader => Read(reader, found))!
        );

    public static Study Load(string path) => Parse(path, File.ReadAllBytes(path));

    public static Study Parse(string file, ReadOnlySpan<byte> bytes) => ParseDocument(file, bytes).Study;

    /// <summary>Reads a study with what must be seen in it.</summary>
    public static StudyDocument ParseDocument(string file, ReadOnlySpan<byte> bytes) =>
        KeyReader.Read(file, bytes, reader => Read(reader, Path.GetFileNameWithoutExtension(file)))!;

    /// <summary>The format of study files as JSON Schema, made by the code that reads them.</summary>
    public static string Schema() =>
        KeyReader
            .Describe(reader => Read(reader, ""))
            .ToFile("PawLatency study", "A virtual experiment on nociception in rats. Quantities carry their unit: \"0.5 mg/kg/h\".");

    /// <summary>Reads a study with what must be seen in it; the expectations belong to the file and not to <see cref="Study"/>.</summary>
    /// <param name="reader">The map.</param>
    /// <param name="id">Short name.</param>
    /// <param name="isJudged">Whether it must expect something.</param>
    public static StudyDocument? Read(KeyReader reader, string id, bool isJudged = false)
    {
        string? name = reader.Text("name", "Name of the study.", required: true);
        string? question = reader.Text("question", "What the study asks, in a sentence.");
        string? about = reader.Text("description", "What is done and why, in a paragraph.");
        IReadOnlyList<string> sources = reader.Values("sources", text => text, "Where what is expected was printed.", "A citation.");
        long? seed = reader.Integer("seed", 0, long.MaxValue, "Seed of all random numbers.", required: true);
        TestSchedule? test = reader.Map("test", "When the rats are tested.", ReadTest, required: true);
        Model model =
            reader.Parsed(
                "model",
                Model.Named,
                "The model of the rat; the library's own if absent.",
                "Name a model, for example reference."
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
            "What must be seen in the typical rats.",
            map => ExpectationFile.Read(map, study, marks: true),
            required: isJudged
        );
        return study is null ? null : new StudyDocument(id, reader.File, study, expectations, sources);
    }

    /// <summary>Reads animals, apparatus, own substances and groups.</summary>
    /// <param name="reader">The map.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="test">When the rats are tested.</param>
    /// <param name="countsRats">Whether each group must say how many rats it has.</param>
    public static Study? ReadBody(KeyReader reader, string name, TestSchedule test, bool countsRats)
    {
        Animals animals = reader.Map("rats", "The animals.", ReadRats) ?? new Animals(RatDescription.Standard, true);
        NociceptiveAssay assay =
            reader.Map("assay", "The test and its apparatus; the Hargreaves test by default.", AssayFile.Read) ?? Hargreaves.Standard;
        var own = new List<Substance>();
        reader.Maps("substances", "Substances of your own, written like those in data/substances.", map => ReadOwn(map, own));
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

    // One after the other, so that a substance may name an earlier one as its metabolite.
    private static Substance? ReadOwn(KeyReader map, List<Substance> own)
    {
        map.Instead("like");
        Substance? like = map.Parsed(
            "like",
            key => Find(own, key),
            "A substance that this one is like but for what stands here.",
            "Name a substance, for example morphine."
        );
        Substance? substance = SubstanceFile.Read(map, key => Find(own, key), like);
        if (substance is not null && own.Any(other => string.Equals(other.Name, substance.Name, StringComparison.OrdinalIgnoreCase)))
        {
            map.Refuse("name", $"There is already a substance of your own called \"{substance.Name}\"; names must differ.");
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
        bool? variability = map.Switch("variability", "Whether rats, days and trials differ; on by default.");
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
                "A clock time is written \"10:00\"."
            ) ?? TestSchedule.StandardHour;
        IReadOnlyList<double> days = map.Values(
            "days",
            TimeText.Day,
            "Days of testing; day 0 is the day of the first dose.",
            "A day is a number, for example -1, 0 or 6.5."
        );
        IReadOnlyList<StudyTime> also = map.Values("also", text => TimeText.Parse(text, at), "Further sessions.", TimeText.Form);
        bool after =
            map.Choice(
                "relative-to-dose",
                [("before", false), ("after", true)],
                "Whether a session comes before or after a dose of the same instant; before by default."
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
