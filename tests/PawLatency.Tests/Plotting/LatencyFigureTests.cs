using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Pharmacology;
using PawLatency.Plotting;

namespace PawLatency.Tests.Plotting;

/// <summary>The figure of latencies shows the numbers it is given, where they belong.</summary>
[TestFixture]
public sealed class LatencyFigureTests
{
    // By hand: 8, 10, 12 have the mean 10, SD 2, SEM 2/sqrt(3), and t(0.975; 2) = 4.30265 (Student's table).
    private const string Three = "day,a,a,a\n0,8,10,12\n1,9,9,9\n";

    [TestCase(ErrorBars.Sem, 1.1547005, "a, 0 min: 10.00 s ± 1.15 s SEM, n = 3")]
    [TestCase(ErrorBars.Sd, 2, "a, 0 min: 10.00 s ± 2.00 s SD, n = 3")]
    [TestCase(ErrorBars.Interval95, 4.9682754, "a, 0 min: 10.00 s ± 4.97 s (95 %), n = 3")]
    public void ErrorBars_OfThreeRats_AreThoseByHand(ErrorBars error, double half, string told)
    {
        Series series = FigureSamples.Data(Three).LatencyFigure(new LatencyFigureOptions { Error = error }).Panels[0].Series[^1];

        Assert.That(series.Y.ToArray(), Is.EqualTo(new double[] { 10, 9 }));
        Assert.That(series.High.Span[0] - 10, Is.EqualTo(half).Within(1e-6));
        Assert.That(10 - series.Low.Span[0], Is.EqualTo(half).Within(1e-6));
        Assert.That(
            series.Texts[0].Replace("day 0", "0 min", StringComparison.Ordinal).Replace("0 h", "0 min", StringComparison.Ordinal),
            Is.EqualTo(told)
        );
    }

    [Test]
    public void ErrorBar_OnTheDrawing_IsAsLongAsItsSemOnTheAxis()
    {
        Figure figure = FigureSamples.Data(Three).LatencyFigure();
        var drawn = new Drawn(figure, 800);
        Axis axis = figure.Panels[0].Y;
        double pxPerS = (drawn.DataAreas[0].Bottom - drawn.DataAreas[0].Top) / (axis.To - axis.From);
        // The bar of the first point in the ink of the group: cap, bar, cap; the other point has none, for its rats are alike.
        double[] ends =
        [
            .. drawn
                .Root.Descendants()
                .Where(element => element.Attribute("stroke")?.Value == "#D55E00")
                .Select(element => Regex.Match($"{element.Attribute("d")?.Value}", @"^M\S+ \S+L\S+ \S+M\S+ (\S+)L\S+ ([\d.]+)M"))
                .Single(bar => bar.Success)
                .Groups.Values.Skip(1)
                .Select(group => double.Parse(group.Value, CultureInfo.InvariantCulture)),
        ];

        // Two ends of the bar and of the area, each rounded to a hundredth of a pixel.
        Assert.That((ends[0] - ends[1]) / pxPerS, Is.EqualTo(2 * 2 / Math.Sqrt(3)).Within(0.04 / pxPerS));
    }

    [Test]
    public void PumpBar_OnTheDrawing_SpansImplantToRemoval()
    {
        var drawn = new Drawn(FigureSamples.Latency, 800);
        Axis axis = FigureSamples.Latency.Panels[0].X;
        Box area = drawn.DataAreas[0],
            bar = Drawn.Rectangle(drawn.OfClass("given").First());
        double Day(double px) => axis.From + (px - area.Left) / (area.Right - area.Left) * (axis.To - axis.From);

        Assert.That(
            (Day(bar.Left), Day(bar.Right)),
            Is.EqualTo((0.0, 7.0))
                .Using<(double, double)>(
                    (one, other) => Math.Abs(one.Item1 - other.Item1) < 1e-3 && Math.Abs(one.Item2 - other.Item2) < 1e-3
                )
        );
        Assert.That(Drawn.Told(drawn.OfClass("given").First()), Is.EqualTo("ALZET 2ML1 pump: saline or morphine 0.5 mg/kg/h"));
        Assert.That(drawn.OfClass("given").Skip(1).Select(Drawn.Told), Is.EqualTo(Enumerable.Repeat("naloxone 1 mg/kg sc, 2 times", 2)));
        Assert.That(bar.Top, Is.GreaterThanOrEqualTo(area.Bottom), "below the data");
    }

