using System.Runtime.InteropServices;
using PawLatency.Numerics;

namespace PawLatency.Pharmacology;

/// <summary>Solution of a cascade over one segment: a polynomial in time for each compartment and mode.</summary>
internal sealed class CascadeSolution(
    Cascade cascade,
    ReadOnlySpan<double> initial,
    ReadOnlySpan<double> constant,
    ReadOnlySpan<double> slope
)
{
    // Up to this limit the series of positive terms is short; above it the exponentials no longer cancel.
    private const double EarlyTurnovers = 30;
    private const int Width = Cascade.MaximumDegree + 1;
    private readonly double[] _coefficients = new double[cascade.CompartmentCount * cascade.SlotCount * Width];
    private readonly double[] _initial = initial.ToArray();
    private readonly double[] _constant = constant.ToArray();
    private readonly double[] _slope = slope.ToArray();

    public Span<double> Polynomial(int compartment, int slot) =>
        _coefficients.AsSpan((compartment * cascade.SlotCount + slot) * Width, Width);

    /// <summary>State of a compartment at a time after the start, h.</summary>
    public double At(int compartment, double hours) =>
        IsEarly(hours, cascade.FastestRate) ? cascade.Early(_initial, _constant, _slope, hours)[compartment] : Late(compartment, hours);

    /// <summary>State of every compartment at a time after the start, h.</summary>
    public double[] At(double hours) =>
        IsEarly(hours, cascade.FastestRate)
            ? cascade.Early(_initial, _constant, _slope, hours)
            : [.. Enumerable.Range(0, cascade.CompartmentCount).Select(compartment => Late(compartment, hours))];

    /// <summary>Whether the exponentials may still cancel.</summary>
    public static bool IsEarly(double hours, double fastestRate) => hours <= EarlyTurnovers / fastestRate;

    /// <summary>The number of powers each polynomial uses.</summary>
    public int[] Lengths { get; } = new int[cascade.CompartmentCount * cascade.SlotCount];

    /// <summary>All polynomials, compartment by compartment, slot by slot.</summary>
    public Span<double> Coefficients => _coefficients;

    private double Late(int compartment, double hours) =>
        new CascadeFilter<Real>(
            cascade.SlotCount,
            Cascade.MaximumDegree,
            MemoryMarshal.Cast<double, Real>(cascade.ModeRates),
            MemoryMarshal.Cast<double, Real>(_coefficients.AsSpan()),
            Lengths
        )
            .Late(compartment, new Real(hours))
            .Value;
}
