using System.CommandLine;
using PawLatency.Files;
using PawLatency.Numerics;

namespace PawLatency.Cli;

/// <summary>Exit codes.</summary>
internal static class ExitCode
{
    public const int Good = 0, CheckFailed = 1, BadInput = 2, SolverFailed = 3;
}

/// <summary>Turns what can go wrong into a message on standard error and an exit code; nobody is shown a stack trace.</summary>
internal static class Failures
{
    public static int Guard(RootCommand root, string[] args)
    {
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine(error.Message);
            }

            Console.Error.WriteLine("pawlatency --help shows the verbs and their options.");
            return ExitCode.BadInput;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (InputException fault)
        {
            Console.Error.WriteLine(fault.Message);
            string count = fault.Faults.Count == 1 ? "1 fault" : $"{fault.Faults.Count} faults";
            Console.Error.WriteLine($"{count}; nothing was written.");
            return ExitCode.BadInput;
        }
        catch (SolveException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return ExitCode.SolverFailed;
        }
        catch (Exception fault) when (fault is ArgumentException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(fault.Message.Split('\n')[0]);
            return ExitCode.BadInput;
        }
    }
}
