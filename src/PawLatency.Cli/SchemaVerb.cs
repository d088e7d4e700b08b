using System.CommandLine;
using PawLatency.Evidence;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>pawlatency schema: JSON Schema of study and evidence files.</summary>
internal static class SchemaVerb
{
    private static readonly Dictionary<string, Func<string>> Formats = new() { ["study"] = Study.Schema, ["evidence"] = Finding.Schema };

    private static readonly Argument<string?> Format = new("format")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "study or evidence (default: study).",
    };

    public static Command Create()
    {
        var verb = new Command("schema", "Prints the JSON Schema of study or evidence files, for completion and validation in editors.")
        {
            Format,
        };
        verb.SetAction(Print);
        return verb;
    }

    private static int Print(ParseResult parsed)
    {
        string name = parsed.GetValue(Format) ?? "study";
        Console.Out.Write(
            Formats.TryGetValue(name, out Func<string>? schema)
                ? schema()
                : throw new ArgumentException($"There is no schema for \"{name}\".{Nearest.Suggest(name, Formats.Keys)}")
        );
        return ExitCode.Good;
    }
}
