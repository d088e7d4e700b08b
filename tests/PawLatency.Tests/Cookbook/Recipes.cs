using System.Diagnostics;
using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Plotting;
using ScottPlot;

namespace PawLatency.Tests.Cookbook;

/// <summary>The recipes. Each writes one picture.</summary>
internal static class Recipes
{
    private static readonly DrawingOptions Small = new() { WidthPx = 640, DotsPerInch = 96 };

    private static readonly Lazy<StudyResult> Run = new(() => Study.Reference.Run());

    private static StudyResult Result => Run.Value;

    [Recipe("Latency of each group", "Means with their standard error, the typical rat of each group, and what was given.")]
    public static void Latency(string path) => Result.LatencyFigure().Save(path, Small);

    [Recipe("Each animal", "Every rat as a thin line behind the means.")]
    public static void EachAnimal(string path) =>
        Result.LatencyFigure(new LatencyFigureOptions { Animals = true, Typical = false }).Save(path, Small);

    [Recipe("Other error bars", "The 95 % interval of the mean, by Student's t.")]
    public static void ErrorBarsOfAnInterval(string path) =>
        Result.LatencyFigure(new LatencyFigureOptions { Error = ErrorBars.Interval95 }).Save(path, Small);

    [Recipe("A panel for each group", "Small multiples over the same axes.")]
    public static void Split(string path) => Result.GroupFigures().Save(path, Small);

    [Recipe("The mechanism", "Concentrations, analgesic drive, tolerance, sensitization and threshold over one time axis.")]
    public static void Mechanism(string path) => Result.MechanismFigure().Save(path, Small);

    [Recipe("Percent of the maximum possible effect", "A table in another measure is drawn like any other data: here group means by day.")]
    public static void MaximumPossibleEffect(string path)
    {
        LatencyTable table = Result
            .Table(SessionValue.Mean)
            .Express(LatencyMeasure.PercentMaximumPossibleEffect, baselineDays: [-1, 0], cutoffS: 20);
        double Mean(string group, int day) =>
            Enumerable
                .Range(0, table.Animals.Count)
                .Where(animal => table.Groups[table.GroupOf(animal)] == group)
                .Average(animal => table.Value(animal, day));
        Series[] series =
        [
            .. table.Groups.Select(
                (group, style) =>
                    new Series(
                        group,
                        style,
                        SeriesLook.JoinedMarkers,
                        table.Days.ToArray(),
                        table.Days.Select((_, day) => Mean(group, day)).ToArray()
                    )
            ),
        ];
        var panel = new Panel("", new Axis("time, days", -1.3, 14.3), new Axis("maximum possible effect, %", -40, 60), series)
        {
            Levels = [new Level("no effect", 0, 0, 0)],
        };
        new Figure("Effect of a week of morphine", "Percent of the maximum possible effect against time.", [panel])
        {
            Legend = [.. table.Groups.Select((group, style) => new LegendEntry(group, LegendSample.MarkerOnLine, style))],
        }.Save(path, Small);
    }

    [Recipe("Dose-response", "The effect half an hour after one injection against its dose, with a fitted curve and its ED50.")]
    public static void DoseResponseCurve(string path)
    {
        var study = new Study
        {
            Name = "Morphine s.c.",
            Test = new TestSchedule { Days = [-1], Also = [30.Minutes] },
            Groups =
            [
                .. new[] { 0.5, 1, 2, 4, 8 }.Select(dose => new Group(
                    $"{dose} mg/kg",
                    8,
                    Regimen.None.Bolus(Substance.Morphine.Base, dose.MgPerKg, Route.Subcutaneous, 0.Days)
                )),
            ],
        };
        study.Run().DoseResponseFigure(30.Minutes).Save(path, Small);
    }

    [Recipe("Power", "How many rats find an effect how often; here of numbers from elsewhere.")]
    public static void Power(string path) =>
        PowerPoint
            .Figure(
                "Power to see hyperalgesia on day 6",
                [new(4, 0.38, 0.33, 0.43), new(6, 0.66, 0.61, 0.71), new(8, 0.86, 0.81, 0.9), new(10, 0.95, 0.93, 0.97)]
            )
            .Save(path, Small);

    [Recipe("A risk surface", "One line for each rate, over the days with a pump.")]
    public static void RiskSurface(string path)
    {
        double[] rates = [0.1, 0.3, 1],
            days = [1, 3, 5, 7];
        double Fall(double rate, double length)
        {
            Regimen pump = Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, rate.MgPerKgPerHour, 0.Days, length.Days);
            LatencyCurve curve = new Study
            {
                Test = new TestSchedule { Days = [-1, 0, length + 0.25] },
                Groups = [new Group("rats", 0, pump)],
            }
                .Run()["rats"]
                .Typical.Curve;
            return 100 * (1 - curve.At((length + 0.25).Days) / curve.At((-1).Days));
        }

