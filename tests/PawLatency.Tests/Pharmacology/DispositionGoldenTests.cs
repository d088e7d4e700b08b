using NUnit.Framework;
using PawLatency.Pharmacology;
using PawLatency.Tests.Goldens;

namespace PawLatency.Tests.Pharmacology;

/// <summary>
/// The closed form against a numerical integration of the same physiology, written independently (Goldens/make_disposition.py).
/// Maker, command, versions and date stand at the head of each file.
/// </summary>
public class DispositionGoldenTests
{
    // The promise of the library. The golden itself is within 1e-12: it was checked against 50 digits.
    private const double RelativeTolerance = 1e-9;

    // An empty cell is below 1e-12 of its curve's peak: so must the closed form be, on either side of zero.
    private const double Nothing = 1e-12;

    private static readonly IReadOnlyDictionary<string, Route> Routes = new Dictionary<string, Route>
    {
        ["iv"] = Route.Intravenous,
        ["sc"] = Route.Subcutaneous,
        ["ip"] = Route.Intraperitoneal,
        ["po"] = Route.Oral,
    };

    // A gas is breathed and has none of these routes; its one compartment is among the random substances.
    public static IEnumerable<string> Substances =>
        Substance
            .All.Where(substance => substance is { Disposition: not null, GasInBloodNgPerMl: null })
            .Select(substance => substance.Name);

    [TestCaseSource(nameof(Substances))]
    public void Concentrations_SubstanceOfTheLibrary_AgreeWithIntegration(string name)
    {
        var rows = GoldenFile.Rows("disposition_library.csv").Where(row => row["substance"] == name).ToList();
        var substance = Substance.Named(name);
        string[] expected =
        [
            .. Routes.Values.Where(route => substance.WhyNot(route) is null).Select(route => $"bolus {route}"),
            "infusion Intravenous",
        ];
        Assert.That(
            rows.Select(row => $"{row["regimen"]} {Routes[row["route"]]}").Distinct(),
            Is.SupersetOf(expected),
            "the golden covers every route"
        );

        double worst = rows.GroupBy(row => (row["regimen"], row["route"]))
            .Max(curve =>
                Compare(
                    [.. curve],
                    new Disposition(substance, Given(substance, curve.Key.Item1, Routes[curve.Key.Item2], 72)),
                    curve.Key.ToString()
                )
            );
        TestContext.Out.WriteLine($"{name}: {rows.Count} rows, largest error {worst:E1} of 1E-9");
    }

    [TestCase("none", 102)]
    [TestCase("ke0=alpha", 7)]
    [TestCase("ke0=beta", 7)]
    [TestCase("ka=alpha", 7)]
    [TestCase("ka=beta", 7)]
    [TestCase("ka=ke0", 7)]
    [TestCase("ka=1/tau", 7)]
    [TestCase("ke0=1/tau", 7)]
    [TestCase("beta=1/tau", 7)]
    [TestCase("ka=ke0=alpha", 7)]
    [TestCase("ka=ke0=beta", 7)]
    [TestCase("ka=ke0=1/tau", 7)]
    [TestCase("ke0=beta=1/tau", 7)]
    [TestCase("ka=ke0=beta=1/tau", 7)]
    [TestCase("alpha=beta", 7)]
    [TestCase("metabolite", 20)]
    public void Concentrations_RandomSubstances_AgreeWithIntegration(string near, int count)
    {
        var cases = GoldenFile.Rows("disposition_random.csv").Where(row => row["near"] == near).GroupBy(row => row["case"]).ToList();
        Assert.That(cases, Has.Count.EqualTo(count));
        double worst = cases.Max(curve =>
        {
            IDictionary<string, string> first = curve.First();
            Substance substance = Parent(first);
            return Compare(
                [.. curve],
                new Disposition(substance, Given(substance, first["regimen"], Routes[first["route"]], 12)),
                $"case {curve.Key}, {near}, difference {first["difference"]}"
            );
        });
        TestContext.Out.WriteLine($"{near}: {cases.Count} substances, largest error {worst:E1} of 1E-9");
    }

