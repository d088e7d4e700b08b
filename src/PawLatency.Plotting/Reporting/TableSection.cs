using System.Globalization;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Plotting.Drawing;
using PawLatency.Statistics;

namespace PawLatency.Plotting.Reporting;

/// <summary>A table for each group, and what the groups show as a whole.</summary>
internal static class TableSection
{
    public static Markup Write(StudyResult result, IReadOnlyList<double> baselineDays)
    {
        Markup groups = Markup.Join(result.Groups.Select(group => (Markup)$"{Group(result, group)}\n"));
        return baselineDays.Count == 0 ? groups : $"{groups}{Effects(result, baselineDays)}";
    }

    private static Markup Group(StudyResult result, GroupResult group)
    {
        Readout readout = result.Study.Assay.Readout;
        string unit = readout.Unit;
        if (group.Rats.Count == 0)
        {
            return ReportTable.Write(
                $"{group.Name}: {readout.Kind} of the typical rat",
                ["day", $"typical rat, {unit}"],
                result.Sessions.Select(session => new[] { Day(session.Time.Days), Number(readout.Of(group.Typical.SessionS(session)), 1) })
            );
        }

        return ReportTable.Write(
            $"{group.Name}: {readout.Kind} by session",
            [
                "day",
                $"typical rat, {unit}",
                "n",
                $"mean, {unit}",
                $"SD, {unit}",
                $"SEM, {unit}",
                $"median, {unit}",
                $"5th percentile, {unit}",
                $"95th percentile, {unit}",
                "trials at cutoff, %",
            ],
            result.Sessions.Select(session =>
            {
                SessionSummary summary = SessionSummary.Of(group, session).In(readout);
                return new[]
                {
                    Day(session.Time.Days),
                    Number(readout.Of(group.Typical.SessionS(session)), 1),
                    Number(summary.Count, 0),
                    Number(summary.Mean, 1),
                    Number(summary.Sd, 2),
                    Number(summary.Sem, 2),
                    Number(summary.Median, 1),
                    Number(summary.P05, 1),
                    Number(summary.P95, 1),
                    Number(100 * summary.CensoredShare, 1),
                };
            })
        );
    }

    private static Markup Effects(StudyResult result, IReadOnlyList<double> baselineDays)
    {
        LatencyTable table = result.Table();
        return ReportTable.Write(
            FormattableString.Invariant($"Areas against the own baseline (day {NamedDays.Text(baselineDays)}), means, and animals ")
                + FormattableString.Invariant($"{GroupEffect.HyperalgesicPercent:0} % or more under it on the worst day"),
            [
                "group",
                "n",
                $"area above, {table.Unit} day",
                $"area below, {table.Unit} day",
                "days below",
                "worst day",
                "hyperalgesic",
                "95 % interval, %",
            ],
            table
                .Groups.Select(name => GroupEffect.Of(table, name, [.. baselineDays]))
                .Select(effect =>
                    new[]
                    {
                        effect.Name,
                        Number(effect.Animals, 0),
                        Number(effect.AreaAboveSDay, 1),
                        Number(effect.AreaBelowSDay, 1),
                        Number(effect.DaysBelow, 1),
                        Day(effect.WorstDay),
                        FormattableString.Invariant($"{effect.Worst.Count} of {effect.Worst.Total}"),
                        $"{Number(100 * effect.Worst.Interval.Lower, 0)} to {Number(100 * effect.Worst.Interval.Upper, 0)}",
                    }
                )
        );
    }

    private static string Day(double day) => Math.Round(day, 2).ToString(CultureInfo.InvariantCulture);

    private static string Number(double value, int decimals) =>
        double.IsNaN(value) ? "" : (Math.Round(value, decimals) + 0.0).ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
