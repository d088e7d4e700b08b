using System.Globalization;
using PawLatency.Assays;
using PawLatency.Pharmacology;

namespace PawLatency.Nociception;

/// <summary>
/// Converts measured properties of a substance (EC50 and efficacy relative to morphine) to the constants of the operational model. A
/// calibration of the system does not change the measured values.
/// </summary>
internal sealed class Potency
{
    private readonly NociceptionParameters _parameters;
    private readonly double _halfEffectStimulus;

    public Potency(NociceptionParameters parameters)
    {
        _parameters = parameters;
        Hargreaves standard = Hargreaves.Standard;
        double halfEffectS = (standard.BaselineS + standard.CutoffS) / 2;
        double rise = standard.ThresholdC(halfEffectS, parameters.BaselineThresholdC) - parameters.BaselineThresholdC;
        double analgesia = rise / parameters.MaximumAnalgesiaC;
        if (!(analgesia < 1))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Half of the maximum possible effect needs {rise:G4} C, and the "
                        + $"analgesic drive gives at most {parameters.MaximumAnalgesiaC:G4} C."
                ),
                nameof(parameters)
            );
        }

        _halfEffectStimulus = Math.Pow(analgesia / (1 - analgesia), 1 / parameters.TransducerSlope);
    }

    /// <summary>Efficacy tau of an agonist.</summary>
    public double Efficacy(MuAgonist agonist) => agonist.RelativeEfficacy.Value * _parameters.MorphineEfficacy;

    /// <summary>Dissociation constant KA, ng/mL: tau u / (1 + u) is the stimulus of half effect, with u = EC50 / KA.</summary>
    /// <exception cref="ArgumentException">The efficacy is too low to reach half effect.</exception>
    public double DissociationNgPerMl(Substance substance, MuAgonist agonist)
    {
        double reserve = Efficacy(agonist) / _halfEffectStimulus - 1;
        return reserve > 0
            ? agonist.HalfEffectNgPerMl.Value * _parameters.Potency.HalfEffect(substance.Name) * reserve
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{substance.Name} has an efficacy of {Efficacy(agonist):G4}, and half of the maximum possible "
                        + $"effect needs more than {_halfEffectStimulus:G4}: a half-effect concentration does not exist."
                ),
                nameof(substance)
            );
    }

    /// <summary>
    /// Factor on the efficacy of an agonist in a rat that needs another dose of morphine. The ED50 is proportional to KA / (tau / E - 1),
    /// and the affinity is unchanged.
    /// </summary>
    private double EfficacyShare(double morphineDose)
    {
        double reserve = _parameters.MorphineEfficacy / _halfEffectStimulus - 1;
        return morphineDose == 1 ? 1 : (reserve / morphineDose + 1) / (reserve + 1);
    }

    /// <summary>Action of a substance in one rat, per ng/mL.</summary>
    public SubstanceAction Action(Substance substance, VirtualRat rat)
    {
        double perAgonist = substance.Agonist is { } agonist ? 1 / (DissociationNgPerMl(substance, agonist) * rat.DissociationFactor) : 0;
        double perAntagonist = substance.AntagonistDissociationNgPerMl is { } antagonist
            ? 1 / (antagonist.Value * rat.DissociationFactor)
            : 0;
        double perNmda = substance.NmdaHalfInhibitionNgPerMl is { } nmda
            ? 1 / (nmda.Value * _parameters.Potency.HalfInhibition(substance.Name))
            : 0;
        double efficacy = substance.Agonist is { } mu ? Efficacy(mu) : 0;
        // A more sensitive rat does not adapt more: adaptation follows the efficacy in the standard rat.
        return new SubstanceAction(
            perAgonist,
            efficacy * EfficacyShare(rat.MorphineDose),
            efficacy,
            substance.CrossTolerance,
            perAntagonist,
            perNmda,
            substance.ExcitationMlPerNg?.Value ?? 0
        );
    }
}
