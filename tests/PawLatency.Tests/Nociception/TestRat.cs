using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Nociception;

/// <summary>A rat with round numbers, so that every term can be computed by hand, and the equations of one rat over plain
/// numbers.</summary>
internal static class TestRat
{
    public static NociceptionParameters Round { get; } =
        new()
        {
            MorphineEfficacy = 4,
            TransducerSlope = 2,
            MaximumAnalgesiaC = 10,
            AveragingRatePerH = 0.5,
            FastToleranceGain = 2,
            FastToleranceRatePerH = 0.4,
            SlowToleranceGain = 3,
            SlowToleranceRatePerH = 0.1,
            FastSensitizationGain = 1,
            FastSensitizationRatePerH = 2,
            WithdrawalShare = 0,
            SlowSensitizationGain = 4,
            SlowSensitizationRatePerH = 0.05,
            LatentAmplification = 0.5,
            LatentRatePerH = 0.01,
            LatentWeight = 0.5,
            MaximumSensitizationC = 8,
            NmdaPotentiation = 0.5,
            LowDoseExcitationC = 0,
            LowDoseAffinity = 100,
            LowDoseAntagonism = 1000,
            BaselineThresholdC = 45.5,
        };

    public static double[] Rest { get; } = new double[Equations<Real>.StateCount];

    public static Drive<Real> Drive(
        double occupancy = 0,
        double efficacy = 0,
        double antagonism = 0,
        double nmdaBlock = 0,
        double excitation = 0
    ) =>
        new(
            new Real(occupancy),
            new Real(efficacy),
            new Real(efficacy),
            new Real(efficacy),
            new Real(antagonism),
            new Real(nmdaBlock),
            new Real(excitation)
        );

    /// <summary>One agonist of a given efficacy tau.</summary>
    public static Drive<Real> Agonist(double occupancy, double tau, double antagonism = 0) => Drive(occupancy, tau * occupancy, antagonism);

    /// <summary>What a substance does in one rat.</summary>
    public static SubstanceAction<Real> Action(NociceptionParameters parameters, Substance substance, VirtualRat rat) =>
        new Potency<Real>(parameters).Action(substance, new Real(rat.DissociationFactor), new Real(rat.MorphineDose));

    public static double[] Derivative(Drive<Real> drive, params double[] state)
    {
        var derivative = new Real[state.Length];
        new Equations<Real>([Round]).Derivative(drive, [.. state.Select(value => new Real(value))], derivative);
        return [.. derivative.Select(value => value.Value)];
    }

    public static Response<Real> Respond(Drive<Real> drive, params double[] state) =>
        new Equations<Real>([Round]).Respond(drive, [.. state.Select(value => new Real(value))]);

    public static double ThresholdC(Drive<Real> drive, params double[] state) => Respond(drive, state).ThresholdC.Value;

    public static double Analgesia(Drive<Real> drive, double tolerance) => Respond(drive, 0, tolerance, 0, 0, 0, 0).Analgesia.Value;
}
