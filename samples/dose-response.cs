#!/usr/bin/env dotnet
#:project ../src/PawLatency.Plotting
// A dose-response curve: five doses of morphine and of fentanyl, the effect at one test, fitted, with ED50. Writes the figure to the folder
// that is named, or to a temporary one.
using System.Globalization;
using PawLatency;
using PawLatency.Pharmacology;
using PawLatency.Plotting;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Group Dose(Substance substance, double mgPerKg) =>
    new($"{substance.Name} {mgPerKg} mg/kg", 8, Regimen.None.Bolus(substance.Base, mgPerKg.MgPerKg, Route.Subcutaneous, 0.Days));
var study = new Study
{
    Name = "Morphine and fentanyl s.c.",
    Test = new TestSchedule { Days = [-1], Also = [30.Minutes] },
    Groups =
    [
        .. new[] { 0.5, 1, 2, 4, 8 }.Select(dose => Dose(Substance.Morphine, dose)),
        .. new[] { 0.005, 0.01, 0.02, 0.04, 0.08 }.Select(dose => Dose(Substance.Fentanyl, dose)),
    ],
};
Figure figure = study.Run().DoseResponseFigure(30.Minutes);
foreach (LegendEntry entry in figure.Legend)
    Console.WriteLine(entry.Text);
string folder = args.Length > 0 ? args[0] : Directory.CreateTempSubdirectory("dose-response-").FullName;
figure.Save(Path.Combine(folder, "dose-response.png"));