    [Test]
    public void LatencyFigure_WithItsStudy_HasCutoffBaselineAndPhases()
    {
        Panel panel = FigureSamples.Latency.Panels[0];
        double[] before = [10.1, 9.8, 10.9, 11.4, 10.2, 10.4, 9.9, 11.1, 10.6, 9.9, 10.7, 11.0, 10.1, 10.9, 9.5, 10.8];
        double mean = before.Average(),
            sd = Math.Sqrt(before.Sum(value => (value - mean) * (value - mean)) / (before.Length - 1));

        Assert.That(panel.Levels[0], Is.EqualTo(new Level("cutoff\n20 s", 20, 20, 20)));
        Assert.That((panel.Levels[1].Y, panel.Levels[1].Low, panel.Levels[1].High), Is.EqualTo((mean, mean - sd, mean + sd)).Within(1e-12));
        Assert.That(panel.Phases.Select(phase => phase.Text), Is.EqualTo(new[] { "analgesia", "tolerance", "hyperalgesia", "recovery" }));
        Assert.That(panel.Phases[0].From, Is.Zero);
        Assert.That(panel.Phases.Zip(panel.Phases.Skip(1)).All(pair => pair.First.To == pair.Second.From), "one after the other");
    }

    [Test]
    public void LatencyFigure_WithDosesByResponse_DrawsWhatTheRunDraws()
    {
        Study study = Study.Named("response-dosing") with { Test = new TestSchedule { Days = [-1, 0, 1, 2] } };
        StudyResult result = study.Run();
        Panel run = result.LatencyFigure().Panels[0],
            file = FigureSamples.Data(TestStudies.TrialsCsv(result)).LatencyFigure(study: study).Panels[0];

        Assert.That(
            file.Treatments.Select(row => row.Texts[0]),
            Is.EqualTo(run.Treatments.Select(row => row.Texts[0])).And.Some.StartsWith("morphine 5 mg/kg sc")
        );
        Assert.That(file.Treatments.SelectMany(row => row.Spans), Is.EqualTo(run.Treatments.SelectMany(row => row.Spans)));
        Assert.That(file.Levels.Select(level => level.Text), Is.EqualTo(run.Levels.Select(level => level.Text)));
    }

    // 50 C water is slower than 52 C; the mean of both would be no group's.
    [Test]
    public void LatencyFigure_GroupsInWaterOfTheirOwn_HasABaselineForEachAndNoBand()
    {
        Level[] levels = [.. WaterStudy.Run().LatencyFigure().Panels[0].Levels.Skip(1)];

        Assert.That(
            levels.Select(level => level.Text.Split(": ")[0]),
            Is.EqualTo(new[] { "baseline\nwater 52 C", "baseline\nwater 50 C" })
        );
        Assert.That(levels[0].Y, Is.EqualTo(3.5).Within(0.5));
        Assert.That(levels[1].Y, Is.EqualTo(5.9).Within(0.8));
        Assert.That(levels.Select(level => level.High - level.Low), Is.All.Zero);
    }

    [Test]
    public void GroupFigures_GroupsInWaterOfTheirOwn_HasTheOwnBaselineWithItsBand()
    {
        Panel[] panels = [.. WaterStudy.Run().GroupFigures().Panels];

        Assert.That(panels.Select(panel => panel.Levels[1].Y), Is.Ordered.And.Unique);
        Assert.That(panels.Select(panel => panel.Levels[1].High - panel.Levels[1].Low), Is.All.GreaterThan(0));
        Assert.That(panels.Select(panel => panel.Levels[1].Text), Is.All.Match("^baseline\n[0-9.]+ s$"));
    }

    [Test]
    public void Figures_OfATailFlick_AreOfTheTail()
    {
        StudyResult result = WaterStudy.Run();
        MeasuredData data = FigureSamples.Data(TestStudies.TrialsCsv(result));

        Assert.That(result.MechanismFigure().Panels[^1].Y.Title, Is.EqualTo("heat threshold of the tail, °C"));
        Assert.That(
            data.LatencyFigure().Panels[0].Y.Title,
            Is.EqualTo(result.LatencyFigure().Panels[0].Y.Title).And.EqualTo("tail-flick latency, s")
        );
    }

    private static Study WaterStudy { get; } =
        new()
        {
            Test = new TestSchedule { Days = [-1, 0, 1] },
            Assay = TailFlick.Standard,
            Groups =
            [
                new Group("saline", 20, TestStudies.SalinePump),
                new Group("cooler", 20, TestStudies.SalinePump) { Stimulus = TailFlick.Water(50) },
            ],
        };

