#!/usr/bin/env dotnet
#:project ../src/PawLatency
// The shortest experiment: morphine from a pump for a week, and the typical rat's latency on the last day.
using PawLatency;
using PawLatency.Pharmacology;

var study = new Study
{
    Test = new TestSchedule { Days = [0, 1, 3, 5, 7] },
    Groups =
    [
        new Group("saline", 10, Regimen.None),
        new Group("morphine", 10, Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.Days, 7.Days)),
    ],
};
Console.WriteLine($"{study.Run()["morphine"].Typical.Curve.At(7.Days):0.0} s on day 7");
