namespace PawLatency.Pharmacology;

/// <summary>The exact concentrations of one substance and its metabolite in one rat, event by event.</summary>
internal sealed class ConcentrationProfile
{
    private readonly double[] _starts;
    private readonly CascadeSolution[] _segments;

    /// <summary>Solves a chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="starts">Starts of the segments, h, ascending; they must include every event of the chain.</param>
    public ConcentrationProfile(SubstanceChain chain, IReadOnlyList<double> starts)
    {
        Chain = chain;
        _starts = [.. starts];
        _segments = new CascadeSolution[_starts.Length];
        double[] state = new double[chain.Cascade.CompartmentCount],
            steady = new double[state.Length];
        double[] constant = new double[state.Length],
            slope = new double[state.Length];
        var schedule = new ChainSchedule(chain, _starts);
        for (int segment = 0; segment < _starts.Length; segment++)
        {
            state = segment > 0 ? _segments[segment - 1].At(_starts[segment] - _starts[segment - 1]) : state;

            foreach (ChainEvent happening in schedule.Events(segment))
            {
                Apply(happening, state, steady);
            }

            schedule.Inputs(segment, steady, constant, slope);
            _segments[segment] = chain.Cascade.Solve(state, constant, slope);
        }
    }

    public SubstanceChain Chain { get; }

    public CascadeSolution Segment(int segment) => _segments[segment];

    /// <summary>State of a compartment at a time; at the time of an event, the state before it.</summary>
    public double At(int compartment, double hours)
    {
        int segment = SegmentAt(_starts, hours);
        return segment < 0 ? 0 : _segments[segment].At(compartment, hours - _starts[segment]);
    }

    /// <summary>Index of the segment that contains a time. The time of an event belongs to the segment before it; -1 before the first
    /// event.</summary>
    public static int SegmentAt(double[] starts, double hours)
    {
        int found = Array.BinarySearch(starts, hours);
        return (found >= 0 ? found : ~found) - 1;
    }

    private static void Apply(ChainEvent happening, double[] state, double[] steady)
    {
        switch (happening.Action)
        {
            case ChainAction.AddAmount:
                state[happening.Compartment] += happening.Amount;
                break;
            case ChainAction.AddRate:
                steady[happening.Compartment] = happening.AddedTo(steady[happening.Compartment]);
                break;
            default:
                state[happening.Compartment] = 0;
                break;
        }
    }
}
