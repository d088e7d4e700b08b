#!/usr/bin/env dotnet
#:project ../src/PawLatency.Plotting
// A risk surface of virtual rats, not of patients: of a population in which three in ten sensitize twice as strongly, which share
// is hyperalgesic (a quarter below its own baseline) six hours after a pump is taken out, by rate and by days with the pump?
using System.Globalization;
using PawLatency;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Plotting;
using PawLatency.Statistics;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
double[] rates = [0.1, 0.25, 0.5, 1],
    days = [1, 3, 5, 7];
const int Rats = 100;
var mixed = new RatTraits { SusceptibilityPercent = 200, SusceptiblePercent = 30 };

Proportion Share(double rate, double length)
{
    Regimen pump = Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, rate.MgPerKgPerHour, 0.Days, length.Days);
    var study = new Study
    {
        Test = new TestSchedule { Days = [-1, 0], Also = [(length + 0.25).Days] },
        Groups = [new Group("rats", Rats, pump) { Traits = mixed }],
    };
    StudyResult result = study.Run(seed: 6);
    double[][] means = [.. result.Sessions.Select(session => result.Groups[0].SessionMeansS(session).ToArray())];
    return new Proportion(Enumerable.Range(0, Rats).Count(rat => means[2][rat] <= 0.75 * (means[0][rat] + means[1][rat]) / 2), Rats);
}

Console.WriteLine($"share of {Rats} rats a quarter below baseline, six hours after removal (95 % interval)");
Proportion[][] surface = [.. rates.Select(rate => days.Select(length => Share(rate, length)).ToArray())];
foreach ((double rate, Proportion[] row) in rates.Zip(surface))
    Console.WriteLine(
        $"{rate, 5} mg/kg/h  "
            + string.Join(
                "  ",
                days.Zip(
                    row,
                    (length, share) => $"{length} d: {share.Share, 4:0 %} ({share.Interval.Lower:0 %} to {share.Interval.Upper:0 %})"
                )
            )
    );

Series[] series =
[
    .. rates.Zip(
        surface,
        (rate, row) =>
            new Series(
                $"{rate} mg/kg/h",
                Array.IndexOf(rates, rate),
                SeriesLook.JoinedMarkers,
                days,
                row.Select(share => 100 * share.Share).ToArray()
            )
            {
                Low = row.Select(share => 100 * share.Interval.Lower).ToArray(),
                High = row.Select(share => 100 * share.Interval.Upper).ToArray(),
            }
    ),
];
new Figure(
    "Risk of hyperalgesia",
    "Share of virtual rats a quarter below their baseline by rate and duration.",
    [new Panel("", new Axis("days with the pump", 0, 8, AxisScale.Counts), new Axis("hyperalgesic rats, %", 0, 100), series)]
)
{
    Legend =
    [
        .. series.Select(one => new LegendEntry(one.Name, LegendSample.MarkerOnLine, one.Style)),
        new LegendEntry("95 % interval", LegendSample.ErrorBar),
    ],
}.Save(Path.Combine(args.Length > 0 ? args[0] : ".", "risk.svg"));
