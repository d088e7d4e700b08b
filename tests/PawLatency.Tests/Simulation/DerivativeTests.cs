using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Simulation;

namespace PawLatency.Tests.Simulation;

/// <summary>Derivatives by dual numbers against finite differences of the eighth order, for every number that a fit can move.</summary>
[TestFixture]
public sealed class DerivativeTests
{
    // Central differences with steps h, h / 2, h / 4, h / 8, extrapolated three times: the error is of the eighth order in h. The solver
    // adds its tolerance of 1e-13 over the step.
    private const double Step = 0.04,
        Tolerance = 1e-8;

    // The unmasked part of fast sensitization has a kink where it becomes 0; these two pass it within the longer step.
    private const double StepBesideAKink = 0.005;

    private static readonly StepControl Tight = new() { RelativeTolerance = 1e-13, AbsoluteTolerance = 1e-15 };

    // Doses close together and far apart, a pump, a ramp, an antagonist, an NMDA antagonist with an active metabolite, and memories of
    // tolerance of two opioids.
    private static readonly Regimen Everything = TestStudies
        .MorphinePump.Bolus(Substance.Fentanyl.Base, 60.UgPerKg, Route.Subcutaneous, 2.Days)
        .Bolus(Substance.Fentanyl.Base, 60.UgPerKg, Route.Subcutaneous, 49.Hours)
        .Ramp(Substance.Morphine.Base, 0.2.MgPerKgPerHour, 0.MgPerKgPerHour, Route.Intravenous, 70.Hours, 80.Hours)
        .Bolus(Substance.Ketamine.Base, 10.MgPerKg, Route.Subcutaneous, 4.Days)
        .Bolus(Substance.Naloxone.Base, 0.02.MgPerKg, Route.Subcutaneous, 6.Days);

    private static readonly double[] Times = [0.5, 3, 30, 48.4, 49.2, 50, 73, 96.3, 100, 144.3, 160, 170, 200, 300];

    // Off the median in everything, so that no factor is 1 by chance.
    private static readonly VirtualRat Rat = new()
    {
        LatencyFactor = 1.1,
        ClearanceFactor = 1.2,
        DissociationFactor = 0.9,
        ToleranceFactor = 1.3,
        SensitizationFactor = 0.8,
    };

    public static IEnumerable<string> Parameters() => ParameterKey.All.Select(key => key.Key);

    [TestCaseSource(nameof(Parameters))]
    public void Latency_ByAParameter_HasTheSlopeOfAFiniteDifference(string name)
    {
        ParameterKey key = ParameterKey.Named(name);
        NociceptionParameters parameters = NociceptionParameters.Reference;
        double value = key.Get(parameters);
        Regimen regimen = With(key);

        AssertSlopes(
            name,
            change => Latencies(regimen, key.With(parameters, value * Math.Exp(change)), Rat),
            Slopes(regimen, parameters, [key.Tangent(value)], []),
            name == "withdrawal-share" ? StepBesideAKink : Step
        );
    }

    [TestCase("clearance")]
    [TestCase("affinity")]
    [TestCase("tolerance")]
    [TestCase("sensitization")]
    [TestCase("efficacy")]
    public void Latency_ByAFactorOfTheRat_HasTheSlopeOfAFiniteDifference(string name)
    {
        VirtualRat Moved(double by) =>
            name switch
            {
                "clearance" => Rat with { ClearanceFactor = Rat.ClearanceFactor * by },
                "affinity" => Rat with { DissociationFactor = Rat.DissociationFactor * by },
                "tolerance" => Rat with { ToleranceFactor = Rat.ToleranceFactor * by },
                "sensitization" => Rat with { SensitizationFactor = Rat.SensitizationFactor * by },
                _ => Rat with { MorphineDose = 1.5 * by },
            };
        VirtualRat tangent = name switch
        {
            "clearance" => VirtualRat.Still with { ClearanceFactor = Rat.ClearanceFactor },
            "affinity" => VirtualRat.Still with { DissociationFactor = Rat.DissociationFactor },
            "tolerance" => VirtualRat.Still with { ToleranceFactor = Rat.ToleranceFactor },
            "sensitization" => VirtualRat.Still with { SensitizationFactor = Rat.SensitizationFactor },
            _ => VirtualRat.Still with { MorphineDose = 1.5 },
        };
        NociceptionParameters parameters = NociceptionParameters.Reference;

        AssertSlopes(
            name,
            change => Latencies(Everything, parameters, Moved(Math.Exp(change))),
            Slopes(Everything, parameters, [], [tangent], Moved(1))
        );
    }

    // A rate of elimination close to another one: the modes are a group, and move with its mean.
    [Test]
    public void Latency_ByTheClearanceWhereRatesAreEqual_HasTheSlopeOfAFiniteDifference([Values(1.64, 1.87, 2.14)] double clearance)
    {
        VirtualRat rat = Rat with { ClearanceFactor = clearance };
        NociceptionParameters parameters = NociceptionParameters.Reference;

        AssertSlopes(
            "clearance",
            change => Latencies(Everything, parameters, rat with { ClearanceFactor = clearance * Math.Exp(change) }),
            Slopes(Everything, parameters, [], [VirtualRat.Still with { ClearanceFactor = clearance }], rat),
            StepBesideAKink
        );
    }

