using System.Text.Json;
using NUnit.Framework;
using PawLatency.Evidence;
using PawLatency.Pharmacology;
using PawLatency.Tests.Goldens;

namespace PawLatency.Tests.Cli;

/// <summary>list, schema, help, and what is said to a slip of the keyboard.</summary>
[TestFixture]
public sealed class OtherVerbTests
{
    private const string HelpIntroduction =
        "# Command line\n\nThe output of `--help` for each command. "
        + "A test compares this page with the program and writes the new page where the two differ.\n";

    private static readonly string[] Helps =
    [
        "",
        "run",
        "check",
        "plot",
        "explore",
        "verify",
        "analyse",
        "export",
        "dose-response",
        "power",
        "report",
        "calibrate",
        "list",
        "schema",
        "self-check",
    ];

    [TestCase("substances", "morphine")]
    [TestCase("pumps", "2ML1")]
    [TestCase("pellets", "morphine-75mg")]
    [TestCase("parameters", "reference")]
    [TestCase("studies", "reference")]
    [TestCase("contracts", "opioid-pump")]
    [TestCase("evidence", "EKBL1993")]
    public void List_EachTopic_NamesItsEntriesInTextAndJson(string topic, string entry)
    {
        CommandResult text = Run("list", topic),
            json = Run("list", topic, "--json");

        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((0, 0)), text.ToString());
        Assert.That(text.Output, Does.Match($"(?m)^{entry}\\b"));
        Assert.That(
            JsonDocument.Parse(json.Output).RootElement.EnumerateArray().Select(one => one.GetProperty("name").GetString()),
            Contains.Item(entry)
        );
    }

    [Test]
    public void List_OneSubstanceByItsAlias_ShowsEveryNumberWithItsSource()
    {
        CommandResult result = Run("list", "substances", "mor");
        SourcedNumber clearance = Substance.Morphine.Disposition!.ClearanceLPerHPerKg;

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(
            result.Output,
            Does.Contain($"  clearance: 2.8 L/h/kg (derived, 2 to 4)\n      {clearance.Source}\n      {clearance.Note}\n")
        );
        Assert.That(Run("list", "substances", "remifentanil").Output, Does.Contain("  unknown: absorption.intraperitoneal: "));
    }

    // What is known of every target and of one substance with all kinds of numbers: read the difference, then copy *.received.txt over it.
    [TestCase("list-targets", "list", "targets")]
    [TestCase("list-dexmedetomidine", "list", "substances", "dexmedetomidine")]
    [TestCase("list-alpha2", "list", "targets", "alpha2")]
    [TestCase("list-nitrous-oxide", "list", "substances", "nitrous-oxide")]
    [TestCase("list-codeine", "list", "substances", "codeine")]
    public void List_OfWhatIsKnown_IsTheAcceptedText(string golden, params string[] args)
    {
        string text = Run(args).Output.ReplaceLineEndings("\n");
        string accepted = Path.Combine(Repository.Root, "tests", "PawLatency.Tests", "Cli", $"{golden}.txt"),
            received = Path.Combine(AppContext.BaseDirectory, $"{golden}.received.txt");
        File.WriteAllText(received, text);

        Assert.That(text, Is.EqualTo(File.Exists(accepted) ? File.ReadAllText(accepted) : ""), $"to accept it: cp {received} {accepted}");
    }

    [Test]
    public void List_OfSubstances_ShowsBasisAndSourceOfEveryNumber()
    {
        using var json = JsonDocument.Parse(Run("list", "substances", "--json").Output);
        JsonElement[] numbers = [.. json.RootElement.EnumerateArray().SelectMany(one => one.GetProperty("numbers").EnumerateArray())];

        Assert.That(numbers, Has.Length.GreaterThan(300));
        Assert.That(
            numbers.Where(number =>
                number.GetProperty("basis").GetString() is not ("reported" or "derived" or "surrogate" or "assumed")
                || string.IsNullOrWhiteSpace(number.GetProperty("source").GetString())
            ),
            Is.Empty
        );
    }

    [Test]
    public void Schema_Printed_IsTheLibrarys() => Assert.That(Run("schema").Output, Is.EqualTo(StudyFile.Schema()));

    [Test]
    public void Schema_OfEvidence_IsTheLibrarys() => Assert.That(Run("schema", "evidence").Output, Is.EqualTo(EvidenceFile.Schema()));

    [Test]
    public void Version_Printed_IsTheLibrarys() => Assert.That(Run("--version").Output, Does.StartWith(RunManifest.LibraryVersion));

    [TestCase("There is no list of \"pump\". Did you mean \"pumps\"?", "list", "pump")]
    [TestCase("There is no substance \"fentanil\". Did you mean \"fentanyl\"?", "list", "substances", "fentanil")]
    [TestCase("There is no study \"nope\". pawlatency list studies lists all names.", "list", "studies", "nope")]
    [TestCase("There is no pump \"nope\". Valid: ", "list", "pumps", "nope")]
    [TestCase("There is no command \"rnu\". Did you mean \"run\"? Valid: run, check, ", "rnu")]
    [TestCase("There is no option --frce. Did you mean \"--force\"?", "run", "--frce")]
    [TestCase("There is no option --verbose.", "check", "--verbose")]
    [TestCase("There is no study in the library \"refrence\". Did you mean \"reference\"?", "run", "refrence")]
    [TestCase("There is no file nothing.yaml. Studies of the library: adenylate-cyclase, ", "run", "nothing.yaml")]
    [TestCase("--seed is -3; it must be 0 or more.", "run", "--seed", "-3")]
    [TestCase("There is no schema for \"evidense\". Did you mean \"evidence\"?", "schema", "evidense")]
    [TestCase("There is no file or folder nowhere.", "verify", "nowhere")]
    [TestCase("There is no evidence file (.yaml) in .", "verify", ".")]
    [TestCase("--data needs an evidence file", "verify", "--data", "mine.csv")]
    [TestCase("--cutoff is that of measured data", "verify", "--cutoff", "20")]
    [TestCase(
        "--record is for the findings of the library; do not combine it with files or --studies.",
        "verify",
        "mine.yaml",
        "--record",
        "accepted"
    )]
    [TestCase(
        "--record is for the findings of the library; do not combine it with files or --studies.",
        "verify",
        "--studies",
        "--record",
        "accepted"
    )]
    [TestCase("--studies checks the studies of the library", "verify", "mine.yaml", "--studies")]
    [TestCase("--seed is \"one\"; a whole number of at most 9223372036854775807 is needed.", "run", "--seed", "one")]
    [TestCase("--replicates is \"1e3\"; a whole number of at most 2147483647 is needed.", "power", "--replicates", "1e3")]
    [TestCase("--day is \"1,0\"; a number with a decimal point, such as 0.5, is needed.", "analyse", "--day", "7", "1,0")]
    [TestCase("--cutoff is \"15,5\"; a number with a decimal point", "check", "mine.csv", "--cutoff", "15,5")]
    [TestCase("--width is \"1,000\"; a number with a decimal point", "plot", "mine.csv", "--width", "1,000")]
    [TestCase("\"\" is not a folder; --out names another.", "run", "--out", "")]
    [TestCase("The number of threads is 0; it must be 1 to 1024.", "run", "--threads", "0")]
    [TestCase("--port is 70000; it must be 0 to 65535.", "explore", "--port", "70000")]
    [TestCase("--listen is \"here\"; it must be an IP address", "explore", "--listen", "here")]
    // An address of documentation (RFC 5737), which no machine has.
    [TestCase("The page cannot listen on 192.0.2.1, port 0: ", "explore", "--listen", "192.0.2.1", "--port", "0", "--no-browser")]
    [TestCase("Required argument missing for option: '--out'.", "run", "--out")]
    [TestCase("Required command was not provided.")]
    public void AnyVerb_SlipOfTheKeyboard_SaysWhatIsWrongWithExitCodeTwo(string message, params string[] args)
    {
        using var folder = new TemporaryFolder();

        CommandResult result = CommandLine.Run(folder.Path, args);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.Contain(message).And.Not.Contain("   at ").And.Not.Contain("Parameter '"));
        Assert.That(folder.Files, Is.Empty);
    }

    // The page is what --help printed when it was last accepted: read the difference, then copy cli.received.md over it.
    [Test]
    public void Help_OfEveryVerb_IsThePageOfTheDocuments()
    {
        string page = HelpIntroduction + string.Concat(Helps.Select(HelpSection));
        string accepted = Path.Combine(Repository.Root, "docs", "cli.md"),
            received = Path.Combine(AppContext.BaseDirectory, "cli.received.md");
        File.WriteAllText(received, page);

        GoldenText.AssertUnchanged(page, accepted, $"to accept it: cp {received} {accepted}");
    }

    private static string HelpSection(string verb)
    {
        string help = Run([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Output.ReplaceLineEndings("\n").Trim();
        return $"\n## "
            + $"{$"pawlatency {verb}".Trim()}\n\n```text\n{string.Join('\n', help.Split('\n').Select(line => line.TrimEnd()))}\n```\n";
    }

    private static CommandResult Run(params string[] args) => CommandLine.Run(Path.GetTempPath(), args);
}
