using System.CommandLine;
using PawLatency.Files;

namespace PawLatency.Cli;

/// <summary>pawlatency schema: the format of study files for editors.</summary>
internal static class SchemaVerb
{
    public static Command Create()
    {
        var verb = new Command("schema", "Prints the JSON Schema of study files, for editors that complete and check.");
        verb.SetAction(_ =>
        {
            Console.Out.Write(StudyFile.Schema());
            return ExitCode.Good;
        });
        return verb;
    }
}