    [Test]
    public void Rival_ThatAdaptsToTheStimulus_HasTheSlopesOfAFiniteDifference()
    {
        Model model = Model.All.First(one => !one.Form.IsCascade);
        ParameterKey key = ParameterKey.Named("slow-tolerance-gain");
        NociceptionParameters parameters = model.Parameters;
        double value = key.Get(parameters);

        AssertSlopes(
            model.Name,
            change => Latencies(TestStudies.MorphinePump, key.With(parameters, value * Math.Exp(change)), Rat),
            Slopes(TestStudies.MorphinePump, parameters, [key.Tangent(value)], [])
        );
    }

    [Test]
    public void Numbers_OfARatWithDerivatives_AreThoseOfTheRatAlone()
    {
        double[] alone = Latencies(Everything, NociceptionParameters.Reference, Rat);
        var responses = new Response<Dual>[Times.Length];
        Cohort cohort = Of(Everything, NociceptionParameters.Reference);
        new Simulation<Dual>(cohort).Run([Rat], responses).ThrowIfFailed(Tight);

        Assert.That(
            responses.Select(response => Latency(response.ThresholdC, Dual.FromDouble(45.5)).Value),
            Is.EqualTo(alone).Within(1e-9)
        );
    }

    private static void AssertSlopes(string name, Func<double, double[]> latencies, double[] slopes, double step = Step)
    {
        double[] differences = Richardson(latencies, step);
        double scale = differences.Max(Math.Abs);
        Assert.Multiple(() =>
        {
            for (int time = 0; time < Times.Length; time++)
            {
                Assert.That(slopes[time], Is.EqualTo(differences[time]).Within(Tolerance * scale), $"{name} after {Times[time]} h");
            }
        });
    }

    private static double[] Richardson(Func<double, double[]> latencies, double widest)
    {
        double[][] table =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(level =>
                {
                    double step = widest / Math.Pow(2, level);
                    return latencies(step).Zip(latencies(-step), (up, down) => (up - down) / (2 * step)).ToArray();
                }),
        ];
        for (double power = 4; table.Length > 1; power *= 4)
        {
            table = [.. table.Skip(1).Zip(table, (fine, wide) => fine.Zip(wide, (f, w) => f + (f - w) / (power - 1)).ToArray())];
        }

        return table[0];
    }

    // A factor of a substance shows where that substance is given.
    private static Regimen With(ParameterKey key)
    {
        Substance? named = Substance.All.FirstOrDefault(substance =>
            key.Key.EndsWith($"-of-{substance.Name}", StringComparison.Ordinal) && substance.Absorption.ContainsKey(Route.Subcutaneous)
        );
        double? ngPerMl = named?.Agonist?.HalfEffectNgPerMl.Value ?? named?.NmdaHalfInhibitionNgPerMl?.Value;
        return named?.Disposition is { } body && ngPerMl is { } half
            ? Everything.Bolus(named.Base, (4 * half * body.CentralVolumeLPerKg.Value).UgPerKg, Route.Subcutaneous, 72.Hours)
            : Everything;
    }

    private static Cohort Of(Regimen regimen, NociceptionParameters parameters) =>
        new(new Dosing(regimen, 300, VirtualRat.Typical), parameters, Tight, Times);

    private static T Latency<T>(T thresholdC, T baselineThresholdC)
        where T : struct, IScalar<T> =>
        HotPlate.Standard.LatencyS(thresholdC, baselineThresholdC) + Hargreaves.Standard.LatencyS(thresholdC, baselineThresholdC);

    private static double[] Latencies(Regimen regimen, NociceptionParameters parameters, VirtualRat rat)
    {
        var responses = new Response<Real>[Times.Length];
        new Simulation<Real>(Of(regimen, parameters)).Run([rat], responses).ThrowIfFailed(Tight);
        return [.. responses.Select(response => Latency(response.ThresholdC, new Real(parameters.BaselineThresholdC)).Value)];
    }

    private static double[] Slopes(
        Regimen regimen,
        NociceptionParameters parameters,
        NociceptionParameters[] tangents,
        VirtualRat[] rats,
        VirtualRat? rat = null
    )
    {
        var responses = new Response<Dual>[Times.Length];
        new Simulation<Dual>(Of(regimen, parameters), tangents: tangents).Run([rat ?? Rat], responses, rats).ThrowIfFailed(Tight);
        Dual baseline = Gathered.Of<Dual, NociceptionParameters>([parameters], tangents, p => p.BaselineThresholdC);
        return [.. responses.Select(response => Latency(response.ThresholdC, baseline).Slopes[0])];
    }
}
