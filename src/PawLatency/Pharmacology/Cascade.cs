namespace PawLatency.Pharmacology;

/// <summary>
/// First-order compartments in a row, each fed by compartments before it and by a constant input, solved exactly:
/// y' = -rate y + sum(gain y_from) + constant. The solution is a sum of exponentials; where rates coincide or nearly do,
/// the exponential of that group of rates carries a polynomial instead of a difference of almost equal terms.
/// </summary>
/// <remarks>
/// Slot 0 is the constant mode (rate 0), slot i + 1 the mode of compartment i; a compartment whose rate belongs to a group uses the
/// slot of the group's first member. Groups are chosen so that rates are either far closer than the groups are apart or not grouped.
/// </remarks>
internal sealed class Cascade
{
    // exp(-x) as a power series to degree 14: with a group at most 0.6 % wide, x stays below 0.3 until the mode has died away
    // by 1e-20, and 0.3^15 / 15! is 1e-20.
    internal const int MaximumDegree = 14;
    private const double WidestGap = 0.05;
    private const double GapRatio = 8;

    private readonly Compartment[] _compartments;
    private readonly int[] _slots;
    private readonly double[] _modeRates;

    public Cascade(IReadOnlyList<Compartment> compartments)
    {
        _compartments = [.. compartments];
        _slots = new int[_compartments.Length];
        _modeRates = new double[_compartments.Length + 1];
        Group();
    }

    public int CompartmentCount => _compartments.Length;

    public int SlotCount => _modeRates.Length;

    /// <summary>Rate of each mode, 1/h; 0 for the constant mode and for slots that a group has left empty.</summary>
    public ReadOnlySpan<double> ModeRates => _modeRates;

    /// <summary>Solves from an initial state under constant inputs.</summary>
    /// <param name="initial">State of each compartment.</param>
    /// <param name="constant">Constant input of each compartment, state unit per h.</param>
    public CascadeSolution Solve(ReadOnlySpan<double> initial, ReadOnlySpan<double> constant)
    {
        var solution = new CascadeSolution(this);
        for (int compartment = 0; compartment < _compartments.Length; compartment++)
        {
            Filter(solution, compartment, initial[compartment], constant[compartment]);
        }

        return solution;
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

    private void Group()
    {
        int[] order = [.. Enumerable.Range(0, _compartments.Length).OrderBy(i => _compartments[i].Rate)];
        double gap = WidestGap;
        for (int level = 0; level < 4 && order.Zip(order.Skip(1)).Any(pair => RelativeGap(pair) is { } g && g < gap && g >= gap / GapRatio); level++)
        {
            gap /= GapRatio;
        }

        var group = new List<int>();
        foreach (int compartment in order)
        {
            if (group.Count > 0 && RelativeGap((group[^1], compartment)) >= gap)
            {
                Close(group);
            }

            group.Add(compartment);
        }

        Close(group);
    }

    private double RelativeGap((int Slow, int Fast) pair) =>
        (_compartments[pair.Fast].Rate - _compartments[pair.Slow].Rate) / _compartments[pair.Fast].Rate;

    private void Close(List<int> group)
    {
        int slot = group.Min() + 1;
        foreach (int compartment in group)
        {
            _slots[compartment] = slot;
            _modeRates[slot] += _compartments[compartment].Rate / group.Count;
        }

        group.Clear();
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

/// <summary>The solution of a cascade over one piece of time: for each compartment and mode a polynomial in time.</summary>
internal sealed class CascadeSolution(Cascade cascade)
{
    private const int Width = Cascade.MaximumDegree + 1;
    private readonly double[] _coefficients = new double[cascade.CompartmentCount * cascade.SlotCount * Width];

    public Span<double> Polynomial(int compartment, int slot) =>
        _coefficients.AsSpan((compartment * cascade.SlotCount + slot) * Width, Width);

    /// <summary>State of a compartment a time after the start, h.</summary>
    public double At(int compartment, double hours)
    {
        double sum = 0;
        for (int slot = 0; slot < cascade.SlotCount; slot++)
        {
            ReadOnlySpan<double> polynomial = Polynomial(compartment, slot);
            double value = 0;
            for (int degree = Cascade.MaximumDegree; degree >= 0; degree--)
            {
                value = value * hours + polynomial[degree];
            }

            if (value != 0)
            {
                sum += value * Math.Exp(-cascade.ModeRates[slot] * hours);
            }
        }

        return sum;
    }
}
