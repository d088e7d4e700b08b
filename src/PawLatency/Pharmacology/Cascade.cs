using System.Runtime.InteropServices;
using PawLatency.Numerics;

namespace PawLatency.Pharmacology;

/// <summary>
/// A cascade of first-order compartments, each with input from earlier compartments and a linear input, solved exactly: y' = -rate y +
/// sum(gain y_from) + constant + slope t. The solution is a line plus a sum of exponentials. If rates are equal or nearly equal, the
/// exponential of that group of rates has a polynomial factor, which avoids differences of almost equal terms.
/// </summary>
/// <remarks>
/// Slot 0 is the mode of the input (rate 0, a line), slot i + 1 the mode of compartment i; a compartment whose rate belongs to a group uses
/// the slot of the first member. A group is narrow, and narrower than its distance from the neighbouring rates.
/// </remarks>
internal sealed class Cascade
{
    // Within a group exp(-x) is a power series, x half the group's width times t. The first omitted term, x^21 / 21!, is at most
    // 0.075^21 / 11 = 2e-25 of the mode's peak (at t = 21 / rate) and 1e-13 of the mode itself when that has fallen to 1e-12.
    internal const int MaximumDegree = 20;
    private const double WidestGroup = 0.15;

    // A filter outside the group sums a geometric series in (half the width / distance), here at most 1/5: 1/5^21 is 2e-15.
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

    /// <summary>The compartments, each after its inputs.</summary>
    public ReadOnlySpan<Compartment> Compartments => _compartments;

    public int SlotCount => _modeRates.Length;

    /// <summary>Rate of each mode, 1/h; 0 for the mode of the input and for unused slots of a group.</summary>
    public ReadOnlySpan<double> ModeRates => _modeRates;

    /// <summary>Solves from an initial state with linear inputs.</summary>
    /// <param name="initial">State of each compartment.</param>
    /// <param name="constant">Input of each compartment at the start, state unit per h.</param>
    /// <param name="slope">Slope of each input, state unit per h per h; 0 if absent.</param>
    public CascadeSolution Solve(ReadOnlySpan<double> initial, ReadOnlySpan<double> constant, ReadOnlySpan<double> slope = default)
    {
        slope = slope.IsEmpty ? new double[initial.Length] : slope;
        var solution = new CascadeSolution(this, initial, constant, slope);
        for (int compartment = 0; compartment < _compartments.Length; compartment++)
        {
            Filter(solution, compartment, initial[compartment], constant[compartment], slope[compartment]);
        }

        return solution;
    }

    /// <summary>
    /// State of every compartment early in a segment, where the exponentials of a long chain nearly cancel. Uses uniformization (Jensen
    /// 1953, Skand Aktuarietidskr 36:87-91), a sum of positive terms only, so small values keep all their digits.
    /// </summary>
    /// <param name="initial">State of each compartment at the start, 0 or more.</param>
    /// <param name="constant">Input of each compartment at the start, 0 or more.</param>
    /// <param name="slope">Slope of each input, per h. If an input falls, terms beyond its zero are negative, and smaller than the
    /// others.</param>
    /// <param name="hours">Time since the start, h; the number of terms grows with it times <see cref="FastestRate"/>.</param>
    public double[] Early(ReadOnlySpan<double> initial, ReadOnlySpan<double> constant, ReadOnlySpan<double> slope, double hours)
    {
        double[] sum = new double[initial.Length];
        Real[] rates = [.. _compartments.Select(compartment => new Real(compartment.Rate))];
        Real[] gains = [.. _compartments.SelectMany(compartment => compartment.Inputs).Select(input => new Real(input.Gain))];
        ReadOnlySpan<Real> start = MemoryMarshal.Cast<double, Real>(initial);
        Early(
            _compartments,
            rates,
            gains,
            start,
            constant,
            slope,
            hours,
            new Real[2 * rates.Length],
            MemoryMarshal.Cast<double, Real>(sum.AsSpan())
        );
        return sum;
    }