        Series[] series =
        [
            .. rates.Select(
                (rate, style) =>
                    new Series(
                        $"{rate} mg/kg/h",
                        style,
                        SeriesLook.JoinedMarkers,
                        days,
                        days.Select(length => Fall(rate, length)).ToArray()
                    )
            ),
        ];
        var panel = new Panel(
            "",
            new Axis("days with the pump", 0, 8),
            new Axis("latency below baseline 6 h after removal, %", 0, 50),
            series
        );
        new Figure("Rebound by rate and duration", "Fall of latency below baseline of the typical rat.", [panel])
        {
            Legend = [.. series.Select(one => new LegendEntry(one.Name, LegendSample.MarkerOnLine, one.Style))],
        }.Save(path, Small);
    }

    [Recipe("Two studies over each other", "The typical rats of another run as thin broken lines.")]
    public static void TwoStudies(string path)
    {
        Regimen half = Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.25.MgPerKgPerHour, 0.Days, 7.Days);
        StudyResult other = (
            Study.Reference with
            {
                Name = "half the rate",
                Groups = [new Group("saline", 0, Regimen.None), new Group("morphine", 0, half)],
            }
        ).Run();
        Result.LatencyFigure(new LatencyFigureOptions { Compared = other }).Save(path, Small);
    }

    [Recipe("Measured over simulated", "The rats of a file as markers, over the curves of a run.")]
    public static void MeasuredOverSimulated(string path)
    {
        MeasuredData measured = Plotting.FigureSamples.Data();
        Figure simulated = Result.LatencyFigure();
        Series[] curves = [.. simulated.Panels[0].Series.Where(series => series.Look == SeriesLook.Line)],
            means = [.. measured.LatencyFigure().Panels[0].Series.Where(series => series.Look == SeriesLook.JoinedMarkers)];
        Panel panel = simulated.Panels[0] with
        {
            Series = [.. curves, .. means.Select(series => series with { Look = SeriesLook.Markers })],
            Levels = [simulated.Panels[0].Levels[0]],
        };
        (simulated with { Title = "Measured rats over the model's curves", Panels = [panel] }).Save(path, Small);
    }

    [Recipe("For print", "Greys that a photocopier keeps apart, at 300 dots per inch for a journal; here at 96.")]
    public static void ForPrint(string path) => Result.LatencyFigure().Save(path, Small with { Variant = Variant.Print });

    [Recipe("Dark", "For a screen with a dark background.")]
    public static void Dark(string path) => Result.LatencyFigure().Save(path, Small with { Variant = Variant.Dark });

    [Recipe("A slide", "Sixteen to nine. The letters grow with the width.")]
    public static void Slide(string path) =>
        Result
            .LatencyFigure()
            .Save(
                path,
                new DrawingOptions
                {
                    WidthPx = 1280,
                    HeightPx = 720,
                    DotsPerInch = 48,
                }
            );

    [Recipe("A narrow column", "For a phone or a column of text: legend and phases wrap.")]
    public static void NarrowColumn(string path) => Result.LatencyFigure().Save(path, Small with { WidthPx = 340 });

    [Recipe("Own title and fewer groups", "A figure is data: change it before it is drawn.")]
    public static void OwnTitle(string path)
    {
        Figure figure = Result.LatencyFigure(new LatencyFigureOptions { Title = "Rebound after a week of morphine", Phases = false });
        (figure with { Panels = [figure.Panels[0] with { X = new Axis("time, days", 5.5, 14.5) }] }).Save(path, Small);
    }

    [Recipe("Own colours", "ToPlot gives a ScottPlot.Plot; everything on it can be changed.")]
    public static void OwnColours(string path)
    {
        Plot plot = Result.LatencyFigure(new LatencyFigureOptions { Typical = false }).ToPlot();
        foreach (ScottPlot.Plottables.Scatter points in plot.GetPlottables<ScottPlot.Plottables.Scatter>())
        {
            points.MarkerStyle.FillColor = Colors.SteelBlue;
        }

        plot.DataBackground.Color = Colors.AliceBlue;
        plot.SavePng(path, 640, 450);
    }

    [Recipe("A second axis", "What was measured beside the latency, in its own unit, at the right.")]
    public static void SecondAxis(string path)
    {
        Plot plot = Result.LatencyFigure().ToPlot();
        ScottPlot.AxisPanels.RightAxis right = plot.Axes.AddRightAxis();
        right.LabelText = "body mass, g";
        ScottPlot.Plottables.Scatter mass = plot.Add.Scatter(new double[] { -1, 3, 7, 14 }, new double[] { 300, 296, 301, 325 });
        mass.Axes.YAxis = right;
        plot.Axes.SetLimitsY(250, 350, right);
        plot.SavePng(path, 640, 450);
    }

    [Recipe("A line of your own", "A threshold and an arrow on top of the figure.")]
    public static void OwnLine(string path)
    {
        Plot plot = Result.LatencyFigure().ToPlot();
        plot.Add.HorizontalLine(8.5, 2, Colors.Red, LinePattern.Dotted);
        plot.Add.Arrow(new Coordinates(11, 15), new Coordinates(8, 9));
        plot.SavePng(path, 640, 450);
    }

    [Recipe("Where a test finds a difference", "Asterisks beside the points whose p value is small, here of numbers from elsewhere.")]
    public static void Asterisks(string path)
    {
        var found = new Significance("Welch's t test", [("morphine", 1, 0.0004), ("morphine", 5, 0.03), ("morphine", 8, 0.004)]);
        Result.LatencyFigure(new LatencyFigureOptions { Significance = found, Typical = false }).Save(path, Small);
    }

    [Recipe("All plausible parameters", "The band that holds nine in ten of the plausible sets; here of twenty of them.")]
    public static void PlausibleParameters(string path)
    {
        var options = new RunOptions { Ensemble = [.. NociceptionParameters.Ensemble.Take(20)] };
        Study.Reference.Run(options: options).LatencyFigure().Save(path, Small);
    }

    [Recipe("A window", "Saves the figure and opens it with the system's viewer; nothing is opened on a machine without a screen.")]
    public static void Window(string path)
    {
        Result.LatencyFigure().Save(path, Small);
        if (Environment.GetEnvironmentVariable("SHOW_FIGURES") is not null)
        {
            Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
        }
    }
}
