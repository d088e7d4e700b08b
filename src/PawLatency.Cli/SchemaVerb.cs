using System.CommandLine;
using PawLatency.Evidence;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>pawlatency schema: JSON Schema of study and evidence files.</summary>
internal static class SchemaVerb
{
    private static readonly Dictionary<string, Func<string>> Formats = new()
    {
        ["study"] = StudyFile.Schema,
        ["evidence"] = EvidenceFile.Schema,
    };

    public static Command Create()
    {
        var format = new Argument<string?>("format")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "study or evidence; study if absent.",
        };
        var verb = new Command("schema", "Prints the JSON Schema of study or evidence files, for completion and validation in editors.")
        {
            format,
        };
        verb.SetAction(parsed =>
        {
            string name = parsed.GetValue(format) ?? "study";
            Console.Out.Write(
                Formats.TryGetValue(name, out Func<string>? schema)
                    ? schema()
                    : throw new ArgumentException($"There is no schema for \"{name}\".{Nearest.Suggest(name, Formats.Keys)}")
            );
            return ExitCode.Good;
        });
        return verb;
    }
}
