using System.Globalization;
using PawLatency.Assays;
using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Nociception;

/// <summary>
/// Converts measured properties of a substance (EC50 and efficacy relative to morphine) to the constants of the operational model. A
/// calibration of the system does not change the measured values.
/// </summary>
/// <typeparam name="T">The scalar.</typeparam>
internal sealed class Potency<T>
    where T : struct, IScalar<T>
{
    private readonly NociceptionParameters[] _lanes,
        _tangents;
    private readonly T _morphineEfficacy,
        _halfEffectStimulus;

    /// <summary>Converts for rats with one set of parameters.</summary>
    /// <param name="parameters">The set.</param>
    /// <param name="tangents">Its derivatives, one set for each direction.</param>
    public Potency(NociceptionParameters parameters, params IReadOnlyList<NociceptionParameters> tangents)
    {
        (_lanes, _tangents) = ([.. Enumerable.Repeat(parameters, T.LaneCount)], [.. tangents]);
        _morphineEfficacy = Parameter(p => p.MorphineEfficacy);
        Hargreaves standard = Hargreaves.Standard;
        T baseline = Parameter(p => p.BaselineThresholdC),
            one = T.FromDouble(1);
        T rise = standard.ThresholdC((standard.BaselineS + standard.CutoffS) / 2, baseline) - baseline;
        T analgesia = rise / Parameter(p => p.MaximumAnalgesiaC);
        if (!(analgesia[0] < 1))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Half of the maximum possible effect needs {rise[0]:G4} C, and the "
                        + $"analgesic drive gives at most {parameters.MaximumAnalgesiaC:G4} C."
                ),
                nameof(parameters)
            );
        }

        _halfEffectStimulus = T.Pow(analgesia / (one - analgesia), one / Parameter(p => p.TransducerSlope));
    }

    /// <summary>Efficacy tau of an agonist.</summary>
    public T Efficacy(MuAgonist agonist) => T.FromDouble(agonist.RelativeEfficacy.Value) * _morphineEfficacy;

    /// <summary>Dissociation constant KA, ng/mL: tau u / (1 + u) is the stimulus of half effect, with u = EC50 / KA.</summary>
    /// <exception cref="ArgumentException">The efficacy is too low to reach half effect.</exception>
    public T DissociationNgPerMl(Substance substance, MuAgonist agonist)
    {
        T reserve = Efficacy(agonist) / _halfEffectStimulus - T.FromDouble(1);
        return reserve[0] > 0
            ? T.FromDouble(agonist.HalfEffectNgPerMl.Value) * Factor(substance, static (p, name) => p.Potency.HalfEffect(name)) * reserve
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{substance.Name} has an efficacy of {Efficacy(agonist)[0]:G4}, and half of the maximum possible "
                        + $"effect needs more than {_halfEffectStimulus[0]:G4}: a half-effect concentration does not exist."
                ),
                nameof(substance)
            );
    }

    /// <summary>
    /// Factor on the efficacy of an agonist in a rat that needs another dose of morphine. The ED50 is proportional to KA / (tau / E - 1),
    /// and the affinity is unchanged.
    /// </summary>
    private T EfficacyShare(T morphineDose)
    {
        T one = T.FromDouble(1),
            reserve = _morphineEfficacy / _halfEffectStimulus - one;
        T other = T.IsGreater(T.Abs(morphineDose - one), default);
        return T.Select(other, (reserve / morphineDose + one) / (reserve + one), one);
    }

    /// <summary>Action of a substance, per ng/mL.</summary>
    /// <param name="substance">The substance.</param>
    /// <param name="dissociationFactor">Factor of each rat on dissociation constants.</param>
    /// <param name="morphineDose">Dose of morphine that each rat needs, relative to the standard rat.</param>
    public SubstanceAction<T> Action(Substance substance, T dissociationFactor, T morphineDose)
    {
        T one = T.FromDouble(1);
        T perAgonist = substance.Agonist is { } agonist ? one / (DissociationNgPerMl(substance, agonist) * dissociationFactor) : default;
        T perAntagonist = substance.AntagonistDissociationNgPerMl is { } antagonist
            ? one / (T.FromDouble(antagonist.Value) * dissociationFactor)
            : default;
        T perNmda = substance.NmdaHalfInhibitionNgPerMl is { } nmda
            ? one / (T.FromDouble(nmda.Value) * Factor(substance, static (p, name) => p.Potency.HalfInhibition(name)))
            : default;
        T efficacy = substance.Agonist is { } mu ? Efficacy(mu) : default;
        // A more sensitive rat does not adapt more: adaptation follows the efficacy in the standard rat.
        return new SubstanceAction<T>(
            perAgonist,
            efficacy * EfficacyShare(morphineDose),
            efficacy,
            T.FromDouble(substance.CrossTolerance),
            perAntagonist,
            perNmda,
            T.FromDouble(substance.ExcitationMlPerNg?.Value ?? 0)
        );
    }

    private T Factor(Substance substance, Func<NociceptionParameters, string, double> value) =>
        Gathered.Of<T, NociceptionParameters, string>(_lanes, _tangents, substance.Name, value);

    private T Parameter(Func<NociceptionParameters, double> value) => Gathered.Of<T, NociceptionParameters>(_lanes, _tangents, value);
}
