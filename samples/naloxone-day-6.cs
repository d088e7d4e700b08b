#!/usr/bin/env dotnet
#:project ../src/PawLatency
// Tolerant or hyperalgesic? Naloxone on day 6 of a morphine pump takes away what analgesia is left and shows the sensitization.
using System.Globalization;
using PawLatency;
using PawLatency.Pharmacology;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

StudyTime injection = 6.Days + 2.Hours;
Regimen pump = Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, 0.Days, 7.Days);
var study = new Study
{
    Test = new TestSchedule { Days = [0, 6], Also = [injection, injection + 30.Minutes, injection + 2.Hours] },
    Groups =
    [
        new Group("pump", 0, pump),
        new Group("pump and naloxone", 0, pump.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, injection)),
        new Group("naloxone alone", 0, Regimen.None.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, injection)),
    ],
};
StudyResult result = study.Run();

foreach (GroupResult group in result.Groups)
{
    IEnumerable<string> cells = result.Sessions.Select(session => $"day {session.Time.Days:0.00}: {group.Typical.SessionS(session):0.0} s");
    Console.WriteLine($"{group.Name, -18} {string.Join("   ", cells)}");
}
