#!/usr/bin/env dotnet
#:project ../src/PawLatency
// Your own drug from numbers. What you leave out is refused when it is needed: this one has no subcutaneous route.
using System.Globalization;
using PawLatency;
using PawLatency.Pharmacology;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var candidate = new Substance
{
    Name = "candidate-7",
    FormsGPerMol = new Dictionary<string, SourcedNumber> { ["base"] = 350 },
    Disposition = new DispositionParameters
    {
        ClearanceLPerHPerKg = 1.5,
        CentralVolumeLPerKg = 0.8,
        EffectSiteRatePerH = 4,
    },
    Agonist = new MuAgonist(HalfEffectNgPerMl: 40, RelativeEfficacy: 1.4),
};
var study = new Study
{
    Test = new TestSchedule { Also = [0.25.Hours, 1.Hours, 2.Hours, 4.Hours] },
    Groups = [new Group("candidate", 0, Regimen.None.Bolus(candidate.Base, 0.1.MgPerKg, Route.Intravenous, 0.Days))],
};
StudyResult result = study.Run();
TypicalRat rat = result["candidate"].Typical;

foreach (Session session in result.Sessions)
{
    Console.WriteLine(
        $"{session.Time.Hours:0.00} h: {rat.ConcentrationNgPerMl("candidate-7", session.Time):0.0} "
            + $"ng/mL at the effect site, {rat.Curve.At(session.Time):0.0} s"
    );
}

Console.WriteLine(candidate.WhyNot(Route.Subcutaneous));