    // Nearly equal rates, lines up and down, from a thousandth of the line's length on.
    [TestCase("none", 40)]
    [TestCase("ke0=alpha", 7)]
    [TestCase("ke0=beta", 7)]
    [TestCase("ka=alpha", 7)]
    [TestCase("ka=beta", 7)]
    [TestCase("ka=ke0", 7)]
    [TestCase("ka=ke0=alpha", 7)]
    [TestCase("ka=ke0=beta", 7)]
    [TestCase("alpha=beta", 7)]
    [TestCase("metabolite", 20)]
    public void Concentrations_RatesAlongALine_AgreeWithIntegration(string near, int count)
    {
        var cases = GoldenFile.Rows("disposition_ramps.csv").Where(row => row["near"] == near).GroupBy(row => row["case"]).ToList();
        Assert.That(cases, Has.Count.EqualTo(count));
        double worst = cases.Max(curve =>
        {
            IDictionary<string, string> first = curve.First();
            double Number(string column) => GoldenFile.Number(first, column);
            Substance substance = Parent(first);
            var ramp = new Ramp(
                substance.Base,
                Number("first").UgPerKgPerHour,
                Number("last").UgPerKgPerHour,
                Routes[first["route"]],
                0.Hours,
                Number("length").Hours
            );
            return Compare([.. curve], new Disposition(substance, ramp), $"case {curve.Key}, {near}, difference {first["difference"]}");
        });
        TestContext.Out.WriteLine($"{near}: {cases.Count} substances, largest error {worst:E1} of 1E-9");
    }

    private static Administration Given(Substance substance, string regimen, Route route, double removalH) =>
        regimen switch
        {
            "bolus" => new Bolus(substance.Base, 1.MgPerKg, route, 0.Hours),
            "infusion" => new Infusion(substance.Base, 0.5.MgPerKgPerHour, route, 0.Hours, 2.Hours),
            "pump" => new PumpImplant(AlzetPump.Model2ML1, substance.Base, 0.5.MgPerKgPerHour, 0.Hours, removalH.Hours, route),
            "pellet" => new PelletImplant(Pellet.Morphine75Mg, 1, 0.Hours, removalH.Hours),
            _ => throw new ArgumentOutOfRangeException(nameof(regimen), regimen, "no such regimen"),
        };

    private static Substance Parent(IDictionary<string, string> row)
    {
        double Number(string column) => GoldenFile.Number(row, column);
        Metabolite? metabolite =
            row["m_fraction"].Length == 0
                ? null
                : new Metabolite(
                    Disposition.Make(Number("m_cl"), Number("m_v1"), Number("m_q"), Number("m_v2"), Number("m_ke0"), name: "metabolite"),
                    Number("m_fraction")
                );
        return Disposition.Make(
            Number("cl"),
            Number("v1"),
            Number("q"),
            Number("v2"),
            Number("ke0"),
            Number("ka"),
            Number("f"),
            metabolite,
            "parent"
        );
    }

    // Compares plasma and effect site of everything that acts; returns the largest relative error.
    private static double Compare(IReadOnlyList<IDictionary<string, string>> rows, Disposition solution, string what)
    {
        double worst = 0;
        IReadOnlyList<(Substance Substance, int Plasma, int EffectSite, int? Memory)> acting = solution.Profile.Chain.Acting;
        Assert.That(rows.Select(row => row["acting"]).Distinct(), Is.EquivalentTo(acting.Select(one => one.Substance.Name)), what);
        for (int i = 0; i < acting.Count; i++)
        {
            var own = rows.Where(row => row["acting"] == acting[i].Substance.Name).ToList();
            foreach ((string column, int compartment) in new[] { ("plasma", acting[i].Plasma), ("effect", acting[i].EffectSite) })
            {
                double peak = own.Max(row => GoldenFile.NumberOrNull(row, column) ?? 0);
                foreach (IDictionary<string, string> row in own)
                {
                    double value = solution.Profile.At(compartment, GoldenFile.Number(row, "hours"));
                    string where = $"{what}: {acting[i].Substance.Name} {column} at {row["hours"]} h";
                    if (GoldenFile.NumberOrNull(row, column) is not { } expected)
                    {
                        Assert.That(Math.Abs(value), Is.LessThan(Nothing * peak), where);
                        continue;
                    }

                    double allowed = RelativeTolerance * expected;
                    worst = Math.Max(worst, Math.Abs(value - expected) / allowed * RelativeTolerance);
                    Assert.That(value, Is.EqualTo(expected).Within(allowed), where);
                }
            }
        }

        return worst;
    }
}
