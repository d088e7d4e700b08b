using NUnit.Framework;
using PawLatency.Pharmacology;
using PawLatency.Plotting;
using PawLatency.Plotting.Reporting;

namespace PawLatency.Tests.Plotting;

/// <summary>What was given stands below the curves in as few rows as tell it.</summary>
[TestFixture]
public sealed class TreatmentLanesTests
{
    private static readonly DrugForm Morphine = Substance.Morphine.Base;

    [Test]
    public void Treatments_OfALinearTaper_AreOneBarFromItsFirstRateToItsLast()
    {
        Treatment given = Drawn(new Group("taper", 0, Taper(1.MgPerKgPerHour, 0.1.MgPerKgPerHour, 0.Days, 10.Days))).Single();

        Assert.That((given.IsBar, given.Texts[0]), Is.EqualTo((true, "sc infusion: morphine 1 to 0.1 mg/kg/h")));
        Assert.That(
            given.Spans,
            Is.EqualTo(new[] { (0.0, 10.0) })
                .Using<(double, double)>((one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-9)
        );
    }

    [Test]
    public void Treatments_OfTapersAtOneTimeAfterAConstantRate_AreTwoRows()
    {
        Regimen week = Regimen.None.Infusion(Morphine, 0.5.MgPerKgPerHour, Route.Subcutaneous, 0.Days, 7.Days);
        IReadOnlyList<Treatment> given = Drawn(
            new Group("abrupt", 0, week),
            new Group("steps", 0, week.Ramp(Morphine, 0.4.MgPerKgPerHour, 0.05.MgPerKgPerHour, Route.Subcutaneous, 7.Days, 5.Days, 5)),
            new Group("linear", 0, week.Ramp(Morphine, 0.5.MgPerKgPerHour, default, Route.Subcutaneous, 7.Days, 5.Days))
        );

        Assert.That(
            given.Select(row => row.Texts[0]),
            Is.EqualTo(new[] { "sc infusion: morphine 0.5 mg/kg/h", "sc infusion: morphine 0.4 to 0.05 mg/kg/h, 0.5 to 0 mg/kg/h" })
        );
        Assert.That(given.Select(row => row.Spans.Count), Is.All.EqualTo(1));
    }

    [Test]
    public void Treatments_OfAnEscalatingSeriesBesideSaline_AreOneRowOfAllItsMarks()
    {
        Treatment given = Drawn(
                new Group("saline", 0, Regimen.None.Boluses(Substance.Saline.Base, default, Route.Subcutaneous, 0.Days, 12.Hours, 10)),
                new Group("escalating", 0, Regimen.None.Boluses(Morphine, 5.MgPerKg, Route.Subcutaneous, 0.Days, 12.Hours, 10, 50.MgPerKg))
            )
            .Single();

        Assert.That(
            (given.IsBar, given.Spans.Count, given.Texts[0]),
            Is.EqualTo((false, 10, "saline or morphine 5 to 50 mg/kg sc, 10 times"))
        );
    }

    [Test]
    public void Treatments_OfACourseAndItsChallenge_AreTwoRows()
    {
        Regimen regimen = Regimen
            .None.Boluses(Morphine, 10.MgPerKg, Route.Subcutaneous, 0.Days, 12.Hours, 6)
            .Bolus(Morphine, 2.MgPerKg, Route.Subcutaneous, 6.Days);

        Assert.That(
            Drawn(new Group("course", 0, regimen)).Select(row => row.Texts[0]),
            Is.EqualTo(new[] { "morphine 10 mg/kg sc, 6 times", "morphine 2 mg/kg sc" })
        );
    }

    [Test]
    public void Treatments_OfDosesInSeveralGroupsAtOneTime_AreOneRow()
    {
        IReadOnlyList<Treatment> Rows(params double[] doses) =>
            Drawn([
                .. doses.Select(dose => new Group($"{dose}", 0, Regimen.None.Bolus(Morphine, dose.MgPerKg, Route.Subcutaneous, 0.Days))),
            ]);

        Assert.That(Rows(2, 4, 8).Single().Texts[0], Is.EqualTo("morphine 2 mg/kg, 4 mg/kg, 8 mg/kg sc"));
        Assert.That(Rows(8, 2, 4, 1).Single().Texts[0], Is.EqualTo("morphine 1 mg/kg to 8 mg/kg sc"));
    }

    // 5 mg of sulfate are 3.8 mg of base.
    [Test]
    public void Treatments_OfASaltBesideTheBase_SayWhichIsWhich()
    {
        Regimen Dose(string form, double mgPerKg) =>
            Regimen.None.Bolus(Substance.Morphine.As(form), mgPerKg.MgPerKg, Route.Subcutaneous, 0.Days);
        Treatment given = Drawn(
                new Group("base", 0, Dose("base", 5)),
                new Group("sulfate", 0, Dose("sulfate", 5)),
                new Group("more", 0, Dose("sulfate", 10))
            )
            .Single();

        Assert.That(given.Texts[0], Is.EqualTo("morphine 5 mg/kg or morphine sulfate 5 mg/kg, 10 mg/kg sc"));
        Assert.That(given.Texts[^1], Is.EqualTo("morphine or morphine sulfate"));
    }

    [TestCase("paw", "carrageenan engages paw by 60 %")]
    [TestCase("rvm", "carrageenan blocks rvm by 60 %")]
    public void Procedures_InFigureAndDesign_HaveOneVerb(string target, string told)
    {
        var group = new Group("treated", 0, Regimen.None.Add(new Procedure(Target.Named(target), "carrageenan", 60, 1.Days, 20.Hours)));

        Assert.That(Drawn(group).Single().Texts[0], Is.EqualTo(told));
        Assert.That($"{DesignSection.Write(TestStudies.Of([-1, 14], group).Run()).Text}", Does.Contain($"{told} from day 1 for 20 h"));
    }

    [Test]
    public void Design_OfATaperAndAnEscalation_HasALineOfEach()
    {
        Regimen regimen = Taper(1.MgPerKgPerHour, 0.1.MgPerKgPerHour, 0.Days, 10.Days)
            .Boluses(Morphine, 5.MgPerKg, Route.Intravenous, 0.Days, 12.Hours, 10, 50.MgPerKg);

        Assert.That(
            $"{DesignSection.Write(TestStudies.Of([-1, 14], new Group("both", 0, regimen)).Run()).Text}",
            Does.Contain(
                "<td>morphine (base) 1 to 0.1 mg/kg/h sc linearly from day 0 for "
                    + "240 h; morphine (base) 5 to 50 mg/kg iv, 10 times from day 0 to day 4.5</td>"
            )
        );
    }

    [Test]
    public void Design_OfATaperInSteps_SaysHowMany()
    {
        Regimen regimen = Regimen.None.Ramp(Morphine, 1.MgPerKgPerHour, 0.1.MgPerKgPerHour, Route.Subcutaneous, 0.Days, 10.Days, 10);

        Assert.That(
            $"{DesignSection.Write(TestStudies.Of([-1, 14], new Group("steps", 0, regimen)).Run()).Text}",
            Does.Contain("<td>morphine (base) 1 to 0.1 mg/kg/h sc infusion from day 0 to day 10, in 10 steps</td>")
        );
    }

    private static Regimen Taper(DoseRate first, DoseRate last, StudyTime from, Duration length) =>
        Regimen.None.Ramp(Morphine, first, last, Route.Subcutaneous, from, length);

    private static IReadOnlyList<Treatment> Drawn(params Group[] groups) =>
        FigureSamples
            .Data(
                $"day,{string.Join(',', groups.Select(group => group.Name))}\n"
                    + $"-1{string.Concat(groups.Select(_ => ",10"))}\n14{string.Concat(groups.Select(_ => ",11"))}\n"
            )
            .LatencyFigure(study: TestStudies.Of([-1, 14], groups))
            .Panels[0]
            .Treatments;
}