    [Test]
    public void LatencyFigure_AskedForAnimals_DrawsEachOnceAndLeavesGapsOpen()
    {
        Series[] animals = [.. FigureSamples.Latency.Panels[0].Series.Where(series => series.Look == SeriesLook.Thin)];

        Assert.That(
            animals.Select(series => series.Name),
            Is.EqualTo(Enumerable.Range(1, 8).Select(rat => rat <= 4 ? $"saline, rat {rat}" : $"morphine, rat {rat - 4}"))
        );
        Assert.That(animals[1].Y.ToArray()[2], Is.NaN);
        Assert.That(animals[1].Y.ToArray().Count(double.IsNaN), Is.EqualTo(1));
    }

    [Test]
    public void LatencyFigure_OfARun_HoldsItsMeansAndItsTypicalRats()
    {
        StudyResult result = FigureSamples.Reference;
        Panel panel = result.LatencyFigure().Panels[0];

        foreach (GroupResult group in result.Groups)
        {
            Series means = panel.Series.Single(series => series.Name == group.Name),
                typical = panel.Series.Single(series => series.Name == $"{group.Name}, typical rat");
            Assert.That(
                means.Y.ToArray(),
                Is.EqualTo(result.Sessions.Select(session => group.SessionMeansS(session).Average())).Within(1e-12)
            );
            // The curve is thinned to a four-thousandth of its range, 14 s at most.
            var thinned = new LatencyCurve([.. typical.X.ToArray().Select(day => day * 24)], typical.Y.Span, 20);
            Assert.That(
                result.Sessions.Select(session => thinned.At(session.Time)),
                Is.EqualTo(result.Sessions.Select(session => group.Typical.Curve.At(session.Time))).Within(14.0 / 4000)
            );
            Assert.That(typical.X.Length, Is.LessThan(300));
        }
    }

    // One look, and no axis of its own to stretch over: what led to it is drawn, from the dose on.
    [Test]
    public void Figures_OfASingleSession_BeginWithTheDose()
    {
        Study study = TestStudies.Of(
            [],
            new Group("saline", 2, Regimen.None),
            new Group("morphine", 2, Regimen.None.Bolus(Substance.Morphine.Base, 2.MgPerKg, Route.Subcutaneous, 1.Days))
        );
        StudyResult result = (
            study with
            {
                Assay = HotPlate.Standard,
                Test = new TestSchedule { Also = [24.5.Hours] },
            }
        ).Run();
        Panel panel = result.LatencyFigure().Panels[0],
            drug = result.MechanismFigure().Panels[0];
        ReadOnlySpan<double> minutes = panel.Series.Single(series => series.Name == "morphine, typical rat").X.Span;

        Assert.That((minutes[0], minutes[^1]), Is.EqualTo((1440.0, 1470.0)));
        Assert.That(panel.Series.Single(series => series.Name == "saline").X.ToArray(), Is.EqualTo(new[] { 1470.0 }));
        Assert.That(drug.Series[0].X.Span[0], Is.EqualTo(1440));
        Assert.That((panel.X.From, panel.X.To), Is.EqualTo((1440 - 0.6, 1470 + 0.6)).Within(1e-9));
    }

    // Twelve peaks would hide the points; five doses of one day apart are drawn at the tests.
    [Test]
    public void LatencyFigure_OfManyDoses_JoinsTheTypicalRatAtTheTests()
    {
        Regimen daily = Regimen.None.Boluses(Substance.Morphine.Base, 5.MgPerKg, Route.Subcutaneous, 0.Days, 24.Hours, 5);
        StudyResult result = TestStudies
            .Of([-1, 0, 1, 2, 3, 4, 5], new Group("saline", 2, Regimen.None), new Group("daily", 2, daily))
            .Run();
        Series At(LatencyFigureOptions? options) =>
            result
                .LatencyFigure(options)
                .Panels[0]
                .Series.Single(series => series.Name.StartsWith("daily, typical rat", StringComparison.Ordinal));

        Assert.That(
            At(null).Y.ToArray(),
            Is.EqualTo(result.Sessions.Select(session => result["daily"].Typical.SessionS(session))).Within(1e-9)
        );
        Assert.That(At(new LatencyFigureOptions { BetweenTests = true }).X.Length, Is.GreaterThan(50));
        Assert.That(result.LatencyFigure().Legend.Select(entry => entry.Text), Contains.Item("typical rat (daily: at the tests)"));
    }

    [Test]
    public void LatencyFigure_OfCurvesThatCoverEachOther_SaysSoInTheLegend()
    {
        Regimen naloxone = Regimen.None.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 1.Days);
        Figure figure = TestStudies
            .Of(
                [-1, 0, 1, 2, 3],
                new Group("saline", 2, TestStudies.SalinePump),
                new Group("naloxone alone", 2, naloxone),
                new Group("morphine", 2, TestStudies.MorphinePump)
            )
            .Run()
            .LatencyFigure();

