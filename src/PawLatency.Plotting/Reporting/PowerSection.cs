using PawLatency.Plotting.Drawing;

namespace PawLatency.Plotting.Reporting;

/// <summary>Power: figure, table, paragraph.</summary>
internal static class PowerSection
{
    public static Markup Write(PowerReport power)
    {
        Markup drawn = FigureSection.Write(
            "power",
            power.Figure("Power"),
            "Share of simulated experiments that find the effect, and of the same experiments without it."
        );
        Markup table = ReportTable.Write(
            "Power, and in brackets false positives without effect, %",
            ["rats per group", .. power.Curves.Select(curve => curve.Test)],
            power
                .Curves[0]
                .Points.Select(
                    (point, row) =>
                        (IReadOnlyList<string>)
                            [FormattableString.Invariant($"{point.RatsPerGroup}"), .. power.Curves.Select(curve => Cell(curve.Points[row]))]
                )
        );
        Markup paragraphs = Markup.Join(
            power
                .Paragraph.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => (Markup)$"<p>{line}</p>\n")
        );
        return $"{drawn}\n{table}\n<h3>For the application</h3>\n{paragraphs}";
    }

    private static string Cell(PowerPoint point) =>
        FormattableString.Invariant($"{100 * point.PowerShare:0.0} ({100 * point.FalsePositiveShare:0.0})");
}
