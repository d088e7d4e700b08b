using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Plotting;
using PawLatency.Tests.Cli;
using PawLatency.Tests.Statistics;

namespace PawLatency.Tests;

/// <summary>A force stays a force on its way through files, figures, tables and verbs.</summary>
[TestFixture]
public sealed class ForceTests
{
    private const string File = """
        name: Pressure
        seed: 4
        assay: { test: paw-pressure, baseline: 150 g, cutoff: 500 g }
        test: { days: [-1, 0, 1, 2] }
        groups:
          - { name: saline, n: 4 }
          - name: morphine
            n: 4
            give:
              - bolus: { substance: morphine, as: base, dose: 5 mg/kg, route: sc, at: day 1 9:00 }
        """;

    private static readonly Study Study = StudyFile.Parse("pressure.yaml", System.Text.Encoding.UTF8.GetBytes(File));
    private static readonly StudyResult Result = Study.Run();

    [Test]
    public void Table_OfARun_HoldsGramsAndSaysSo()
    {
        LatencyTable table = Result.Table();

        Assert.That(table.Unit, Is.EqualTo("g"));
        Assert.That(
            table.Value(0, 1),
            Is.EqualTo(16 * Result["saline"].SessionMeansS(Result.Sessions[1])[0]).Within(1e-8).And.InRange(60, 400)
        );
        Assert.That(table.Express(LatencyMeasure.PercentOfBaseline, [-1, 0]).Unit, Is.EqualTo("%"));
        Assert.That(Ask.One("welch", table, 1).Unit, Is.EqualTo("g"));
    }

    [Test]
    public void Csv_OfTrialsAndSummary_AreReadBackAsGrams()
    {
        using var folder = new TemporaryFolder();
        Result.WriteCsv(folder["trials.csv"]);
        Result.WriteSummary(folder["summary.csv"]);
        MeasuredData trials = MeasuredData.Load(folder["trials.csv"]),
            summary = MeasuredData.Load(folder["summary.csv"]);

        Assert.That((trials.Readout.Unit, summary.Readout.Unit, trials.Cutoff, summary.IsTypical), Is.EqualTo(("g", "g", 500.0, true)));
        Assert.That(trials.Table().Value(0, 0), Is.EqualTo(Result.Table().Value(0, 0)).Within(1e-8));
        Assert.That(summary.Groups[0].Sessions[0].Summary.Mean, Is.EqualTo(trials.Groups[0].Sessions[0].Summary.Mean).Within(1e-3));
    }

    [Test]
    public void Figure_OfRunAndFile_HasGramsOnItsAxis()
    {
        using var folder = new TemporaryFolder();
        Result.WriteCsv(folder["trials.csv"]);
        MeasuredData data = MeasuredData.Load(folder["trials.csv"]);
        Figure run = Result.LatencyFigure(),
            file = data.LatencyFigure(),
            known = data.LatencyFigure(study: Study);

        Assert.That(new[] { run, file, known }.Select(figure => figure.Panels[0].Y.Title), Is.All.EqualTo("paw-pressure threshold, g"));
        Assert.That(run.ToSvg(), Does.Contain("500 g").And.Not.Contain(" s (").And.Not.Contain("latency"));
        Assert.That(
            () => data.LatencyFigure(study: Study.Reference),
            Throws.ArgumentException.With.Message.Contains("The data are in g, and the study")
        );
    }

    [Test]
    public void Report_OfAForce_SaysGramsThroughout()
    {
        string html = new StudyReport
        {
            Result = Result,
            Manifest = RunManifest.Write(Result, [], []),
            BaselineDays = [-1, 0],
        }.ToHtml();

        Assert.That(
            html,
            Does.Contain("paw pressure growing by 16 g/s (Randall and Selitto)")
                .And.Contain("150 g")
                .And.Contain("mean, g")
                .And.Contain("area below, g day")
                .And.Contain("baseline threshold 150 g, cutoff 500 g")
        );
        Assert.That(
            html,
            Does.Contain(">Threshold</h2>")
                .And.Contain("coefficients of variation baseline threshold 12 %")
                .And.Not.Contain("aseline latency")
        );
        Assert.That(html, Does.Not.Contain("mean, s").And.Not.Contain("Hargreaves").And.Not.Contain("latency in seconds"));
    }

