#!/usr/bin/env dotnet
#:project ../src/PawLatency
// The reference experiment: a seven-day morphine pump against a saline pump, typical rats and ten virtual rats each.
using System.Globalization;
using PawLatency;
using PawLatency.Pharmacology;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var study = new Study
{
    Name = "Seven-day morphine pump",
    Test = new TestSchedule { Days = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14] },
    Groups =
    [
        new Group("saline", 10, Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Saline.Base, default, implant: 0.Days, remove: 7.Days)),
        new Group(
            "morphine",
            10,
            Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.5.MgPerKgPerHour, implant: 0.Days, remove: 7.Days)
        ),
    ],
};
StudyResult result = study.Run(seed: 42);

Console.WriteLine("day   saline s (mean)   morphine s (mean)");
foreach (Session session in result.Sessions)
{
    string Cell(string group) => $"{result[group].Typical.SessionS(session), 8:0.0} ({result[group].SessionMeansS(session).Average():0.0})";
    Console.WriteLine($"{session.Day, 3}   {Cell("saline"), 15}   {Cell("morphine"), 15}");
}
