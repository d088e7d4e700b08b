namespace PawLatency.Pharmacology;

/// <summary>The solution of a cascade over one piece of time: for each compartment and mode a polynomial in time.</summary>
internal sealed class CascadeSolution(Cascade cascade, ReadOnlySpan<double> initial, ReadOnlySpan<double> constant)
{
    // Up to here the series of positive terms is short; beyond, the exponentials no longer cancel.
    private const double EarlyTurnovers = 30;
    private const int Width = Cascade.MaximumDegree + 1;
    private readonly double[] _coefficients = new double[cascade.CompartmentCount * cascade.SlotCount * Width];
    private readonly double[] _initial = initial.ToArray();
    private readonly double[] _constant = constant.ToArray();
    private readonly double _earlyHours = EarlyTurnovers / cascade.FastestRate;

    public Span<double> Polynomial(int compartment, int slot) =>
        _coefficients.AsSpan((compartment * cascade.SlotCount + slot) * Width, Width);

    /// <summary>State of a compartment a time after the start, h.</summary>
    public double At(int compartment, double hours) =>
        hours <= _earlyHours ? cascade.Early(_initial, _constant, hours)[compartment] : Late(compartment, hours);

    /// <summary>State of every compartment a time after the start, h.</summary>
    public double[] At(double hours) => hours <= _earlyHours
        ? cascade.Early(_initial, _constant, hours)
        : [.. Enumerable.Range(0, cascade.CompartmentCount).Select(compartment => Late(compartment, hours))];

    private double Late(int compartment, double hours)
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
