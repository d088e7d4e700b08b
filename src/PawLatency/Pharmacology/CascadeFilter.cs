using PawLatency.Numerics;

namespace PawLatency.Pharmacology;

/// <summary>
/// The filters of a <see cref="Cascade"/> for one rat or for several whose rates form the same groups. Each compartment and mode has a
/// polynomial in time.
/// </summary>
/// <typeparam name="T">The scalar.</typeparam>
/// <param name="slotCount">Number of modes.</param>
/// <param name="degree">Maximum power.</param>
/// <param name="modeRates">Rate of each mode, 1/h.</param>
/// <param name="coefficients">The polynomials, compartment by compartment, mode by mode.</param>
/// <param name="lengths">Number of powers used by each polynomial.</param>
internal readonly ref struct CascadeFilter<T>(int slotCount, int degree, ReadOnlySpan<T> modeRates, Span<T> coefficients, Span<int> lengths)
    where T : struct, IScalar<T>
{
    private readonly Span<int> _lengths = lengths;
    private readonly ReadOnlySpan<T> _modeRates = modeRates;
    private readonly Span<T> _coefficients = coefficients;

    /// <summary>Passes the inputs of a compartment through its filter.</summary>
    /// <param name="compartment">The compartment; earlier ones must be complete.</param>
    /// <param name="ownSlot">Slot of its own mode.</param>
    /// <param name="rate">Its rate.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="gains">Their gains.</param>
    /// <param name="initial">Its state at the start.</param>
    /// <param name="constant">Its own input at the start.</param>
    /// <param name="slope">Slope of its own input, per h; a nonzero slope needs a degree of at least 1.</param>
    public void Pass(int compartment, int ownSlot, T rate, ReadOnlySpan<Link> inputs, ReadOnlySpan<T> gains, T initial, T constant, T slope)
    {
        T others = default;
        for (int slot = 0; slot < slotCount; slot++)
        {
            Span<T> polynomial = Polynomial(compartment, slot);
            int own = slot > 0 ? 0
                : IsAny(slope) ? 2
                : IsAny(constant) ? 1
                : 0,
                length = own;
            foreach (Link input in inputs)
            {
                length = Math.Max(length, _lengths[input.From * slotCount + slot]);
            }

            polynomial[..Math.Min(length + 1, polynomial.Length)].Clear();
            polynomial[0] = slot == 0 ? constant : default;
            if (own == 2)
            {
                polynomial[1] = slope;
            }

            for (int input = 0; input < inputs.Length; input++)
            {
                ReadOnlySpan<T> source = Polynomial(inputs[input].From, slot)[.._lengths[inputs[input].From * slotCount + slot]];
                for (int power = 0; power < source.Length; power++)
                {
                    polynomial[power] += gains[input] * source[power];
                }
            }

            _lengths[compartment * slotCount + slot] = length;
            if (slot != ownSlot && length > 0)
            {
                // q' + d q = f in a mode of another compartment, with d the difference of the rates.
                T difference = rate - _modeRates[slot],
                    above = default;
                for (int power = length - 1; power >= 0; power--)
                {
                    above = (polynomial[power] - T.FromDouble(power + 1) * above) / difference;
                    polynomial[power] = above;
                }

                others += polynomial[0];
            }
        }

        ref int ownLength = ref _lengths[compartment * slotCount + ownSlot];
        ownLength = Resonate(Polynomial(compartment, ownSlot), ownLength, rate - _modeRates[ownSlot], initial - others);
    }

    /// <summary>State of a compartment late enough after the start that the exponentials no longer cancel.</summary>
    /// <param name="compartment">The compartment.</param>
    /// <param name="hours">Time since the start, h.</param>
    public T Late(int compartment, T hours)
    {
        T sum = default;
        for (int slot = 0; slot < slotCount; slot++)
        {
            ReadOnlySpan<T> polynomial = Polynomial(compartment, slot)[.._lengths[compartment * slotCount + slot]];
            if (polynomial.Length == 0)
            {
                continue;
            }

            T value = default;
            for (int power = polynomial.Length - 1; power >= 0; power--)
            {
                value = value * hours + polynomial[power];
            }

            sum += value * T.Exp(-(_modeRates[slot] * hours));
        }

        return sum;
    }

    private Span<T> Polynomial(int compartment, int slot) =>
        _coefficients.Slice((compartment * slotCount + slot) * (degree + 1), degree + 1);

    private static bool IsAny(T value) => value.IsMoving || T.Any(T.IsGreater(T.Abs(value), default));

    // The compartment's own mode: q' + d q = f with d small or zero, as a power series from q(0). Returns the number of powers.
    private static int Resonate(Span<T> polynomial, int length, T difference, T initial)
    {
        // If d is zero, the series ends one power above that of f.
        bool apart = IsAny(difference);
        int used = apart ? polynomial.Length : Math.Min(length + 1, polynomial.Length);
        polynomial[length..used].Clear();
        T value = initial;
        for (int power = 0; power < used; power++)
        {
            T forcing = polynomial[power];
            polynomial[power] = value;
            value = (forcing - difference * value) / T.FromDouble(power + 1);
        }

        return used;
    }
}
