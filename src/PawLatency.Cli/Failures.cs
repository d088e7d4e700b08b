using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PawLatency.Numerics;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>Exit codes.</summary>
internal static class ExitCode
{
    public const int Good = 0,
        CheckFailed = 1,
        BadInput = 2,
        SolverFailed = 3;
}

/// <summary>Converts errors to a message on standard error and an exit code, without a stack trace.</summary>
internal static class Failures
{
    public static int Guard(Command root, string[] args)
    {
        // A response file (@file) is a way for a name to become options; a name that begins with @ is a name.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        string[] numbers = [.. WrongNumbers(parsed)];
        // A number that the parser cannot convert is reported alone, in plain words.
        string[] errors =
            numbers.Length > 0
                ? numbers
                : [.. parsed.Errors.Select(error => error.Message), .. UnknownVerb(parsed), .. UnknownOptions(parsed)];
        if (errors.Length > 0)
        {
            foreach (string error in errors)
            {
                Console.Error.WriteLine(error);
            }

            Console.Error.WriteLine("pawlatency --help lists the commands and their options.");
            return ExitCode.BadInput;
        }

        using IDisposable stop = Interruption.Heed(parsed);
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (InputException fault)
        {
            Console.Error.WriteLine(fault.Message);
            string count = fault.Faults.Count == 1 ? "1 error" : $"{fault.Faults.Count} errors";
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
            Console.Error.WriteLine(Fault.Plain(fault));
            return ExitCode.BadInput;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(fault.Message.Split('\n')[0]);
            return ExitCode.BadInput;
        }
    }

    // The parser ignores commas in numbers, so "1,5" would be 15, and its messages use type names.
    private static IEnumerable<string> WrongNumbers(ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<OptionResult>()
            .SelectMany(option =>
            {
                Type type =
                    option.Option.ValueType.GetElementType()
                    ?? Nullable.GetUnderlyingType(option.Option.ValueType)
                    ?? option.Option.ValueType;
                return option
                    .Tokens.Select(token => (token.Value, Needed: Needed(type, token.Value)))
                    .Where(wrong => wrong.Needed is not null)
                    .Select(wrong => $"{option.Option.Name} is \"{wrong.Value}\"; {wrong.Needed} is needed.");
            });

    private static string? Needed(Type type, string text)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        return type == typeof(double) && !double.TryParse(text, NumberStyles.Float, invariant, out _)
                ? "a number with a decimal point, such as 0.5,"
            : type == typeof(int) && !int.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out _)
                ? $"a whole number of at most {int.MaxValue}"
            : type == typeof(long) && !long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out _)
                ? $"a whole number of at most {long.MaxValue}"
            : null;
    }

    private static IEnumerable<string> UnknownVerb(ParseResult parsed) =>
        parsed.CommandResult == parsed.RootCommandResult
            ? parsed
                .UnmatchedTokens.Take(1)
                .Where(token => !token.StartsWith('-'))
                .Select(token =>
                    $"There is no command "
                    + $"\"{token}\".{Nearest.Suggest(token, [.. parsed.CommandResult.Command.Subcommands.Select(verb => verb.Name)])}"
                )
            : [];

    // The parser takes a misspelt option for a file name.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        string[] options = [.. parsed.CommandResult.Command.Options.Select(option => option.Name)];
        return parsed
            .Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => $"There is no option {token.Value}.{Nearest.Suggest(token.Value, options)}");
    }
}
