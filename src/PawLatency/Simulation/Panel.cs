using System.Runtime.Intrinsics;
using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>
/// A stretch of time over which the inputs of the six filters are polynomials, with the weights that follow from its length and the rates.
/// Nothing of it depends on a rat, so all rats of a group share it.
/// </summary>
internal sealed class Panel(int modeCount)
{
    private const int Nodes = FilterRule.NodeCount,
        States = Equations<Real>.StateCount;
    private readonly double[] _remaining = new double[States * Nodes];
    private readonly double[] _weights = new double[States * Nodes * Nodes];
    private readonly double[] _highestResponse = new double[States];
    private readonly double[] _turnovers = new double[States];
    private readonly double[] _fading = new double[Nodes * modeCount];
    private double[]? _slopes;
    private Panel[]? _halves;

    /// <summary>Start, h.</summary>
    public double Start { get; private set; }

    /// <summary>Length, h.</summary>
    public double Length { get; private set; }

    /// <summary>End, h since the start of its piece of time.</summary>
    public double End => Start + Length;

    /// <summary>The two halves, for a rat whose error is too large; laid when the first needs them.</summary>
    /// <param name="ratesPerH">Rates of the six filters, 1/h.</param>
    /// <param name="modeRatesPerH">Rates of the modes, 1/h.</param>
    public (Panel First, Panel Second) Halves(ReadOnlySpan<double> ratesPerH, ReadOnlySpan<double> modeRatesPerH)
    {
        if (_halves is null)
        {
            (Panel first, Panel second) = (new Panel(modeCount), new Panel(modeCount));
            first.Lay(Start, Length / 2, ratesPerH, modeRatesPerH);
            second.Lay(first.End, Length / 2, ratesPerH, modeRatesPerH);
            // Two threads may both lay them, and lay the same.
            Interlocked.CompareExchange(ref _halves, [first, second], null);
        }

        return (_halves[0], _halves[1]);
    }

    /// <summary>Rate of a state times the length.</summary>
    public double Turnovers(int state) => _turnovers[state];

    /// <summary>Time of a node, h since the start of its piece of time.</summary>
    public double Node(int node) => Start + Length * FilterRule.Nodes[node];

    /// <summary>What is left of each mode of the typical rat's concentrations at a node, 1 to 0.</summary>
    public ReadOnlySpan<double> Fading(int node) => _fading.AsSpan(node * modeCount, modeCount);

    /// <summary>What is left of a state at a node, 1 to 0.</summary>
    public double Remaining(int state, int node) => _remaining[state * Nodes + node];

    /// <summary>How much of a state's target at each node has passed into the state at one node.</summary>
    public ReadOnlySpan<double> Weights(int state, int node) => _weights.AsSpan((state * Nodes + node) * Nodes, Nodes);

    /// <summary>Derivatives of what is left of a state at a node, and of its weights there, by its turnovers: the first number is that of
    /// what is left. Computed when the first rat with derivatives needs them.</summary>
    public ReadOnlySpan<double> Slopes(int state, int node)
    {
        if (_slopes is null)
        {
            // Two threads may both compute them, and compute the same.
            Interlocked.CompareExchange(ref _slopes, WeightSlopes(), null);
        }

        return _slopes.AsSpan((state * Nodes + node) * (Nodes + 1), Nodes + 1);
    }

    /// <summary>The most that the highest Legendre polynomial in the target moves the state at a node.</summary>
    public double HighestResponse(int state) => _highestResponse[state];

    /// <summary>Lays the panel.</summary>
    /// <param name="start">Start, h since the start of its piece of time.</param>
    /// <param name="length">Length, h, greater than 0.</param>
    /// <param name="ratesPerH">Rates of the six filters, 1/h.</param>
    /// <param name="modeRatesPerH">Rates of the modes of the typical rat's concentrations, 1/h.</param>
    public void Lay(double start, double length, ReadOnlySpan<double> ratesPerH, ReadOnlySpan<double> modeRatesPerH)
    {
        (Start, Length) = (start, length);
        for (int state = 0; state < States; state++)
        {
            _turnovers[state] = length * ratesPerH[state];
        }

        if (Vector512.IsHardwareAccelerated)
        {
            Fill<WideLanes>(ratesPerH);
            Fade<WideLanes>(modeRatesPerH);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Fill<Lanes>(ratesPerH);
            Fade<Lanes>(modeRatesPerH);
        }
        else
        {
            Fill<Real>(ratesPerH);
            Fade<Real>(modeRatesPerH);
        }
    }

    // Modes side by side in lanes.
    private void Fade<T>(ReadOnlySpan<double> modeRatesPerH)
        where T : struct, IScalar<T>
    {
        Span<double> rates = stackalloc double[T.LaneCount];
        for (int first = 0; first < modeCount; first += T.LaneCount)
        {
            for (int lane = 0; lane < T.LaneCount; lane++)
            {
                rates[lane] = modeRatesPerH[Math.Min(first + lane, modeCount - 1)];
            }

            for (int node = 0; node < Nodes; node++)
            {
                T fading = T.Exp(-(T.FromLanes(rates) * T.FromDouble(Node(node))));
                for (int lane = 0; lane < T.LaneCount && first + lane < modeCount; lane++)
                {
                    _fading[node * modeCount + first + lane] = fading[lane];
                }
            }
        }
    }

    // Rates side by side in lanes.
    private void Fill<T>(ReadOnlySpan<double> ratesPerH)
        where T : struct, IScalar<T>
    {
        Span<double> turnovers = stackalloc double[T.LaneCount];
        var buffer = default(NodeValues<T>);
        Span<T> weights = buffer;
        for (int first = 0; first < States; first += T.LaneCount)
        {
            for (int lane = 0; lane < T.LaneCount; lane++)
            {
                turnovers[lane] = Length * ratesPerH[Math.Min(first + lane, States - 1)];
            }

            T rates = T.FromLanes(turnovers),
                largest = default;
            for (int node = 1; node < Nodes; node++)
            {
                T remaining = FilterRule.Weights(rates, FilterRule.Nodes[node], weights),
                    highest = default;
                for (int from = 0; from < Nodes; from++)
                {
                    highest += T.FromDouble(FilterRule.HighestAtNodes[from]) * weights[from];
                }

                largest = T.Max(largest, T.Abs(highest));
                for (int lane = 0; lane < T.LaneCount && first + lane < States; lane++)
                {
                    int row = (first + lane) * Nodes + node;
                    _remaining[row] = remaining[lane];
                    for (int from = 0; from < Nodes; from++)
                    {
                        _weights[row * Nodes + from] = weights[from][lane];
                    }
                }
            }

            for (int lane = 0; lane < T.LaneCount && first + lane < States; lane++)
            {
                _highestResponse[first + lane] = largest[lane];
            }
        }
    }

    private double[] WeightSlopes()
    {
        double[] all = new double[States * Nodes * (Nodes + 1)];
        var buffer = default(NodeValues<Dual>);
        Span<Dual> weights = buffer;
        for (int state = 0; state < States; state++)
        {
            var turnovers = Dual.Moving([_turnovers[state]], [1]);
            for (int node = 1; node < Nodes; node++)
            {
                Span<double> row = all.AsSpan((state * Nodes + node) * (Nodes + 1), Nodes + 1);
                row[0] = FilterRule.Weights(turnovers, FilterRule.Nodes[node], weights).Slopes[0];
                for (int from = 0; from < Nodes; from++)
                {
                    row[from + 1] = weights[from].Slopes[0];
                }
            }
        }

        return all;
    }
}
