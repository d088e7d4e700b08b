namespace PawLatency.Pharmacology;

/// <summary>
/// First-order compartments in a row, each fed by compartments before it and by a constant input, solved exactly:
/// y' = -rate y + sum(gain y_from) + constant. The solution is a sum of exponentials; where rates coincide or nearly do,
/// the exponential of that group of rates carries a polynomial instead of a difference of almost equal terms.
/// </summary>
/// <remarks>
/// Slot 0 is the constant mode (rate 0), slot i + 1 the mode of compartment i; a compartment whose rate belongs to a group uses the
/// slot of the group's first member. A group is narrow, and narrower than it is far from the rates around it.
/// </remarks>
internal sealed class Cascade
{
    // Within a group exp(-x) is a power series, x half the group's width times t. The first term left out, x^21 / 21!, is at most
    // 0.075^21 / 11 = 2e-25 of the mode's peak (at t = 21 / rate) and 1e-13 of the mode itself where that has fallen to 1e-12.
    internal const int MaximumDegree = 20;
    private const double WidestGroup = 0.15;

    // A filter outside the group sums a geometric series in half the width over the distance, here at most 1/5: 1/5^21 is 2e-15.
    private const double Isolation = 2;

    private readonly Compartment[] _compartments;
    private readonly int[] _slots;
    private readonly double[] _modeRates;

    public Cascade(IReadOnlyList<Compartment> compartments)
    {
        _compartments = [.. compartments];
        _slots = new int[_compartments.Length];
        _modeRates = new double[_compartments.Length + 1];
        FastestRate = _compartments.Max(compartment => compartment.Rate);
        Group();
    }

    /// <summary>The fastest rate, 1/h.</summary>
    public double FastestRate { get; }

    public int CompartmentCount => _compartments.Length;

    public int SlotCount => _modeRates.Length;

    /// <summary>Rate of each mode, 1/h; 0 for the constant mode and for slots that a group has left empty.</summary>
    public ReadOnlySpan<double> ModeRates => _modeRates;

    /// <summary>Solves from an initial state under constant inputs.</summary>
    /// <param name="initial">State of each compartment.</param>
    /// <param name="constant">Constant input of each compartment, state unit per h.</param>
    public CascadeSolution Solve(ReadOnlySpan<double> initial, ReadOnlySpan<double> constant)
    {
        var solution = new CascadeSolution(this, initial, constant);
        for (int compartment = 0; compartment < _compartments.Length; compartment++)
        {
            Filter(solution, compartment, initial[compartment], constant[compartment]);
        }

        return solution;
    }

    /// <summary>
    /// State of every compartment early in a piece of time, where the exponentials of a long chain nearly cancel: uniformization
    /// (Jensen 1953, Skand Aktuarietidskr 36:87-91), a sum of positive terms only, so every digit of a small value is kept.
    /// </summary>
    /// <param name="initial">State of each compartment at the start, none negative.</param>
    /// <param name="constant">Constant input of each compartment, none negative.</param>
    /// <param name="hours">Time since the start, h; the number of terms grows with it times <see cref="FastestRate"/>.</param>
    public double[] Early(ReadOnlySpan<double> initial, ReadOnlySpan<double> constant, double hours)
    {
        double pace = FastestRate, expected = pace * hours, weight = Math.Exp(-expected);
        double[] term = initial.ToArray(), next = new double[term.Length], sum = new double[term.Length];
        // Poisson weights end ten standard deviations beyond their mean.
        int last = (int)(expected + 10 * Math.Sqrt(expected)) + 30;
        for (int n = 0; n <= last; n++)
        {
            for (int compartment = 0; compartment < term.Length; compartment++)
            {
                sum[compartment] += weight * term[compartment];
                double flow = constant[compartment] + (pace - _compartments[compartment].Rate) * term[compartment];
                foreach (Link input in _compartments[compartment].Inputs)
                {
                    flow += input.Gain * term[input.From];
                }

                next[compartment] = flow / pace;
            }

            (term, next) = (next, term);
            weight *= expected / (n + 1);
        }

        return sum;
    }

    private void Filter(CascadeSolution solution, int compartment, double initial, double constant)
    {
        Compartment self = _compartments[compartment];
        Span<double> own = solution.Polynomial(compartment, _slots[compartment]);
        double others = 0;
        for (int slot = 0; slot < SlotCount; slot++)
        {
            Span<double> polynomial = solution.Polynomial(compartment, slot);
            if (slot == 0)
            {
                polynomial[0] = constant;
            }

            foreach (Link input in self.Inputs)
            {
                ReadOnlySpan<double> source = solution.Polynomial(input.From, slot);
                for (int degree = 0; degree <= MaximumDegree; degree++)
                {
                    polynomial[degree] += input.Gain * source[degree];
                }
            }

            if (slot != _slots[compartment])
            {
                // q' + d q = f in a mode that is not the compartment's own, d the difference of the rates.
                double difference = self.Rate - _modeRates[slot];
                double above = 0;
                for (int degree = MaximumDegree; degree >= 0; degree--)
                {
                    above = (polynomial[degree] - (degree + 1) * above) / difference;
                    polynomial[degree] = above;
                }

                others += polynomial[0];
            }
        }

        Resonate(own, self.Rate - _modeRates[_slots[compartment]], initial - others);
    }

    // The compartment's own mode: q' + d q = f with d small or zero, as a power series from q(0).
    private static void Resonate(Span<double> polynomial, double difference, double initial)
    {
        double value = initial;
        for (int degree = 0; degree <= MaximumDegree; degree++)
        {
            double forcing = polynomial[degree];
            polynomial[degree] = value;
            value = (forcing - difference * value) / (degree + 1);
        }
    }

    // The longest run of neighbouring rates that makes a group, from the slowest rate on. Groups cannot overlap: of two that did,
    // one would hold the gap that keeps the other apart.
    private void Group()
    {
        int[] order = [.. Enumerable.Range(0, _compartments.Length).OrderBy(i => _compartments[i].Rate)];
        double[] rates = [.. order.Select(i => _compartments[i].Rate)];
        for (int first = 0, last; first < order.Length; first = last + 1)
        {
            last = order.Length - 1;
            while (last > first && !IsGroup(rates, first, last))
            {
                last--;
            }

            Close(order.AsSpan(first, last + 1 - first));
        }
    }

    private static bool IsGroup(ReadOnlySpan<double> rates, int first, int last)
    {
        double width = rates[last] - rates[first];
        return width <= WidestGroup * rates[last]
            && (first == 0 || rates[first] - rates[first - 1] >= Isolation * width)
            && (last == rates.Length - 1 || rates[last + 1] - rates[last] >= Isolation * width);
    }

    private void Close(ReadOnlySpan<int> group)
    {
        int slot = int.MaxValue;
        foreach (int compartment in group)
        {
            slot = Math.Min(slot, compartment + 1);
        }

        foreach (int compartment in group)
        {
            _slots[compartment] = slot;
            _modeRates[slot] += _compartments[compartment].Rate / group.Length;
        }
    }
}

/// <summary>A compartment of a cascade.</summary>
/// <param name="Rate">Rate constant, 1/h, greater than 0.</param>
/// <param name="Inputs">Earlier compartments that feed it.</param>
internal sealed record Compartment(double Rate, params Link[] Inputs);

/// <summary>An input from an earlier compartment.</summary>
/// <param name="From">Index of the compartment.</param>
/// <param name="Gain">Input per unit of its state, 1/h times the ratio of the units.</param>
internal readonly record struct Link(int From, double Gain);
