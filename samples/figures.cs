#!/usr/bin/env dotnet
#:project ../src/PawLatency.Plotting
// Figures of a run: latency with each animal, the mechanism behind it, and one panel for each dose. A figure is data until it is drawn.
using System.Globalization;
using PawLatency;
using PawLatency.Pharmacology;
using PawLatency.Plotting;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Regimen Pump(double rate) => Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, rate.MgPerKgPerHour, 0.Days, 7.Days);
Study study = Study.Reference with
{
    Name = "A week of morphine at three rates",
    Groups =
    [
        new Group("untreated", 8, Regimen.None),
        .. new[] { 0.1, 0.3, 0.5 }.Select(rate => new Group($"{rate} mg/kg/h", 8, Pump(rate))),
    ],
};
StudyResult result = study.Run();
string folder = Directory.CreateTempSubdirectory("figures-").FullName;

result.LatencyFigure(new LatencyFigureOptions { Error = ErrorBars.Interval95 }).Save(Path.Combine(folder, "latency.svg"));
result.MechanismFigure().Save(Path.Combine(folder, "mechanism.svg"), new DrawingOptions { WidthPx = 1200, Variant = Variant.Dark });
result
    .GroupFigures(new LatencyFigureOptions { Animals = true })
    .Save(Path.Combine(folder, "groups.svg"), new DrawingOptions { Variant = Variant.Print });

foreach (string file in Directory.EnumerateFiles(folder).Order())
    Console.WriteLine($"{Path.GetFileName(file)}: {new FileInfo(file).Length / 1024} KiB");
Console.WriteLine(result.LatencyFigure().Description);
Directory.Delete(folder, recursive: true);
