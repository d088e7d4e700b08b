#!/usr/bin/env dotnet
#:project ../src/PawLatency
// A dose ladder: morphine s.c., read 30 minutes after the injection as percent of the maximum possible effect.
using System.Globalization;
using PawLatency;
using PawLatency.Assays;
using PawLatency.Pharmacology;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

double[] dosesMgPerKg = [0, 0.5, 1, 2, 4, 8, 16];
Hargreaves assay = Hargreaves.Standard;
var study = new Study
{
    Test = new TestSchedule { Also = [30.Minutes] },
    Groups =
    [
        .. dosesMgPerKg.Select(dose => new Group(
            $"{dose} mg/kg",
            0,
            Regimen.None.Bolus(Substance.Morphine.As("sulfate"), dose.MgPerKg, Route.Subcutaneous, 0.Days)
        )),
    ],
};

Console.WriteLine("morphine sulfate s.c., latency 30 min later");
foreach (GroupResult group in study.Run().Groups)
{
    double latency = group.Typical.Curve.At(30.Minutes);
    double percent = 100 * (latency - assay.BaselineS) / (assay.CutoffS - assay.BaselineS);
    Console.WriteLine($"{group.Name, 10}  {latency, 5:0.0} s  {percent, 4:0} % of the maximum possible effect");
}