    /// <summary>The same for a rat with its own rates and gains, without allocation: <c>work</c> is room for two numbers for each
    /// compartment.</summary>
    public static void Early<T>(
        ReadOnlySpan<Compartment> compartments,
        ReadOnlySpan<T> rates,
        ReadOnlySpan<T> gains,
        ReadOnlySpan<T> initial,
        ReadOnlySpan<double> constant,
        ReadOnlySpan<double> slope,
        double hours,
        Span<T> work,
        Span<T> sum
    )
        where T : struct, IScalar<T>
    {
        double pace = rates[0][0];
        foreach (T rate in rates)
        {
            pace = Math.Max(pace, rate[0]);
        }

        double expected = pace * hours,
            weight = Math.Exp(-expected);
        Span<T> term = work[..rates.Length],
            next = work.Slice(rates.Length, rates.Length);
        initial.CopyTo(term);
        sum.Clear();
        // Poisson weights are summed to ten standard deviations above their mean.
        int last = (int)(expected + 10 * Math.Sqrt(expected)) + 30;
        for (int n = 0; n <= last; n++)
        {
            // The mean of n / pace is the time, so the input of the terms is linear, like that of the compartments.
            double time = n / pace;
            for (int compartment = 0, link = 0; compartment < term.Length; compartment++)
            {
                sum[compartment] += T.FromDouble(weight) * term[compartment];
                T flow = T.FromDouble(constant[compartment] + slope[compartment] * time);
                flow += (T.FromDouble(pace) - rates[compartment]) * term[compartment];
                foreach (Link input in compartments[compartment].Inputs)
                {
                    flow += gains[link++] * term[input.From];
                }

                next[compartment] = flow / T.FromDouble(pace);
            }

            next.CopyTo(term);
            weight *= expected / (n + 1);
        }
    }

    private void Filter(CascadeSolution solution, int compartment, double initial, double constant, double slope)
    {
        Compartment self = _compartments[compartment];
        Span<Real> gains = stackalloc Real[self.Inputs.Length];
        for (int input = 0; input < gains.Length; input++)
        {
            gains[input] = new Real(self.Inputs[input].Gain);
        }

        var filter = new CascadeFilter<Real>(
            SlotCount,
            MaximumDegree,
            MemoryMarshal.Cast<double, Real>(_modeRates),
            MemoryMarshal.Cast<double, Real>(solution.Coefficients),
            solution.Lengths
        );
        filter.Pass(
            compartment,
            _slots[compartment],
            new Real(self.Rate),
            self.Inputs,
            gains,
            new Real(initial),
            new Real(constant),
            new Real(slope)
        );
    }

    private void Group()
    {
        Span<double> rates = stackalloc double[_compartments.Length];
        for (int i = 0; i < rates.Length; i++)
        {
            rates[i] = _compartments[i].Rate;
        }

        Group(rates, _slots, _modeRates);
    }

    /// <summary>
    /// Assigns each rate to a slot and finds the rate of each mode. Groups are the longest runs of neighbouring rates, starting with the
    /// slowest. They cannot overlap, because one of two overlapping groups would contain the gap that separates the other.
    /// </summary>
    /// <param name="rates">Rates, 1/h.</param>
    /// <param name="slots">Receives the slot of each.</param>
    /// <param name="modeRates">Receives the rate of each mode; one more than the number of rates.</param>
    /// <returns>Whether any group has more than one member.</returns>
    public static bool Group(ReadOnlySpan<double> rates, Span<int> slots, Span<double> modeRates)
    {
        Span<int> order = stackalloc int[rates.Length];
        Span<double> sorted = stackalloc double[rates.Length];
        for (int i = 0; i < order.Length; i++)
        {
            (order[i], sorted[i]) = (i, rates[i]);
        }

        sorted.Sort(order);
        modeRates.Clear();
        bool any = false;
        for (int first = 0, last; first < order.Length; first = last + 1)
        {
            last = order.Length - 1;
            while (last > first && !IsGroup(sorted, first, last))
            {
                last--;
            }

            any |= last > first;
            Close(order[first..(last + 1)], rates, slots, modeRates);
        }

        return any;
    }

    private static bool IsGroup(ReadOnlySpan<double> rates, int first, int last)
    {
        double width = rates[last] - rates[first];
        return width <= WidestGroup * rates[last]
            && (first == 0 || rates[first] - rates[first - 1] >= Isolation * width)
            && (last == rates.Length - 1 || rates[last + 1] - rates[last] >= Isolation * width);
    }

    private static void Close(ReadOnlySpan<int> group, ReadOnlySpan<double> rates, Span<int> slots, Span<double> modeRates)
    {
        int slot = int.MaxValue;
        foreach (int compartment in group)
        {
            slot = Math.Min(slot, compartment + 1);
        }

        foreach (int compartment in group)
        {
            slots[compartment] = slot;
            modeRates[slot] += rates[compartment] / group.Length;
        }
    }
}

/// <summary>A compartment of a cascade.</summary>
/// <param name="Rate">Rate constant, 1/h, greater than 0.</param>
/// <param name="Inputs">Inputs from earlier compartments.</param>
internal sealed record Compartment(double Rate, params Link[] Inputs);

/// <summary>An input from an earlier compartment.</summary>
/// <param name="From">Index of the compartment.</param>
/// <param name="Gain">Input per unit of its state, 1/h times the ratio of the units.</param>
internal readonly record struct Link(int From, double Gain);
