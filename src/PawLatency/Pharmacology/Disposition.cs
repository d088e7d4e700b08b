using System.Runtime.InteropServices;
using PawLatency.Numerics;

namespace PawLatency.Pharmacology;

/// <summary>
/// Exact concentrations of one substance and its metabolite in several rats, one per SIMD lane, segment by segment. Reuses its buffers: not
/// thread-safe, no allocation after construction.
/// </summary>
/// <typeparam name="T">The scalar.</typeparam>
internal sealed class Disposition<T>
    where T : struct, IScalar<T>
{
    private readonly SubstanceChain _chain;
    private readonly ChainSchedule _schedule;
    private readonly int _count,
        _slotCount,
        _linkCount;

    // Values of all lanes, lane by lane.
    private readonly double[] _laneRates,
        _laneGains,
        _laneModes;
    private readonly int[] _laneSlots,
        _laneLengths,
        _lengths;
    private readonly Real[] _laneCoefficients;
    private readonly double[] _early;

    private readonly T[] _rates,
        _gains,
        _modes,
        _state,
        _work,
        _coefficients;
    private readonly double[] _steady,
        _constant,
        _slope;
    private readonly bool[] _typical;
    private bool _alike;
    private int _degree;

    public Disposition(SubstanceChain chain, ReadOnlySpan<double> starts)
    {
        (_chain, _count, _slotCount) = (chain, chain.Cascade.CompartmentCount, chain.Cascade.SlotCount);
        _schedule = new ChainSchedule(chain, starts);
        foreach (Compartment compartment in chain.Cascade.Compartments)
        {
            _linkCount += compartment.Inputs.Length;
        }

        int most = _count * _slotCount * (Cascade.MaximumDegree + 1);
        (_laneRates, _laneGains, _laneModes) = (
            new double[T.LaneCount * _count],
            new double[T.LaneCount * _linkCount],
            new double[T.LaneCount * _slotCount]
        );
        (_laneSlots, _laneCoefficients, _early) = (new int[T.LaneCount * _count], new Real[most], new double[4 * _count]);
        _work = new T[T.HasSlopes ? 2 * _count : 0];
        (_rates, _gains, _modes, _state, _coefficients) = (new T[_count], new T[_linkCount], new T[_slotCount], new T[_count], new T[most]);
        (_lengths, _laneLengths) = (new int[_count * _slotCount], new int[_count * _slotCount]);
        (_steady, _constant, _slope, _typical) = (new double[_count], new double[_count], new double[_count], new bool[_slotCount]);
    }

    /// <summary>Number of modes.</summary>
    public int SlotCount => _slotCount;

    /// <summary>Resets the state for rats before their first dose.</summary>
    /// <param name="clearanceFactors">Factor on clearance.</param>
    public void Load(T clearanceFactors)
    {
        bool grouped = false;
        _alike = true;
        _chain.Refit(clearanceFactors, _rates, _gains);
        Unpack(_rates, _laneRates);
        Unpack(_gains, _laneGains);
        for (int lane = 0; lane < T.LaneCount; lane++)
        {
            grouped |= Cascade.Group(Rates(lane), Slots(lane), Modes(lane));
            _alike &= Slots(lane).SequenceEqual(Slots(0));
        }

        _degree =
            grouped ? Cascade.MaximumDegree
            : _schedule.HasRamps ? 1
            : 0;
        PackModes();
        for (int slot = 0; slot < _slotCount; slot++)
        {
            _typical[slot] = !_modes[slot].IsMoving;
            for (int lane = 0; lane < T.LaneCount; lane++)
            {
                _typical[slot] &= Modes(lane)[slot] == _chain.Cascade.ModeRates[slot];
            }
        }

        Array.Clear(_state);
        Array.Clear(_steady);
    }

    /// <summary>Advances to the next segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="lengthBefore">Length of the previous segment, h; 0 for the first.</param>
    public void Begin(int segment, double lengthBefore)
    {
        if (segment > 0)
        {
            Carry(lengthBefore);
        }

        foreach (ChainEvent happening in _schedule.Events(segment))
        {
            switch (happening.Action)
            {
                case ChainAction.AddAmount:
                    _state[happening.Compartment] += T.FromDouble(happening.Amount);
                    break;
                case ChainAction.AddRate:
                    _steady[happening.Compartment] = happening.AddedTo(_steady[happening.Compartment]);
                    break;
                default:
                    _state[happening.Compartment] = default;
                    break;
            }
        }

        _schedule.Inputs(segment, _steady, _constant, _slope);
        Solve();
    }

    /// <summary>Rate of a mode, 1/h, and whether it is that of the typical rat in every lane.</summary>
    public (T Rate, bool Typical) Mode(int slot) => (_modes[slot], _typical[slot]);

    /// <summary>The polynomial of a compartment in a mode, up to the highest power that any rat uses.</summary>
    public ReadOnlySpan<T> Polynomial(int compartment, int slot)
    {
        int place = compartment * _slotCount + slot;
        ReadOnlySpan<T> all = _coefficients.AsSpan(place * (_degree + 1), _lengths[place]);
        int length = all.Length;
        while (length > 0 && !all[length - 1].IsMoving && !T.Any(T.IsGreater(T.Abs(all[length - 1]), default)))
        {
            length--;
        }

        return all[..length];
    }

    private void Solve()
    {
        if (_alike)
        {
            SolveTogether();
            return;
        }

        // Rats whose rates form different groups are solved one by one.
        for (int lane = 0; lane < T.LaneCount; lane++)
        {
            SolveLane(lane);
            for (int place = 0; place < _lengths.Length; place++)
            {
                Insert(lane, place);
            }
        }
    }

    private void SolveTogether()
    {
        ReadOnlySpan<Compartment> compartments = _chain.Cascade.Compartments;
        var filter = new CascadeFilter<T>(_slotCount, _degree, _modes, _coefficients, _lengths);
        for (int i = 0, link = 0; i < _count; link += compartments[i].Inputs.Length, i++)
        {
            filter.Pass(
                i,
                _laneSlots[i],
                _rates[i],
                compartments[i].Inputs,
                _gains.AsSpan(link),
                _state[i],
                T.FromDouble(_constant[i]),
                T.FromDouble(_slope[i])
            );
        }
    }

    private void SolveLane(int lane)
    {
        ReadOnlySpan<Compartment> compartments = _chain.Cascade.Compartments;
        var filter = new CascadeFilter<Real>(
            _slotCount,
            _degree,
            MemoryMarshal.Cast<double, Real>(Modes(lane)),
            _laneCoefficients,
            _laneLengths
        );
        ReadOnlySpan<Real> gains = MemoryMarshal.Cast<double, Real>(Gains(lane));
        for (int i = 0, link = 0; i < _count; link += compartments[i].Inputs.Length, i++)
        {
            filter.Pass(
                i,
                Slots(lane)[i],
                new Real(Rates(lane)[i]),
                compartments[i].Inputs,
                gains[link..],
                new Real(_state[i][lane]),
                new Real(_constant[i]),
                new Real(_slope[i])
            );
        }
    }

    // Stores the polynomial of one rat in its lane, with zeros for unused powers.
    private void Insert(int lane, int place)
    {
        Span<T> together = _coefficients.AsSpan(place * (_degree + 1), _degree + 1);
        int before = lane == 0 ? 0 : _lengths[place],
            length = Math.Max(before, _laneLengths[place]);
        together[before..length].Clear();
        Span<double> packed = MemoryMarshal.Cast<T, double>(together);
        for (int power = 0; power < length; power++)
        {
            packed[power * T.LaneCount + lane] = power < _laneLengths[place] ? _laneCoefficients[place * (_degree + 1) + power].Value : 0;
        }

        _lengths[place] = length;
    }

    // State at the end of a segment; computed from positive terms only while the exponentials still cancel.
    private void Carry(double hours)
    {
        var late = new CascadeFilter<T>(_slotCount, _degree, _modes, _coefficients, _lengths);
        Span<bool> isEarly = stackalloc bool[T.LaneCount];
        for (int lane = 0; lane < T.LaneCount; lane++)
        {
            isEarly[lane] = CascadeSolution.IsEarly(hours, Fastest(lane));
        }

        if (T.HasSlopes && isEarly[0])
        {
            Cascade.Early<T>(_chain.Cascade.Compartments, _rates, _gains, _state, _constant, _slope, hours, _work, _state);
            return;
        }

        Span<double> before = MemoryMarshal.Cast<T, double>(_state.AsSpan());
        for (int lane = 0; lane < T.LaneCount; lane++)
        {
            if (isEarly[lane])
            {
                CarryEarly(lane, before, hours);
            }
        }

        for (int i = 0; i < _count; i++)
        {
            T value = late.Late(i, T.FromDouble(hours));
            if (T.HasSlopes)
            {
                _state[i] = value;
                continue;
            }

            for (int lane = 0; lane < T.LaneCount; lane++)
            {
                before[i * T.LaneCount + lane] = isEarly[lane] ? before[i * T.LaneCount + lane] : value[lane];
            }
        }
    }

    private void CarryEarly(int lane, Span<double> before, double hours)
    {
        Span<double> early = _early.AsSpan(0, _count),
            initial = _early.AsSpan(_count, _count);
        for (int i = 0; i < _count; i++)
        {
            initial[i] = before[i * T.LaneCount + lane];
        }

        Cascade.Early<Real>(
            _chain.Cascade.Compartments,
            MemoryMarshal.Cast<double, Real>(Rates(lane)),
            MemoryMarshal.Cast<double, Real>(Gains(lane)),
            MemoryMarshal.Cast<double, Real>(initial),
            _constant,
            _slope,
            hours,
            MemoryMarshal.Cast<double, Real>(_early.AsSpan(2 * _count)),
            MemoryMarshal.Cast<double, Real>(early)
        );
        for (int i = 0; i < _count; i++)
        {
            before[i * T.LaneCount + lane] = early[i];
        }
    }

    private double Fastest(int lane)
    {
        double fastest = 0;
        foreach (double rate in Rates(lane))
        {
            fastest = Math.Max(fastest, rate);
        }

        return fastest;
    }

    private Span<double> Rates(int lane) => _laneRates.AsSpan(lane * _count, _count);

    private Span<double> Gains(int lane) => _laneGains.AsSpan(lane * _linkCount, _linkCount);

    private Span<double> Modes(int lane) => _laneModes.AsSpan(lane * _slotCount, _slotCount);

    private Span<int> Slots(int lane) => _laneSlots.AsSpan(lane * _count, _count);

    private static void Unpack(ReadOnlySpan<T> values, Span<double> lanes)
    {
        for (int i = 0; i < values.Length; i++)
        {
            for (int lane = 0; lane < T.LaneCount; lane++)
            {
                lanes[lane * values.Length + i] = values[i][lane];
            }
        }
    }

    // The rate of a mode is the mean of the rates of its group, and so are its derivatives.
    private void PackModes()
    {
        Span<double> lanes = stackalloc double[T.LaneCount];
        for (int slot = 0; slot < _slotCount; slot++)
        {
            for (int lane = 0; lane < T.LaneCount; lane++)
            {
                lanes[lane] = Modes(lane)[slot];
            }

            _modes[slot] = T.FromLanes(lanes);
        }

        if (T.HasSlopes)
        {
            Span<int> slots = Slots(0);
            for (int i = 0; i < _count; i++)
            {
                T change = _rates[i] - T.FromDouble(_rates[i][0]);
                _modes[slots[i]] += change / T.FromDouble(slots.Count(slots[i]));
            }
        }
    }
}
