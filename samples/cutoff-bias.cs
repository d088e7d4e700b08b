#!/usr/bin/env dotnet
#:project ../src/PawLatency.Plotting
// What the cutoff does to an effect. A dimmer lamp lengthens every latency by a known ratio; latencies at 20 s are then either counted
// as they stand (linear mixed model) or as lower bounds (censored mixed model). Writes the figure to the folder that is named, or here.
using System.Globalization;
using PawLatency;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Plotting;
using PawLatency.Statistics;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Experiments = 200;
TestQuestion question = new()
{
    Control = "saline",
    Treated = "dim",
    Days = [1],
};
var points = new List<(double Cut, double[] Substituted, double[] Censored)>();
foreach (double lamp in new[] { 90.0, 82, 77, 74, 72 })
{
    var study = new Study
    {
        Test = new TestSchedule { Days = [0, 1] },
        Groups = [new Group("dim", 10, Regimen.None) { Stimulus = Hargreaves.Lamp(lamp) }, new Group("saline", 10, Regimen.None)],
    };
    var fits = Enumerable
        .Range(1, Experiments)
        .AsParallel()
        .AsOrdered()
        .Select(seed =>
        {
            StudyResult result = study.Run((ulong)seed, new RunOptions { Threads = 1 });
            (double truth, var table) = (
                result["dim"].Typical.Curve.Values[0] / result["saline"].Typical.Curve.Values[0],
                result.Table(SessionValue.Median)
            );
            double Bias(TestResult fit) => 100 * (fit.Estimate / truth - 1);
            return (
                Cut: result["dim"].Rats.Average(rat => rat.Trials.Average(trial => trial.Censored ? 100.0 : 0)),
                Substituted: Bias(LatencyTest.Named("lmm").Run(table, question)[0]),
                Censored: Bias(LatencyTest.Named("censored").Run(table, question)[0])
            );
        })
        .ToArray();
    points.Add((fits.Average(fit => fit.Cut), [.. fits.Select(fit => fit.Substituted)], [.. fits.Select(fit => fit.Censored)]));
    Console.WriteLine(
        $"{points[^1].Cut, 4:0} % at the cutoff: bias counted as they stand "
            + $"{points[^1].Substituted.Average(), 5:0.0} %, as lower bounds {points[^1].Censored.Average(), 5:0.0} %"
    );
}
double[] x = [.. points.Select(point => point.Cut)];
Series Drawn(string name, int style, Func<int, double[]> of) =>
    new(name, style, SeriesLook.JoinedMarkers, x, x.Select((_, i) => of(i).Average()).ToArray())
    {
        Low = x.Select((_, i) => of(i).Average() - Half(of(i))).ToArray(),
        High = x.Select((_, i) => of(i).Average() + Half(of(i))).ToArray(),
    };
double Half(double[] all) => 1.96 * Math.Sqrt(all.Average(one => (one - all.Average()) * (one - all.Average())) / all.Length);
Series[] series = [Drawn("counted as 20 s", 1, i => points[i].Substituted), Drawn("counted as more than 20 s", 0, i => points[i].Censored)];
double most = points.Max(point => point.Cut),
    least = series.SelectMany(one => one.Low.ToArray()).Min();
new Figure(
    "Trials counted as 20 s hide part of the effect",
    $"Bias of the estimated ratio of latencies against the share of trials at the cutoff, {Experiments} simulated experiments each.",
    [
        new Panel(
            "",
            new Axis("trials of the slower group at the cutoff, %", 0, most + 3),
            new Axis("bias of the ratio of latencies, %", least - 1, 4),
            series
        )
        {
            Levels = [new Level("no bias\n(± 3 %)", 0, -3, 3)],
        },
    ]
)
{
    Legend =
    [
        new LegendEntry("counted as 20 s (mixed model)", LegendSample.MarkerOnLine, 1),
        new LegendEntry("counted as more than 20 s (censored mixed model)", LegendSample.MarkerOnLine, 0),
        new LegendEntry("95 % Monte Carlo interval", LegendSample.ErrorBar),
    ],
}.Save(Path.Combine(args.Length > 0 ? args[0] : ".", "cutoff.svg"));
