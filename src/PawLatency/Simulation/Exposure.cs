using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Simulation;

/// <summary>
/// What every substance of a regimen does at the effect site of several rats, one rat to a lane: the exact concentrations, turned into
/// the drive of the equations, one piece of time after the other. Buffers are reused from rats to rats: not thread-safe, allocates
/// nothing after construction.
/// </summary>
/// <typeparam name="T">The scalar.</typeparam>
internal sealed class Exposure<T>
    where T : struct, IScalar<T>
{
    private readonly Dosing _dosing;
    private readonly Disposition<T>[] _dispositions;
    private readonly SubstanceAction<T>[] _actions;
    private readonly TargetExposure<T>[] _targets;
    private readonly T[] _concentrations,
        _shares;

    // What is read of the chains: the effect sites of all that acts, then the memories of tolerance, each with the first acting entry of
    // its substance.
    private readonly (int Chain, int Compartment)[] _reads;
    private readonly (int Acting, int Substance)[] _memories;

    // Of the present piece: the modes in use, with their place among all modes, and each substance's polynomial in each mode.
    private readonly T[] _rates,
        _modes,
        _coefficients;
    private readonly int[] _places,
        _lengths;
    private int _modeCount,
        _slot,
        _segment;
    private Drive<T> _atRest;

    /// <summary>Makes room for rats under a regimen.</summary>
    /// <param name="dosing">The regimen.</param>
    public Exposure(Dosing dosing)
    {
        _dosing = dosing;
        _dispositions = [.. dosing.Chains.Select(chain => new Disposition<T>(chain, dosing.Starts))];
        _actions = new SubstanceAction<T>[dosing.Acting.Count];
        _targets = TargetExposure<T>.Of([.. dosing.Acting.Select(substance => substance.Targets)], dosing.Blocks);
        (_concentrations, _shares) = (new T[_actions.Length], new T[_actions.Length]);
        // An opioid alone meets all of its tolerance; only where there are memories do the shares change.
        Array.Fill(_shares, T.FromDouble(1));
        (Substance Substance, int Chain, int EffectSite, int? Memory)[] acting =
        [
            .. dosing.Chains.SelectMany(
                (chain, index) => chain.Acting.Select(acts => (acts.Substance, index, acts.EffectSite, acts.Memory))
            ),
        ];
        _memories =
        [
            .. acting
                .Index()
                .Where(entry => entry.Item.Memory is not null)
                .Select(entry => (entry.Index, Array.FindIndex(acting, other => other.Substance.Name == entry.Item.Substance.Name))),
        ];
        _reads =
        [
            .. acting.Select(entry => (entry.Chain, entry.EffectSite)),
            .. _memories.Select(memory => (acting[memory.Acting].Chain, acting[memory.Acting].Memory!.Value)),
        ];
        int modes = dosing.ModeRates.Length;
        (_rates, _modes, _places) = (new T[modes], new T[modes], new int[modes]);
        _lengths = new int[_reads.Length * modes];
        _coefficients = new T[_reads.Length * modes * (Cascade.MaximumDegree + 1)];
    }

    /// <summary>Takes rats that have had nothing yet.</summary>
    /// <param name="rats">One for each lane.</param>
    /// <param name="potency">What substances do in them.</param>
    /// <param name="tangents">Derivatives of the rats' factors, one rat for each direction.</param>
    public void Load(ReadOnlySpan<VirtualRat> rats, Potency<T> potency, ReadOnlySpan<VirtualRat> tangents = default)
    {
        LoadClearance(Gathered.Of<T, VirtualRat>(rats, tangents, rat => rat.ClearanceFactor));
        T dissociation = Gathered.Of<T, VirtualRat>(rats, tangents, rat => rat.DissociationFactor),
            morphineDose = Gathered.Of<T, VirtualRat>(rats, tangents, rat => rat.MorphineDose);
        for (int acting = 0; acting < _actions.Length; acting++)
        {
            _actions[acting] = potency.Action(_dosing.Acting[acting], dissociation, morphineDose);
        }
    }

    /// <summary>Takes what each substance does as given.</summary>
    internal void Load(T clearanceFactors, ReadOnlySpan<SubstanceAction<T>> actions)
    {
        LoadClearance(clearanceFactors);
        actions.CopyTo(_actions);
    }

    private void LoadClearance(T factors)
    {
        foreach (Disposition<T> disposition in _dispositions)
        {
            disposition.Load(factors);
        }
    }

    /// <summary>Goes on to a piece of time; pieces are taken in order, from the first.</summary>
    public void Begin(int segment)
    {
        double length = segment == 0 ? 0 : _dosing.Starts[segment] - _dosing.Starts[segment - 1];
        _atRest = _dosing.AtRest<T>(segment);
        (_modeCount, _slot, _segment) = (0, 0, segment);
        for (int chain = 0; chain < _dispositions.Length; chain++)
        {
            _dispositions[chain].Begin(segment, length);
            Gather(chain);
        }
    }

    /// <summary>The drive some hours after the start of the present piece.</summary>
    /// <param name="elapsed">Hours since the start.</param>
    /// <param name="typical">What is left of each mode of the typical rat then, or nothing where that is not known.</param>
    public Drive<T> After(T elapsed, ReadOnlySpan<double> typical = default)
    {
        for (int mode = 0; mode < _modeCount; mode++)
        {
            int place = _places[mode];
            _modes[mode] = place >= 0 && typical.Length > 0 ? T.FromDouble(typical[place]) : Fading(_rates[mode] * elapsed);
        }

        Remember(elapsed);
        Drive<T> drive = _atRest;
        T occupancySum = drive.Occupancy,
            efficacy = default,
            adapting = default,
            met = default,
            antagonism = drive.Antagonism,
            nmda = drive.NmdaBlock,
            excitation = drive.Excitation;
        for (int acting = 0; acting < _actions.Length; acting++)
        {
            T concentration = _concentrations[acting] = Read(acting, elapsed);
            SubstanceAction<T> action = _actions[acting];
            T occupancy = concentration * action.PerAgonistDissociation;
            occupancySum += occupancy;
            T stimulus = occupancy * action.Efficacy;
            efficacy += stimulus;
            adapting += occupancy * action.Adaptation;
            met += stimulus * _shares[acting];
            antagonism += concentration * action.PerAntagonistDissociation;
            nmda += concentration * action.PerNmdaHalfInhibition;
            excitation += concentration * action.Excitation;
        }

        drive = drive with
        {
            Occupancy = occupancySum,
            Efficacy = efficacy,
            Adapting = adapting,
            ToleranceMet = met,
            Antagonism = antagonism,
            NmdaBlock = nmda,
            Excitation = excitation,
        };
        foreach (TargetExposure<T> target in _targets)
        {
            drive = target.Engage(drive, _segment, _concentrations);
        }

        return drive;
    }

    // Most of a fast mode's time it is gone: its exponential is 0 then in every lane.
    private static T Fading(T turnovers) => T.Any(T.IsGreater(T.FromDouble(746), turnovers)) ? T.Exp(-turnovers) : default;

    // The share of tolerance that each opioid meets: all of what it built itself, its cross-tolerance of what others built. Who built
    // what is told by the stimulus of each, averaged over days.
    private void Remember(T elapsed)
    {
        if (_memories.Length == 0)
        {
            return;
        }

        T one = T.FromDouble(1),
            all = default;
        Array.Clear(_shares);
        for (int memory = 0; memory < _memories.Length; memory++)
        {
            (int acting, int substance) = _memories[memory];
            T built = Read(_actions.Length + memory, elapsed) * _actions[acting].PerAgonistDissociation * _actions[acting].Adaptation;
            _shares[substance] += built;
            all += built;
        }

        // Backwards, so that the first entry of a substance is changed after those that read it.
        for (int memory = _memories.Length - 1; memory >= 0; memory--)
        {
            (int acting, int substance) = _memories[memory];
            T cross = _actions[acting].ToleranceShare;
            _shares[acting] = cross + (one - cross) * T.Min(_shares[substance] / (all + T.FromDouble(1e-300)), one);
        }
    }

    private T Read(int read, T elapsed)
    {
        T sum = default;
        for (int mode = 0; mode < _modeCount; mode++)
        {
            int index = read * _rates.Length + mode,
                offset = index * (Cascade.MaximumDegree + 1);
            T value = default;
            for (int power = _lengths[index] - 1; power >= 0; power--)
            {
                value = T.MultiplyAdd(value, elapsed, _coefficients[offset + power]);
            }

            sum = T.MultiplyAdd(value, _modes[mode], sum);
        }

        // Where a sum of exponentials rounds below zero the concentration is zero to all digits it has.
        return T.Max(sum, default);
    }

    // The modes that what is read of the chain uses.
    private void Gather(int chain)
    {
        Disposition<T> disposition = _dispositions[chain];
        for (int slot = 0; slot < disposition.SlotCount; slot++, _slot++)
        {
            bool used = false;
            for (int read = 0; read < _reads.Length; read++)
            {
                int index = read * _rates.Length + _modeCount;
                ReadOnlySpan<T> polynomial = _reads[read].Chain == chain ? disposition.Polynomial(_reads[read].Compartment, slot) : default;
                polynomial.CopyTo(_coefficients.AsSpan(index * (Cascade.MaximumDegree + 1)));
                _lengths[index] = polynomial.Length;
                used |= polynomial.Length > 0;
            }

            if (used)
            {
                (T rate, bool typical) = disposition.Mode(slot);
                (_rates[_modeCount], _places[_modeCount]) = (rate, typical ? _slot : -1);
                _modeCount++;
            }
        }
    }
}
