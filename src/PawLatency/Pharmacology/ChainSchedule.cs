using System.Runtime.InteropServices;

namespace PawLatency.Pharmacology;

/// <summary>Events of a chain at the start of each segment, and its inputs during the segment.</summary>
internal sealed class ChainSchedule
{
    private readonly ChainEvent[][] _events;
    private readonly List<(int Compartment, double Rate, double SlopePerH)>?[] _ramps;

    /// <summary>Sorts the events and inputs of a chain into segments.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="starts">Starts of the segments, h, ascending; they must include every event of the chain.</param>
    public ChainSchedule(SubstanceChain chain, ReadOnlySpan<double> starts)
    {
        ILookup<double, ChainEvent> events = chain.Events.ToLookup(happening => happening.Hours);
        (_events, _ramps) = (new ChainEvent[starts.Length][], new List<(int, double, double)>?[starts.Length]);
        for (int segment = 0; segment < starts.Length; segment++)
        {
            _events[segment] = [.. events[starts[segment]]];
        }

        foreach (ChainRamp ramp in chain.Ramps)
        {
            for (int segment = starts.BinarySearch(ramp.FromH); segment < starts.Length && starts[segment] < ramp.ToH; segment++)
            {
                (_ramps[segment] ??= []).Add((ramp.Compartment, ramp.RateAt(starts[segment]), ramp.SlopePerH));
            }
        }

        HasRamps = chain.Ramps.Count > 0;
    }

    /// <summary>Whether any input changes linearly.</summary>
    public bool HasRamps { get; }

    /// <summary>Events at the start of a segment.</summary>
    public ReadOnlySpan<ChainEvent> Events(int segment) => _events[segment];

    /// <summary>The inputs during a segment. Ramps are recomputed for each segment, so no rounding error remains after their end.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="steady">Sum of the constant rates of each compartment.</param>
    /// <param name="constant">Receives the input of each compartment at the start of the segment.</param>
    /// <param name="slope">Receives the slope of each input, per h.</param>
    public void Inputs(int segment, ReadOnlySpan<double> steady, Span<double> constant, Span<double> slope)
    {
        steady.CopyTo(constant);
        slope.Clear();
        foreach ((int compartment, double rate, double slopePerH) in CollectionsMarshal.AsSpan(_ramps[segment]))
        {
            constant[compartment] += rate;
            slope[compartment] += slopePerH;
        }
    }
}

/// <summary>A linearly changing input of a compartment.</summary>
/// <param name="Compartment">The compartment.</param>
/// <param name="FromH">Start, h.</param>
/// <param name="ToH">End, h, after the start.</param>
/// <param name="First">Input at the start, state unit per h.</param>
/// <param name="Last">Input at the end, state unit per h.</param>
internal readonly record struct ChainRamp(int Compartment, double FromH, double ToH, double First, double Last)
{
    /// <summary>Slope of the input, state unit per h per h.</summary>
    public double SlopePerH => (Last - First) / (ToH - FromH);

    /// <summary>The input at a time between start and end.</summary>
    public double RateAt(double hours) => First + (Last - First) * ((hours - FromH) / (ToH - FromH));
}