    [Test]
    public void MixedModels_OfAForce_AreOfLogThreshold()
    {
        // On the day of the dose every rat is at the cutoff, of which the censored model has no mean.
        LatencyTable others = Result.Table(SessionValue.Median).Select(days: [.. Result.Table().Days.Where((_, day) => day is 1 or 3)]);

        Assert.That(
            new[] { "lmm", "censored" }.Select(test => Ask.One(test, others, 2).Test),
            Is.All.Contains("mixed model of log threshold (")
        );
    }

    [Test]
    public void Nonmem_OfAForce_HasNoDigitsOfTheBinaryProduct()
    {
        using var text = new StringWriter();
        NonmemFile.Write(NonmemData.Of(Result), text);

        Assert.That(
            text.ToString()
                .Split(',', '\n')
                .Select(cell => cell.Trim('-', '\r').Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length),
            Is.All.LessThanOrEqualTo(12)
        );
    }

    [Test]
    public void ResponseDosing_BelowAForce_IsGivenAndToldInGrams()
    {
        Study study = StudyFile.Parse(
            "response.yaml",
            System.Text.Encoding.UTF8.GetBytes(
                File.Replace(
                    "bolus: { substance: morphine, as: base, dose: 5 mg/kg, route: sc, at: day 1 9:00 }",
                    "response: { substance: morphine, as: base, dose: 5 mg/kg, "
                        + "route: sc, below: 160 g, from: day 0, every: 2 h, times: 2 }",
                    StringComparison.Ordinal
                )
            )
        );
        DosingDecision first = study.Run()["morphine"].Decisions[0];

        Assert.That((first.Response.BelowS, first.Given), Is.EqualTo((10.0, true)));
        Assert.That(first.Describe(study.Assay.Readout), Is.EqualTo("day 0: 150.0 g, below 160 g: morphine (base) 5 mg/kg"));
        Assert.That(StudyText.Write(study), Does.Contain("below: 160 g"));
    }

    [Test]
    [Category(Fixtures.Slow)]
    public void Verbs_OverAForce_SpeakOfGramsOrRefuse()
    {
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllText(folder["pressure.yaml"], File);
        CommandResult run = CommandLine.Run(folder.Path, "run", "pressure.yaml", "--out", "out"),
            analyse = CommandLine.Run(folder.Path, "analyse", "out/latencies.csv", "--test", "welch"),
            json = CommandLine.Run(folder.Path, "analyse", "pressure.yaml", "--test", "welch", "--json"),
            plot = CommandLine.Run(folder.Path, "plot", "out/latencies.csv", "--study", "pressure.yaml"),
            check = CommandLine.Run(folder.Path, "check", "out/latencies.csv"),
            cutoff = CommandLine.Run(folder.Path, "analyse", "out/latencies.csv", "--cutoff", "20"),
            wide = CommandLine.Run(folder.Path, "export", "pressure.yaml", "--to", "wide");

        Assert.Multiple(() =>
        {
            Assert.That(
                run.Output,
                Does.Contain("paw-pressure threshold, g; --- cutoff").And.Contain("500 |").And.Contain(" 150.0 "),
                run.ToString()
            );
            Assert.That(
                analyse.Output,
                Does.Contain(" g day, below").And.Contain("tests on threshold").And.Not.Contain(" s day"),
                analyse.ToString()
            );
            Assert.That(json.Output, Does.Contain("\"area-above-g-day\"").And.Contain("\"unit\": \"g\""), json.ToString());
            Assert.That(
                System.IO.File.ReadAllText(folder["out/latencies.svg"]),
                Does.Contain("paw-pressure threshold, g"),
                plot.ToString()
            );
            Assert.That(
                (
                    check.ExitCode,
                    check.Error.Contains(
                        "A shape contract is about latencies in s, and here is a paw-pressure threshold in g",
                        StringComparison.Ordinal
                    )
                ),
                Is.EqualTo((2, true)),
                check.ToString()
            );
            Assert.That(
                (
                    cutoff.ExitCode,
                    cutoff.Error.Contains(
                        "500 g is above the cutoff of 20 g; a trial ends at the cutoff, which --cutoff tells.",
                        StringComparison.Ordinal
                    )
                ),
                Is.EqualTo((2, true)),
                cutoff.ToString()
            );
            Assert.That(wide.Output, Does.Contain("threshold in g, the mean"), wide.ToString());
        });
    }
}
