using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PawLatency.Cli;

/// <summary>pawlatency self-check: whether this machine computes what the library was made with.</summary>
internal static class SelfCheckVerb
{
    public static Command Create()
    {
        var verb = new Command(
            "self-check",
            "Computes the reference curve, concentrations, tests and random numbers here and compares them with stored values; "
                + "exits 1 if one differs."
        );
        verb.SetAction(_ =>
        {
            long begin = Stopwatch.GetTimestamp();
            var lines = SelfCheck.Run();
            var wrong = lines.Where(line => !line.Holds).ToArray();
            Console.Write(Machine());
            foreach ((string name, string stored, string found, bool _) in wrong)
            {
                Console.WriteLine($"DIFFERS  {name}: stored {stored}, here {found}");
            }

            string seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
            Console.WriteLine(
                wrong.Length == 0
                    ? $"All {lines.Count} values are those stored with the library ({seconds} s)."
                    : $"{wrong.Length} of {lines.Count} values differ from those stored with the library ({seconds} s); "
                        + "results of this machine are not those of others."
            );
            return wrong.Length == 0 ? ExitCode.Good : ExitCode.CheckFailed;
        });
        return verb;
    }

    private static string Machine() =>
        $"""
            library       {RunManifest.LibraryVersion}, model {RunManifest.ModelVersion}, event rules {RunManifest.EventRulesVersion}
            runtime       {RuntimeInformation.FrameworkDescription}
            system        {RuntimeInformation.OSDescription}
            processor     {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} in use
            instructions  {Instructions()}

            """.ReplaceLineEndings();

    private static string Instructions() =>
        (Vector512.IsHardwareAccelerated, Vector256.IsHardwareAccelerated) switch
        {
            (true, _) => "512 bits: eight rats side by side",
            (_, true) => "256 bits: four rats side by side",
            _ => "scalar: one rat at a time",
        } + (Fma.IsSupported ? ", fused multiply-add" : "");
}
