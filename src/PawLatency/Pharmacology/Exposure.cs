using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Pharmacology;

/// <summary>
/// What every substance of a regimen does at the effect site of several rats, one rat to a lane: the exact concentrations, turned into
/// the drive of the equations. Evaluates without allocating; holds scratch space, so it is not thread-safe.
/// </summary>
/// <typeparam name="T">The scalar.</typeparam>
internal sealed class Exposure<T>
    where T : struct, IScalar<T>
{
    private readonly double[] _starts;
    private readonly Segment[] _segments;
    private readonly Action[] _actions;
    private readonly Drive<T>[] _atRest;
    private readonly TargetExposure<T>[] _targets;
    private readonly T[] _concentrations;

    /// <summary>Takes the concentrations of rats that share one regimen.</summary>
    /// <param name="starts">Starts of the segments, h.</param>
    /// <param name="rats">For each lane the profiles of its substances, in the same order in every lane.</param>
    /// <param name="blocks">For each segment what procedures block in it.</param>
    /// <param name="actions">For each substance of each profile in turn, for each lane, what it does.</param>
    public Exposure(IReadOnlyList<double> starts, IReadOnlyList<IReadOnlyList<ConcentrationProfile>> rats,
        IReadOnlyList<Blocks> blocks, IReadOnlyList<IReadOnlyList<SubstanceAction>> actions)
    {
        _starts = [.. starts];
        _atRest = [.. blocks.Select(block => block.Drive<T>())];
        _actions = [.. actions.Select(lanes => new Action(lanes))];
        _concentrations = new T[_actions.Length];
        _targets = TargetExposure<T>.Of([.. actions.Select(lanes => lanes[0].Targets ?? [])], blocks);
        _segments = new Segment[_starts.Length];
        for (int segment = 0; segment < _segments.Length; segment++)
        {
            _segments[segment] = new Segment(rats, segment, _actions.Length);
        }
    }

    public int SegmentCount => _segments.Length;

    public double Start(int segment) => _starts[segment];

    /// <summary>The drive at a time of a segment; no drive in segment -1.</summary>
    public Drive<T> At(int segment, T time)
    {
        if (segment < 0)
        {
            return default;
        }

        Segment piece = _segments[segment];
        piece.Prepare(time - T.FromDouble(_starts[segment]));
        Drive<T> drive = _atRest[segment];
        for (int acting = 0; acting < _actions.Length; acting++)
        {
            T concentration = _concentrations[acting] = piece.Concentration(acting);
            Action action = _actions[acting];
            T occupancy = concentration * action.PerAgonistDissociation;
            drive = drive with
            {
                Occupancy = drive.Occupancy + occupancy,
                Efficacy = drive.Efficacy + occupancy * action.Efficacy,
                Antagonism = drive.Antagonism + concentration * action.PerAntagonistDissociation,
                NmdaBlock = drive.NmdaBlock + concentration * action.PerNmdaHalfInhibition,
                Excitation = drive.Excitation + concentration * action.Excitation,
            };
        }

        foreach (TargetExposure<T> target in _targets)
        {
            drive = target.Engage(drive, segment, _concentrations);
        }

        return drive;
    }

    private readonly struct Action(IReadOnlyList<SubstanceAction> lanes)
    {
        public T PerAgonistDissociation { get; } = Gather(lanes, a => a.PerAgonistDissociation);

        public T Efficacy { get; } = Gather(lanes, a => a.Efficacy);

        public T PerAntagonistDissociation { get; } = Gather(lanes, a => a.PerAntagonistDissociation);

        public T PerNmdaHalfInhibition { get; } = Gather(lanes, a => a.PerNmdaHalfInhibition);

        public T Excitation { get; } = Gather(lanes, a => a.Excitation);
    }

    // One piece of time between two events: the modes any rat uses, and each substance's polynomial in each mode.
    private sealed class Segment
    {
        private readonly T[] _rates;
        private readonly T[] _modes;
        private readonly int[] _degrees;
        private readonly int[] _offsets;
        private readonly T[] _coefficients;
        private readonly int _modeCount;
        private T _elapsed;

        public Segment(IReadOnlyList<IReadOnlyList<ConcentrationProfile>> rats, int segment, int actingCount)
        {
            var rates = new List<T>();
            var polynomials = new List<(int Acting, int Mode, T[] Coefficients)>();
            int firstActing = 0;
            for (int profile = 0; profile < rats[0].Count; profile++)
            {
                IReadOnlyList<ConcentrationProfile> lanes = [.. rats.Select(rat => rat[profile])];
                SubstanceChain chain = lanes[0].Chain;
                for (int slot = 0; slot < chain.Cascade.SlotCount; slot++)
                {
                    int before = polynomials.Count;
                    for (int acting = 0; acting < chain.Acting.Count; acting++)
                    {
                        if (Polynomial(lanes, segment, chain.Acting[acting].EffectSite, slot) is { Length: > 0 } coefficients)
                        {
                            polynomials.Add((firstActing + acting, rates.Count, coefficients));
                        }
                    }

                    if (polynomials.Count > before)
                    {
                        rates.Add(Gather(lanes, lane => lane.Chain.Cascade.ModeRates[slot]));
                    }
                }

                firstActing += chain.Acting.Count;
            }

            (_modeCount, _rates, _modes) = (rates.Count, [.. rates], new T[rates.Count]);
            (_degrees, _offsets) = (new int[actingCount * _modeCount], new int[actingCount * _modeCount]);
            Array.Fill(_degrees, -1);
            var packed = new List<T>();
            foreach ((int acting, int mode, T[] coefficients) in polynomials)
            {
                (_degrees[acting * _modeCount + mode], _offsets[acting * _modeCount + mode]) = (coefficients.Length - 1, packed.Count);
                packed.AddRange(coefficients);
            }

            _coefficients = [.. packed];
        }

        public void Prepare(T elapsed)
        {
            _elapsed = elapsed;
            for (int mode = 0; mode < _modeCount; mode++)
            {
                _modes[mode] = T.Exp(-(_rates[mode] * elapsed));
            }
        }

        public T Concentration(int acting)
        {
            T sum = default;
            for (int mode = 0; mode < _modeCount; mode++)
            {
                int index = acting * _modeCount + mode;
                T value = default;
                for (int degree = _degrees[index]; degree >= 0; degree--)
                {
                    value = value * _elapsed + _coefficients[_offsets[index] + degree];
                }

                sum += value * _modes[mode];
            }

            // Where a sum of exponentials rounds below zero the concentration is zero to all digits it has.
            return T.Max(sum, default);
        }

        // The polynomial up to the highest degree any lane uses; empty where no lane uses the mode.
        private static T[] Polynomial(IReadOnlyList<ConcentrationProfile> lanes, int segment, int compartment, int slot)
        {
            int length = lanes.Max(lane => lane.Segment(segment).Polynomial(compartment, slot).LastIndexOfAnyExcept(0.0) + 1);
            var coefficients = new T[length];
            for (int degree = 0; degree < length; degree++)
            {
                coefficients[degree] = Gather(lanes, lane => lane.Segment(segment).Polynomial(compartment, slot)[degree]);
            }

            return coefficients;
        }
    }

    private static T Gather<TItem>(IReadOnlyList<TItem> lanes, Func<TItem, double> value)
    {
        Span<double> values = stackalloc double[T.LaneCount];
        for (int lane = 0; lane < values.Length; lane++)
        {
            values[lane] = value(lanes[lane]);
        }

        return T.FromLanes(values);
    }
}

/// <summary>What a substance does per ng/mL at the effect site of one rat.</summary>
internal readonly record struct SubstanceAction(
    double PerAgonistDissociation, double Efficacy, double PerAntagonistDissociation, double PerNmdaHalfInhibition, double Excitation)
{
    /// <summary>The targets it engages, the same in every rat; null for none.</summary>
    public IReadOnlyList<TargetEngagement>? Targets { get; init; }
}
