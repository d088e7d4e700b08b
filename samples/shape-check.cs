#!/usr/bin/env dotnet
#:project ../src/PawLatency
#:package NUnit
// A regression test of a protocol: the line with ThrowIfFailed is all a test needs.
using System.Globalization;
using NUnit.Framework;
using PawLatency;
using PawLatency.Evidence;
using PawLatency.Pharmacology;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

StudyResult reference = Study.Reference.Run();
Assert.That(() => ShapeContract.OpioidPump.Check(reference["morphine"], reference["saline"]).ThrowIfFailed(), Throws.Nothing);
Console.WriteLine("The reference study has the published shape.");

// A tenth of the dose does not: the test says which feature, what was expected and what came out.
Regimen weak = Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, 0.05.MgPerKgPerHour, 0.Days, 7.Days);
StudyResult result = (Study.Reference with { Groups = [new Group("weak", 0, weak), new Group("saline", 0, Regimen.None)] }).Run();
ShapeException? broken = Assert.Throws<ShapeException>(() =>
    ShapeContract.OpioidPump.Check(result["weak"], result["saline"]).ThrowIfFailed()
);
Console.WriteLine(broken!.Message);
