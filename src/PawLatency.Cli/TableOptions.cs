using System.CommandLine;
using System.Globalization;
using PawLatency.Data;

namespace PawLatency.Cli;

/// <summary>The options that say how a laboratory's own table is read, the same for every verb that reads one.</summary>
internal sealed class TableOptions
{
    private readonly Option<double?> _cutoff = new("--cutoff")
    {
        HelpName = "X",
        Description = "Cutoff of the measured data in their unit, above 0 (default: the greatest censored value, or no cutoff).",
    };

    private readonly Option<string[]> _columns = new("--column")
    {
        HelpName = "ROLE=HEAD",
        Description =
            "What a column of the table is, for example rat=ID, latency=\"PWL (s)\" or group=drug+dose; #1 is the first column. "
            + "Roles: group, rat, day, hour, minute, week, date, session, trial, paw, latency, threshold, responses, censored, "
            + "excluded, mean, sem, sd, n, identity (tells animals of one number apart), note (not used).",
    };

    private readonly Option<string[]> _only = new("--only")
    {
        HelpName = "HEAD=VALUE",
        Description = "Read these rows of the table alone, for example paw=ipsi.",
    };

    private readonly Option<string?> _sheet = new("--sheet") { HelpName = "NAME", Description = "Sheet of a workbook, by name or number." };

    private readonly Option<string> _decimal = new("--decimal")
    {
        HelpName = "point|comma",
        Description = "How decimals are written in the table.",
        DefaultValueFactory = _ => "point",
    };

    private readonly Option<string?> _assay = new("--assay")
    {
        HelpName = "NAME",
        Description = "The test that was done: " + string.Join(", ", MeasuredData.Assays) + " (default: what the heads say).",
    };

    private readonly Option<string?> _day0 = new("--day-0") { HelpName = "DATE", Description = "The date that is day 0, as 2024-03-04." };

    private readonly Option<string?> _group = new("--group")
    {
        HelpName = "NAME",
        Description = "The group of all animals of a table without a column of groups.",
    };

    private readonly Option<string?> _spread = new("--spread")
    {
        HelpName = "sem|sd|none",
        Description = "What follows the mean in the blocks of a grouped table; none: the columns are animals.",
    };

    private readonly Option<string?> _animals = new("--animals-of-two-groups")
    {
        HelpName = "crossover|separate",
        Description = "What an animal is that two groups of the table have: one animal, or two of one name.",
    };

    private readonly Option<bool> _repeats = new("--repeats")
    {
        Description = "Several rows of one animal at one time are trials of one session.",
    };

    private readonly Option<double[]> _filaments = new("--filaments")
    {
        HelpName = "G",
        Description = "Forces of the von Frey filaments of an up-down series, g, ascending (default: those of Chaplan, 0.41 to 15.14 g).",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<double?> _first = new("--first-filament")
    {
        HelpName = "G",
        Description = "The filament that an up-down series begins with, g (default: the fourth).",
    };

    private readonly Option<bool> _explain = new("--explain") { Description = "Print what each column of the table was taken for." };

    public TableOptions()
    {
        _decimal.AcceptOnlyFromAmong("point", "comma");
        _spread.AcceptOnlyFromAmong("sem", "sd", "none");
        _animals.AcceptOnlyFromAmong("crossover", "separate");
    }

    /// <summary>Whether measured groups are judged between their tests; for the verbs that judge.</summary>
    public static Option<bool> Interpolation() =>
        new("--interpolate")
        {
            Description =
                "Judge measured groups on days between their tests too, on the straight line; else such days are named and not judged.",
        };

    private IReadOnlyList<Option> All =>
        [_cutoff, _columns, _only, _sheet, _decimal, _assay, _day0, _group, _spread, _animals, _repeats, _filaments, _first, _explain];

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb, bool withCutoff = true)
    {
        foreach (Option option in All.Skip(withCutoff ? 0 : 1))
        {
            verb.Add(option);
        }
    }

    /// <summary>What the user says of the table.</summary>
    public ReadingOptions Of(ParseResult parsed, double? cutoff = null) =>
        new()
        {
            Cutoff = cutoff ?? Value(parsed, _cutoff),
            Columns = parsed.GetValue(_columns) ?? [],
            Only = parsed.GetValue(_only) ?? [],
            Sheet = parsed.GetValue(_sheet),
            HasDecimalComma = parsed.GetValue(_decimal) == "comma",
            Assay = parsed.GetValue(_assay),
            Day0 = parsed.GetValue(_day0),
            Group = parsed.GetValue(_group),
            Spread = parsed.GetValue(_spread),
            IsCrossover = parsed.GetValue(_animals) is { } animals ? animals == "crossover" : null,
            HasRepeats = parsed.GetValue(_repeats),
            FilamentsG = parsed.GetValue(_filaments) ?? [],
            FirstFilamentG = parsed.GetValue(_first),
        };

    /// <summary>The first of the options that is used; null where none is.</summary>
    public string? Used(ParseResult parsed) => All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>What is printed of how the table was read: all of it on request, else a line where something was interpreted.</summary>
    public string Account(ParseResult parsed, MeasuredData? data, bool always = false) =>
        data is null ? ""
        : parsed.GetValue(_explain)
            ? string.Create(CultureInfo.InvariantCulture, $"\nHow the table was read:\n{string.Join('\n', data.Account.Lines)}\n")
        : always || !data.Account.IsPlain ? $"\nRead: {data.Account.Line} --explain says it in full.\n"
        : "";

    private static double? Value(ParseResult parsed, Option<double?> option) =>
        parsed.GetResult(option) is null ? null : parsed.GetValue(option);
}
