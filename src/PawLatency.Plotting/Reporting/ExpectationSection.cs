using PawLatency.Evidence;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Plotting.Reporting;

/// <summary>What the study says must be seen, what the model shows, and what it is known not to show.</summary>
internal static class ExpectationSection
{
    public static Markup Write(FindingVerdict verdict)
    {
        string citation = verdict.Finding.Citation;
        Markup sources = citation.Length > 0 ? (Markup)$"<p>Sources: {citation}</p>\n" : default;
        Markup table = ReportTable.Write(
            "Expectations of the typical rats",
            ["expected", "actual", "verdict"],
            verdict.Marked.Select(mark => new[] { mark.Judgement.Expected, mark.Judgement.Actual, mark.Judgement.Word(mark.Known) }),
            texts: true
        );
        Markup known = Markup.Join(
            verdict.Marked.Select(mark =>
                mark is { Known: { } reason, Judgement.Holds: false } ? (Markup)$"<li>{mark.Judgement.Expected}: {reason}</li>\n" : default
            )
        );
        Markup list = known.Text is { Length: > 0 }
            ? (Markup)$"\n<h3>What the model is known not to show</h3>\n<ul>\n{known}</ul>"
            : default;
        return $"{sources}{table}{list}";
    }
}
