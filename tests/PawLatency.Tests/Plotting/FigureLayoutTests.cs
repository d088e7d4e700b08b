using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Pharmacology;
using PawLatency.Plotting;
using PawLatency.Tests.Numerics;

namespace PawLatency.Tests.Plotting;

/// <summary>No text lies on another, on the data or outside the drawing, whatever the width, the names and what is given.</summary>
[TestFixture]
public sealed class FigureLayoutTests
{
    private static readonly string[] Names =
    [
        "saline",
        "morphine",
        "morphine 0.5 mg/kg/h and naloxone 1 mg/kg every day before the test",
        "vehicle (0.9 % NaCl)",
        "x",
        "ラット一群モルヒネ",
        "MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM",
        "fentanyl 4 x 60 µg/kg",
    ];

    [Test]
    public void ToSvg_EachKindAtEveryWidth_PutsNoTextOnAnother() =>
        RepeatableProperty.Check(
            from kind in Gen.Elements(FigureSamples.All.Keys.ToArray())
            from width in Gen.Choose(320, 2000)
            from height in Gen.Elements(0, 200, 500, 1500)
            select (kind, width, height),
            60,
            figure => AssertClear(FigureSamples.All[figure.kind](), figure.width, figure.height)
        );

    [Test]
    public void ToSvg_AnyStudyAtEveryWidth_PutsNoTextOnAnother() =>
        RepeatableProperty.Check(
            from names in Gen.Shuffle(Names)
            from groups in Gen.Choose(1, 6)
            from lasting in Gen.Choose(1, 300)
            from doses in Gen.Choose(0, 5)
            from width in Gen.Choose(320, 2000)
            from split in Gen.Elements(true, false)
            from cutoff in Gen.Elements(10.6, 11, 20, 45)
            select (names, groups, lasting, doses, width, split, cutoff),
            60,
            drawn =>
            {
                StudyResult result = Studies(drawn.names[..drawn.groups], drawn.lasting, drawn.doses, drawn.cutoff);
                AssertClear(drawn.split ? result.GroupFigures() : result.LatencyFigure(), drawn.width, 0);
                AssertClear(result.MechanismFigure(), drawn.width, 0);
            }
        );

    // At 340 px two lines and more; a name that is cut would be lost in a picture.
    [Test]
    public void Legend_OfLongNames_IsBrokenBetweenWordsAndNothingIsLost()
    {
        Figure figure = Studies([Names[2], Names[0], "morphine 0.5 mg/kg/h and saline every day before the test"], 100, 2, 20)
            .LatencyFigure();
        var drawn = new Drawn(figure, 340);
        string all = string.Join(' ', drawn.Texts.Select(text => text.Text));

        foreach (LegendEntry entry in figure.Legend)
        {
            Assert.That(all, Does.Contain(entry.Text));
        }

        AssertClear(figure, 340, 0);
    }

    // The finder must find.
    [Test]
    public void Overlaps_OfKnownBoxes_IsTrueForThoseThatMeet()
    {
        var box = new Box(0, 0, 10, 10);

        Assert.That(box.Overlaps(new Box(9, 9, 20, 20)), Is.True);
        Assert.That(box.Overlaps(new Box(10, 0, 20, 10)), Is.False, "side by side");
        Assert.That(new Box(0, 0, 10, 10).IsInside(9, 20), Is.False);
    }

    [Test]
    public void ToSvg_TallerThanNeeded_HasTheHeightAskedFor()
    {
        Assert.That(new Drawn(FigureSamples.Latency, 800, 1000).Height, Is.EqualTo(1000).Within(1));
        Assert.That(new Drawn(FigureSamples.Latency, 800, 200).Height, Is.GreaterThan(200), "grows where the text needs it");
    }

    private static void AssertClear(Figure figure, double width, double height)
    {
        var drawn = new Drawn(figure, width, height == 0 ? null : height);
        IReadOnlyList<(string Text, Box Box)> texts = drawn.Texts;
        Assert.That(texts, Has.Count.GreaterThan(5));
        for (int i = 0; i < texts.Count; i++)
        {
            Assert.That(
                texts[i].Box.IsInside(drawn.Width, drawn.Height),
                $"\"{texts[i].Text}\" {texts[i].Box} leaves the drawing of {drawn.Width} x {drawn.Height}"
            );
            Assert.That(
                drawn.DataAreas.Any(area => area.Overlaps(texts[i].Box)),
                Is.False,
                $"\"{texts[i].Text}\" {texts[i].Box} lies on data at {width} px"
            );
            for (int j = i + 1; j < texts.Count; j++)
            {
                Assert.That(
                    texts[i].Box.Overlaps(texts[j].Box),
                    Is.False,
                    $"\"{texts[i].Text}\" {texts[i].Box} lies on \"{texts[j].Text}\" {texts[j].Box} at {width} px"
                );
            }
        }
    }

    private static StudyResult Studies(string[] names, int lastingH, int doses, double cutoffS)
    {
        Regimen pump = Regimen.None.Infusion(
            Substance.Morphine.As("sulfate"),
            0.6.MgPerKgPerHour,
            Route.Intravenous,
            0.Days,
            ((double)lastingH).Hours
        );
        for (int dose = 0; dose < doses; dose++)
        {
            pump = pump.Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, (lastingH * dose / 5.0).Hours);
        }

        // A cutoff just above the baseline brings the names of the two levels together.
        return new Study
        {
            Assay = Hargreaves.Standard with { Cutoff = cutoffS },
            Test = new TestSchedule
            {
                Days = [-0.02],
                Also = [.. Enumerable.Range(1, 6).Select(n => (StudyTime)(lastingH * n / 4.0).Hours)],
            },
            Groups = [.. names.Select((name, index) => new Group(name, index == 1 ? 0 : 3, index == 0 ? Regimen.None : pump))],
        }.Run(options: new RunOptions { Threads = 1 });
    }
}