        Assert.That(
            figure.Legend.Take(3).Select(entry => entry.Text),
            Is.EqualTo(new[] { "saline (n = 2)", "naloxone alone (n = 2), typical rat as saline", "morphine (n = 2)" })
        );
    }

    [Test]
    public void LatencyFigure_WithSignificance_HasStarsAboveThosePointsAlone()
    {
        var found = new Significance("a test", [("morphine", 1, 0.0004), ("morphine", 3, 0.03), ("morphine", 5, 0.4)]);
        Figure figure = FigureSamples.Data().LatencyFigure(new LatencyFigureOptions { Significance = found });

        Assert.That(
            figure.Panels[0].Series.Single(series => series.Name == "morphine").Stars,
            Is.EqualTo(new[] { 0, 0, 3, 1, 0, 0, 0, 0, 0 })
        );
        Assert.That(figure.Panels[0].Series.Single(series => series.Name == "saline").Stars, Is.All.Zero);
    }

    // Three and two asterisks at one time: each row beside its own point, clear of the other.
    [Test]
    public void Stars_OfTwoGroupsAtOneTime_StandClearOfEachOther()
    {
        var found = new Significance("a test", [("low", 1, 0.0004), ("high", 1, 0.004)]);
        Figure figure = FigureSamples
            .Data("day,control,control,low,low,high,high\n0,10,11,10,11,10,11\n1,10,11,13,14,13.5,14.5\n2,10,11,10,11,10,11\n")
            .LatencyFigure(new LatencyFigureOptions { Significance = found });

        (string Ink, Box Box)[] stars =
        [
            .. new Drawn(figure, 800)
                .Root.Descendants()
                .Where(element => (string?)element.Attribute("stroke-width") == "1.2" && IsAsterisk((string?)element.Attribute("d")))
                .Select(element => ((string)element.Attribute("stroke")!, Bounds((string)element.Attribute("d")!))),
        ];

        Assert.That(stars.GroupBy(star => star.Ink).Select(ink => ink.Count()).Order(), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(stars.Any(one => stars.Any(other => other.Ink != one.Ink && other.Box.Overlaps(one.Box))), Is.False);
    }

    // Four strokes; an error bar has three.
    private static bool IsAsterisk(string? path) => path?.Count(letter => letter == 'M') == 4;

    private static Box Bounds(string path)
    {
        double[] numbers = [.. Regex.Matches(path, @"[\d.]+").Select(number => double.Parse(number.Value, CultureInfo.InvariantCulture))];
        double[] x = [.. numbers.Where((_, index) => index % 2 == 0)],
            y = [.. numbers.Where((_, index) => index % 2 == 1)];
        return new Box(x.Min(), y.Min(), x.Max(), y.Max());
    }

    // By hand: rats at 12, 14 and 16 s with a baseline of 10 s and a cutoff of 20 s have 20, 40 and 60 % of the maximum possible effect.
    [Test]
    public void DoseResponseFigure_OfALadder_HasTheEffectsByHandAndAnEd50()
    {
        Group Dose(double mgPerKg) =>
            new($"{mgPerKg}", 3, Regimen.None.Bolus(Substance.Morphine.Base, mgPerKg.MgPerKg, Route.Subcutaneous, 0.Days));
        Study study = TestStudies.Of([0], Dose(1), Dose(2), Dose(4)) with
        {
            Assay = Hargreaves.Standard with { Baseline = 10 },
            Test = new TestSchedule { Days = [0], Also = [1.Hours] },
        };
        MeasuredData data = FigureSamples.Data(
            "group,rat,day,latency_s\n"
                + string.Concat(
                    new[] { ("1", new[] { 11, 12, 13 }), ("2", [12, 14, 16]), ("4", [16, 17, 18]) }.SelectMany(group =>
                        group.Item2.Select((latency, rat) => $"{group.Item1},{rat + 1},0.0416667,{latency}\n")
                    )
                )
        );

        Figure figure = data.DoseResponseFigure(study, 1.Hours);

        Series points = figure.Panels[0].Series.Single(series => series.Look == SeriesLook.Markers);
        Assert.That(points.X.ToArray(), Is.EqualTo(new double[] { 1, 2, 4 }).Within(1e-12));
        Assert.That(points.Y.ToArray(), Is.EqualTo(new double[] { 20, 40, 70 }).Within(1e-9));
        Assert.That(figure.Legend[0].Text, Does.Match(@"^morphine sc: ED50 2\.\d+ mg/kg \("));
        Assert.That(
            () => data.DoseResponseFigure(study, 5.Hours),
            Throws.ArgumentException.With.Message.Contains("No test of 1 is at 5 h")
        );
    }

    [Test]
    public void LatencyFigure_OfAnEnsemble_HasItsBand()
    {
        Study study = TestStudies.Of([0, 1, 2], new Group("morphine", 2, TestStudies.MorphinePump));
        StudyResult result = study.Run(
            options: new RunOptions
            {
                Ensemble = [study.Parameters, study.Parameters with { MaximumAnalgesiaC = study.Parameters.MaximumAnalgesiaC / 2 }],
            }
        );

        Series band = result.LatencyFigure().Panels[0].Series.Single(series => series.Look == SeriesLook.Area);

        Assert.That(band.Low.ToArray(), Is.EqualTo(result.Groups[0].Ensemble.Select(session => session.P05)));
        Assert.That(band.High.ToArray(), Is.EqualTo(result.Groups[0].Ensemble.Select(session => session.P95)));
    }

    [Test]
    public void LatencyFigure_ComparedWithAnotherRun_DrawsItsTypicalRatsTooAndSaysSo()
    {
        Figure figure = FigureSamples.Reference.LatencyFigure(new LatencyFigureOptions { Compared = FigureSamples.Reference });

        Assert.That(
            figure.Panels[0].Series.Where(series => series.Look == SeriesLook.Compared).Select(series => series.Name),
            Is.EqualTo(new[] { "saline, compared", "morphine, compared" })
        );
        Assert.That(figure.Legend, Contains.Item(new LegendEntry("compared with Seven-day morphine pump", LegendSample.Broken)));
    }

    [Test]
    public void MechanismFigure_ReadAtASession_TellsTheModelsNumber()
    {
        StudyResult result = FigureSamples.Reference;
        Figure figure = result.MechanismFigure();
        int index = result["morphine"].Typical.TimesH.BinarySearch(72.0);

        Assert.That(
            figure.Panels.Select(panel => panel.Y.Title.Split(',', '(')[0].Trim()),
            Is.EqualTo(
                new[]
                {
                    "morphine at the effect site",
                    "morphine-3-glucuronide at the effect site",
                    "analgesic drive",
                    "tolerance",
                    "sensitization",
                    "heat threshold of the paw",
                }
            )
        );
        string expected = string.Create(
            CultureInfo.InvariantCulture,
            $"morphine, day 3: tolerance {result["morphine"].Typical.ResponseAt(index).Tolerance:G4}"
        );
        Assert.That(figure.Panels[3].Series.SelectMany(series => series.Texts), Contains.Item(expected));
        Assert.That(figure.Panels.Select(panel => (panel.X.From, panel.X.To)).Distinct().Count(), Is.EqualTo(1), "one time axis");
    }

    [Test]
    public void Points_OfAFocusableDrawing_AreReachedAndSaid()
    {
        XElement[] points = [.. new Drawn(FigureSamples.Power.ToSvg(new DrawingOptions { Focusable = true })).OfClass("point")];

        Assert.That(points, Has.Length.EqualTo(10));
        Assert.That(points.Select(point => (string?)point.Attribute("tabindex")), Is.All.EqualTo("0"));
        Assert.That(points.Select(point => (string?)point.Attribute("role")), Is.All.EqualTo("img"), "its title is its name then");
        Assert.That(points.Select(point => point.Elements().First().Name.LocalName), Is.All.EqualTo("title"));
        Assert.That(Drawn.Told(points[0]), Is.EqualTo("power, 4 rats per group: 38 % (33 to 43 %)"));
    }

    [Test]
    public void SmallMultiples_OfGroups_ShareTheirAxes()
    {
        Figure figure = FigureSamples.Multiples;

        Assert.That(figure.Panels.Select(panel => panel.Title), Is.EqualTo(new[] { "saline", "morphine" }));
        Assert.That(figure.Panels.Select(panel => (panel.X, panel.Y)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(
            () => Multiples.Of("x", [("latency", FigureSamples.Latency), ("power", FigureSamples.Power)]),
            Throws.ArgumentException.With.Message.Contains("cannot be one")
        );
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    public void DoseResponse_DoseNotAboveZero_IsRefused(double dose) =>
        Assert.That(
            () => DoseResponse.Figure("x", "effect, %", [new DoseResponse("a", [new(dose, 5)], [])]),
            Throws.ArgumentException.With.Message.Contains("doses above 0")
        );
}
