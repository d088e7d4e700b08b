using System.Globalization;
using System.Text;
using PawLatency.Data;
using PawLatency.Power;

namespace PawLatency.Cli;

/// <summary>Power as tables for the terminal.</summary>
internal static class PowerTable
{
    public static string Draw(PowerResult result)
    {
        var text = new StringBuilder();
        AppendHead(text, result);
        AppendCurve(text, result);
        AppendDays(text, result);
        return text.Append(
                CultureInfo.InvariantCulture,
                $"\nMonte Carlo standard error at most {100 * result.LargestError:0.0} percentage points.\n"
            )
            .ToString();
    }

    private static void AppendHead(StringBuilder text, PowerResult result)
    {
        PowerDesign design = result.Design;
        string sets = design.Ensemble.Count > 0 ? $"one of {design.Ensemble.Count} plausible parameter sets each" : "one parameter set";
        text.Append(
            CultureInfo.InvariantCulture,
            $"{design.Study.Title}, seed {design.Study.Seed}: {design.Treated} against {design.Control}\n"
        );
        text.Append(CultureInfo.InvariantCulture, $"{design.Replicates} replicates, {sets}, {result.Failed} failed; ");
        text.Append(
            CultureInfo.InvariantCulture,
            $"baseline day {NamedDays.Text(design.BaselineDays)}, tested day {NamedDays.Text(design.Days)}\n\n"
        );
    }

    private static void AppendCurve(StringBuilder text, PowerResult result)
    {
        text.Append("power, and in brackets the share of positives without an effect, %\n");
        text.Append("rats per group").Append(string.Concat(result.Tests.Select(test => $"{test.Test, 21}"))).Append('\n');
        foreach ((int index, PowerAt at) in result.Tests[0].Curve.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"{at.Rats, 14}")
                .Append(string.Concat(result.Tests.Select(test => Cell(test.Curve[index]))))
                .Append('\n');
        }

        foreach (double share in new[] { 0.8, 0.9 })
        {
            text.Append(CultureInfo.InvariantCulture, $"{$"rats for {100 * share:0} %", 14}")
                .Append(string.Concat(result.Tests.Select(test => $"{Fewest(test, share), 21}")))
                .Append('\n');
        }

        // The worst size stands for all.
        text.Append(
            string.Concat(
                result
                    .Tests.Select(test => (test.Test, test.Curve.MaxBy(at => at.Undecided)!.UndecidedText))
                    .Where(test => test.UndecidedText is not null)
                    .Select(test => $"{test.Test}: {test.UndecidedText}\n")
            )
        );
    }

    private static void AppendDays(StringBuilder text, PowerResult result)
    {
        text.Append(result.Tests[0].Days.Count > 0 ? "\npower lost by leaving out a day, percentage points (standard error)\n" : "");
        text.Append(
            result.Tests[0].Days.Count > 0
                ? $"{"with rats", 14}{string.Concat(result.Tests.Select(test => $"{test.DaysAtRats, 21}"))}\n"
                : ""
        );
        foreach ((int index, (double day, _, _)) in result.Tests[0].Days.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"{$"day {Math.Round(day, 4)}", 14}")
                .Append(string.Concat(result.Tests.Select(test => Lost(test.Days[index]))))
                .Append('\n');
        }
    }

    private static string Fewest(TestPower test, double share) =>
        test.Fewest(share) is { } n ? n.ToString(CultureInfo.InvariantCulture) : $"above {test.Curve[^1].Rats}";

    private static string Cell(PowerAt at) =>
        string.Create(CultureInfo.InvariantCulture, $"{$"{100 * at.Power.Share:0.0} ({100 * at.FalsePositives.Share:0.0})", 21}");

    private static string Lost((double Day, double Lost, double LostError) day) =>
        string.Create(CultureInfo.InvariantCulture, $"{$"{100 * day.Lost + 0.0:0.0} ({100 * day.LostError:0.0})", 21}");
}
