using NUnit.Framework;
using PawLatency.Pharmacology;
using PawLatency.Plotting;
using ScottPlot;
using ScottPlot.Plottables;

namespace PawLatency.Tests.Plots;

/// <summary>A plot holds what the figure holds: the same numbers, in the same order.</summary>
[TestFixture]
public sealed class ScottPlotFiguresTests
{
    private static readonly StudyResult Result = new Study
    {
        Name = "A week of morphine",
        Test = new TestSchedule { Days = [-1, 0, 1, 3, 7, 10] },
        Groups =
        [
            new Group("saline", 4, Regimen.None),
            new Group(
                "morphine",
                4,
                Regimen
                    .None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.Days, 7.Days)
                    .Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 5.Days)
                    .Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 6.Days)
            ),
        ],
    }.Run();

    private static readonly Figure Figure = Result.LatencyFigure();

    private static Panel Panel => Figure.Panels[0];

    [Test]
    public void ToScottPlot_MeansOfEachGroup_AreThoseOfTheFigureWithTheirErrorBars()
    {
        Plot plot = Result.ToScottPlot();
        Series[] means = [.. Panel.Series.Where(series => series.Look is SeriesLook.Markers or SeriesLook.JoinedMarkers)];
        Scatter[] points = [.. plot.GetPlottables<Scatter>().Where(one => one.MarkerSize > 0)];
        ErrorBar[] bars = [.. plot.GetPlottables<ErrorBar>()];

        Assert.That(points, Has.Length.EqualTo(2).And.Length.EqualTo(means.Length));
        for (int i = 0; i < means.Length; i++)
        {
            Assert.That(
                points[i].Data.GetScatterPoints().Select(point => (point.X, point.Y)),
                Is.EqualTo(means[i].X.ToArray().Zip(means[i].Y.ToArray()))
            );
            Assert.That(
                bars[i].Ys.Zip(bars[i].YErrorPositive!, (mean, up) => mean + up),
                Is.EqualTo(means[i].High.ToArray()).Within(1e-12)
            );
            Assert.That(
                bars[i].Ys.Zip(bars[i].YErrorNegative!, (mean, down) => mean - down),
                Is.EqualTo(means[i].Low.ToArray()).Within(1e-12)
            );
        }
    }

    [Test]
    public void ToScottPlot_TypicalRatsAndAnimals_AreLinesOfTheSamePoints()
    {
        var options = new LatencyFigureOptions { Animals = true };
        int[] wanted =
        [
            .. Result
                .LatencyFigure(options)
                .Panels[0]
                .Series.Where(series => series.Look is SeriesLook.Line or SeriesLook.Thin)
                .Select(series => series.X.Length),
        ];
        int[] drawn =
        [
            .. Result
                .ToScottPlot(options)
                .GetPlottables<Scatter>()
                .Where(one => one.MarkerSize == 0)
                .Select(one => one.Data.GetScatterPoints().Count),
        ];

        Assert.That(drawn, Is.EqualTo(wanted).And.Length.EqualTo(2 + 8));
    }

    [Test]
    public void ToScottPlot_WhatWasGiven_IsASpanForThePumpAndALineForEachInjection()
    {
        Plot plot = Result.ToScottPlot();
        HorizontalSpan pump = plot.GetPlottables<HorizontalSpan>().Single();
        VerticalLine[] injections =
        [
            .. plot.GetPlottables<VerticalLine>().Where(line => Panel.Treatments[1].Spans.Any(span => span.From == line.X)),
        ];

        Assert.That((pump.Left, pump.Right, pump.LegendText), Is.EqualTo((0.0, 7.0, Panel.Treatments[0].Texts[0])));
        Assert.That(
            injections.Select(line => (line.X, line.LegendText)),
            Is.EqualTo(new[] { (5.0, Panel.Treatments[1].Texts[0]), (6.0, "") })
        );
    }

    [Test]
    public void ToScottPlot_CutoffAndBaseline_AreLinesAndABandWithTheirNames()
    {
        Plot plot = Result.ToScottPlot();
        VerticalSpan band = plot.GetPlottables<VerticalSpan>().Single();

        Assert.That(
            plot.GetPlottables<HorizontalLine>().Select(line => (line.Y, line.LegendText)),
            Is.EqualTo(Panel.Levels.Select(level => (level.Y, level.Text.Replace('\n', ' '))))
        );
        Assert.That((band.Bottom, band.Top), Is.EqualTo((Panel.Levels[1].Low, Panel.Levels[1].High)));
    }

    [Test]
    public void ToScottPlot_TitlesAxesPhasesAndLegend_AreThoseOfTheFigure()
    {
        Plot plot = Result.ToScottPlot();

        Assert.That(
            (plot.Axes.Title.Label.Text, plot.Axes.Bottom.Label.Text, plot.Axes.Left.Label.Text),
            Is.EqualTo((Figure.Title, Panel.X.Title, Panel.Y.Title))
        );
        Assert.That((plot.Axes.Bottom.Min, plot.Axes.Bottom.Max, plot.Axes.Left.Min), Is.EqualTo((Panel.X.From, Panel.X.To, Panel.Y.From)));
        Assert.That(plot.Axes.Left.Max, Is.GreaterThanOrEqualTo(Panel.Y.To));
        Assert.That(
            plot.GetPlottables<ScottPlot.Plottables.Text>().Select(text => text.LabelText),
            Is.EqualTo(Panel.Phases.Select(phase => phase.Text))
        );
        Assert.That(plot.Legend.ManualItems.Select(item => item.LabelText), Is.EqualTo(Figure.Legend.Select(entry => entry.Text)));
    }

    [Test]
    public void ToScottPlot_DoseResponse_HasLogarithmsUnderTicksThatSayDoses()
    {
        Figure figure = DoseResponse.Figure(
            "Morphine",
            "maximum possible effect, %",
            [new DoseResponse("naive", [new(1, 20, 12, 30), new(10, 80)], [new(1, 20), new(10, 80)], 3, 2, 5)]
        );
        Plot plot = figure.ToScottPlot();
        ErrorBar[] bars = [.. plot.GetPlottables<ErrorBar>()];

        Assert.That(plot.GetPlottables<Scatter>().Last().Data.GetScatterPoints().Select(point => point.X), Is.EqualTo(new[] { 0.0, 1.0 }));
        Assert.That(bars.Single(bar => bar.YErrorPositive is not null).Xs, Is.EqualTo(new[] { 0.0 }), "a dose without ends has no bar");
        Assert.That(bars.Single(bar => bar.XErrorPositive is not null).XErrorPositive![0], Is.EqualTo(Math.Log10(5.0 / 3)).Within(1e-12));
        Assert.That(((ScottPlot.TickGenerators.NumericManual)plot.Axes.Bottom.TickGenerator), Is.Not.Null);
    }

    [TestCase(Variant.Light, "#FFFFFF")]
    [TestCase(Variant.Dark, "#14171C")]
    public void ToScottPlot_Variant_HasItsPaper(Variant variant, string paper) =>
        Assert.That(Result.ToScottPlot(variant: variant).FigureBackground.Color.ToHex(), Is.EqualTo(paper).IgnoreCase);

    [Test]
    public void ToScottPlot_FigureOfSeveralPanels_IsRefusedWithAWayOut()
    {
        Figure figure = Result.MechanismFigure();

        Assert.That(() => figure.ToScottPlot(), Throws.ArgumentException.With.Message.Contains("panels, a plot holds one"));
        Assert.That((figure with { Panels = [figure.Panels[0]] }).ToScottPlot().Axes.Left.Label.Text, Is.EqualTo(figure.Panels[0].Y.Title));
    }

    // The one test that draws: needs ScottPlot's native parts.
    [Test]
    public void SavePng_OfAPlot_WritesAPicture()
    {
        byte[] picture = Result.ToScottPlot().GetImageBytes(900, 500, ImageFormat.Png);

        Assert.That(picture.AsSpan(0, 4).ToArray(), Is.EqualTo(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }));
        Assert.That(picture, Has.Length.GreaterThan(5000));
    }
}
