using PawLatency.Evidence;
using PawLatency.Plotting.Drawing;
using PawLatency.Plotting.Reporting;
using PawLatency.Power;
using PawLatency.Statistics;

namespace PawLatency.Plotting;

/// <summary>
/// A run as one page of HTML that needs nothing else: design, figures, tables, tests, power, methods and manifest. No script, nothing
/// fetched,
/// no time and no path: the same run gives the same bytes. It is sound XML too. Immutable.
/// </summary>
public sealed record StudyReport
{
    /// <summary>The run.</summary>
    public required StudyResult Result { get; init; }

    /// <summary>The manifest of the run, as <c>run.json</c> has it.</summary>
    public required string Manifest { get; init; }

    /// <summary>What tests of significance gave; none where there was nothing to test.</summary>
    public IReadOnlyList<TestResult> Tests { get; init; } = [];

    /// <summary>Why there are no tests; empty where there are.</summary>
    public string WithoutTests { get; init; } = "";

    /// <summary>Baseline days, days since the test hour of day 0; none where there was nothing to test.</summary>
    public IReadOnlyList<double> BaselineDays { get; init; } = [];

    /// <summary>What must be seen in the study, and what is; null where nothing is expected.</summary>
    public FindingVerdict? Verdict { get; init; }

    /// <summary>Power against rats per group of each test; null where it was not asked for.</summary>
    public PowerReport? Power { get; init; }

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        (string Id, string Heading, Markup Body)[] sections =
        [
            ("design", "Design", DesignSection.Write(Result)),
            (
                "latency",
                Result.Study.Assay.Readout.KindHeading,
                FigureSection.Write(
                    "latency",
                    Result.LatencyFigure(new LatencyFigureOptions { Title = Result.Study.Assay.Readout.Heading }),
                    FigureText
                )
            ),
            (
                "mechanism",
                "Mechanism",
                FigureSection.Write(
                    "mechanism",
                    Result.MechanismFigure("Mechanism in the typical rat"),
                    "What the model says happens in the typical rat of each group; the virtual rats vary around it."
                )
            ),
            .. HasRats
                ?
                [
                    (
                        "groups",
                        "Each group",
                        FigureSection.Write(
                            "groups",
                            Result.GroupFigures(new LatencyFigureOptions { Title = "Each group", Animals = HasFewRats }),
                            HasFewRats
                                ? "A thin line for each virtual rat; all panels over the same axes."
                                : "All panels over the same axes."
                        )
                    ),
                ]
                : Array.Empty<(string, string, Markup)>(),
            .. Verdict is { Judgements.Count: > 0 } verdict
                ? [("expectations", "What must be seen", ExpectationSection.Write(verdict))]
                : Array.Empty<(string, string, Markup)>(),
            ("tables", "Tables", TableSection.Write(Result, BaselineDays)),
            ("tests", "Tests", TestSection.Write(Tests, WithoutTests)),
            .. Power is { } power ? [("power", "Number of animals", PowerSection.Write(power))] : Array.Empty<(string, string, Markup)>(),
            ("methods", "Methods", $"<p>{MethodsText.Of(this)}</p>"),
            ("manifest", "Manifest", ManifestSection.Write(Manifest)),
        ];
        return ReportPage.Write(Result.Study.Title, sections);
    }

    private bool HasRats => Result.Groups.Any(group => group.Rats.Count > 0);

    // More lines than this are a blot, and a single session makes none.
    private bool HasFewRats => Result.Sessions.Count > 1 && Result.Groups.All(group => group.Rats.Count <= 40);

    private string FigureText =>
        HasRats
            ? "Group means with standard errors, and the typical rat of each group as a line."
            : "The typical rat of each group; the study has no virtual rats.";
}

/// <summary>What a power calculation gave, as its files have it.</summary>
/// <param name="Curves">For each test its power and false positives against rats per group.</param>
/// <param name="Paragraph">The paragraph for the application.</param>
public sealed record PowerReport(IReadOnlyList<(string Test, IReadOnlyList<PowerPoint> Points)> Curves, string Paragraph)
{
    /// <summary>What a run of replicates gave.</summary>
    /// <param name="result">The run.</param>
    public static PowerReport Of(PowerResult result) =>
        new(
            [.. result.Tests.Select(test => (test.Test, (IReadOnlyList<PowerPoint>)[.. test.Curve.Select(PowerPoint.Of)]))],
            result.Paragraph
        );

    /// <summary>Power against rats per group, a panel for each test.</summary>
    /// <param name="title">Title.</param>
    public Figure Figure(string title)
    {
        Figure[] parts = [.. Curves.Select(curve => PowerPoint.Figure(title, curve.Points))];
        return parts.Length == 1 ? parts[0] : Multiples.Of(title, [.. Curves.Zip(parts, (curve, part) => (curve.Test, part))]);
    }
}
