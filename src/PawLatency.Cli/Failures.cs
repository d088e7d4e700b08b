using System.CommandLine;
using System.CommandLine.Parsing;
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
    public static int Guard(Command root, string[] args)
    {
        ParseResult parsed = root.Parse(args);
        string[] errors = [.. parsed.Errors.Select(error => error.Message), .. UnknownOptions(parsed)];
        if (errors.Length > 0)
        {
            foreach (string error in errors)
            {
                Console.Error.WriteLine(error);
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
        catch (ArgumentException fault)
        {
            Console.Error.WriteLine(KeyReader.Plain(fault));
            return ExitCode.BadInput;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(fault.Message.Split('\n')[0]);
            return ExitCode.BadInput;
        }
    }

    // The parser takes a misspelt option for the name of a file.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        string[] options = [.. parsed.CommandResult.Command.Options.Select(option => option.Name)];
        return parsed.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => $"There is no option {token.Value}.{Nearest.Suggest(token.Value, options)}");
    }
}
