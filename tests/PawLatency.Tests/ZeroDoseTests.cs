using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Pharmacology;

namespace PawLatency.Tests;

/// <summary>A dose of zero is the vehicle, to the last bit.</summary>
[TestFixture]
public sealed class ZeroDoseTests
{
    private static readonly double[] Days = [-1, 0, 1.5, 4, 8];

    private static readonly string[] Drugs =
    [
        "morphine",
        "fentanyl",
        "remifentanil",
        "methadone",
        "buprenorphine",
        "oxycodone",
        "naloxone",
        "naltrexone",
        "dizocilpine",
        "ketamine",
        "saline",
    ];

    private readonly GroupResult _saline = Run(TestStudies.SalinePump);

    // Ten random regimens of up to five administrations: each run solves five rats, so more would only cost time.
    [Test]
    public void Dose_OfZeroOfAnything_EqualsSalineBitForBit() =>
        Prop.ForAll(Regimens.ToArbitrary(), SameAsSaline).Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    [Test]
    public void Saline_EveryTypicalLatency_IsTheBaseline()
    {
        double[] latencies = _saline.Typical.Curve.Values.ToArray();

        Assert.That(latencies, Is.All.EqualTo(latencies[0]), "to the last bit");
        Assert.That(latencies[0], Is.EqualTo(Hargreaves.Standard.BaselineS).Within(1e-12));
    }

    // The comparison above must be able to fail.
    [Test]
    public void Dose_OfLittle_DoesNotEqualSaline() =>
        Assert.That(SameAsSaline(Regimen.None.Bolus(Substance.Morphine.Base, 1.MgPerKg, Route.Subcutaneous, 1.4.Days)), Is.False);

    private bool SameAsSaline(Regimen regimen)
    {
        GroupResult other = Run(regimen);
        double baseline = _saline.Typical.Curve.Values[0];
        return other.Typical.Curve.Values.ToArray().All(latency => latency == baseline)
            && other
                .Rats.Zip(_saline.Rats)
                .All(pair => pair.First.Rat == pair.Second.Rat && pair.First.Trials.SequenceEqual(pair.Second.Trials));
    }

    private static GroupResult Run(Regimen regimen) => TestStudies.Of(Days, new Group("rats", 5, regimen)).Run().Groups[0];

    private static Gen<Regimen> Regimens =>
        Given.NonEmptyListOf().Select(list => list.Take(5).Aggregate(Regimen.None, (regimen, given) => regimen.Add(given)));

    private static Gen<Administration> Given =>
        from kind in Gen.Choose(0, 2)
        from name in Gen.Elements(Drugs)
        from hours in Gen.Choose(-10, 150)
        from route in Gen.Elements(Route.Intravenous, Route.Subcutaneous, Route.Intraperitoneal)
        let drug = Substance.Named(name)
        let way = drug.WhyNot(route) is null ? route : Route.Intravenous
        select kind switch
        {
            0 => (Administration)new Bolus(drug.Base, default, way, hours.Hours),
            1 => new Infusion(drug.Base, default, way, hours.Hours, 2.5.Hours),
            _ => new PumpImplant(
                AlzetPump.Model2ML1,
                drug.Base,
                default,
                hours.Hours,
                (hours + 20).Hours,
                way == Route.Intraperitoneal ? Route.Intravenous : way
            ),
        };
}
