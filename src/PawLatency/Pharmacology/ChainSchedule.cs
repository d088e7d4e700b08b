using System.Runtime.InteropServices;

namespace PawLatency.Pharmacology;

/// <summary>What happens to a chain at the start of each piece of time, and the inputs it has in it.</summary>
internal sealed class ChainSchedule
{
    private readonly ChainEvent[][] _events;
    private readonly List<(int Compartment, double Rate, double SlopePerH)>?[] _ramps;

    /// <summary>Sorts what a chain is given into pieces.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="starts">Starts of the pieces, h, ascending; every instant of the chain is one of them.</param>
    public ChainSchedule(SubstanceChain chain, ReadOnlySpan<double> starts)
    {
        ILookup<double, ChainEvent> events = chain.Events.ToLookup(happening => happening.Hours);
        (_events, _ramps) = (new ChainEvent[starts.Length][], new List<(int, double, double)>?[starts.Length]);
        for (int piece = 0; piece < starts.Length; piece++)
        {
            _events[piece] = [.. events[starts[piece]]];
        }

        foreach (ChainRamp ramp in chain.Ramps)
        {
            for (int piece = starts.BinarySearch(ramp.FromH); piece < starts.Length && starts[piece] < ramp.ToH; piece++)
            {
                (_ramps[piece] ??= []).Add((ramp.Compartment, ramp.RateAt(starts[piece]), ramp.SlopePerH));
            }
        }

        HasRamps = chain.Ramps.Count > 0;
    }

    /// <summary>Whether any input changes along a line.</summary>
    public bool HasRamps { get; }

    /// <summary>What happens at the start of a piece.</summary>
    public ReadOnlySpan<ChainEvent> Events(int piece) => _events[piece];

    /// <summary>The inputs of a piece. A ramp is computed anew in each, so that its end leaves nothing of it behind.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="steady">Sum of the rates that do not change, by compartment.</param>
    /// <param name="constant">Receives each compartment's input at the start of the piece.</param>
    /// <param name="slope">Receives by how much each input grows, per h.</param>
    public void Inputs(int piece, ReadOnlySpan<double> steady, Span<double> constant, Span<double> slope)
    {
        steady.CopyTo(constant);
        slope.Clear();
        foreach ((int compartment, double rate, double slopePerH) in CollectionsMarshal.AsSpan(_ramps[piece]))
        {
            constant[compartment] += rate;
            slope[compartment] += slopePerH;
        }
    }
}

/// <summary>An input of a compartment that goes along a straight line for a time.</summary>
/// <param name="Compartment">The compartment.</param>
/// <param name="FromH">Start, h.</param>
/// <param name="ToH">End, h, after the start.</param>
/// <param name="First">Input at the start, state unit per h.</param>
/// <param name="Last">Input at the end, state unit per h.</param>
internal readonly record struct ChainRamp(int Compartment, double FromH, double ToH, double First, double Last)
{
    /// <summary>By how much the input grows, state unit per h per h.</summary>
    public double SlopePerH => (Last - First) / (ToH - FromH);

    /// <summary>The input at a time between start and end.</summary>
    public double RateAt(double hours) => First + (Last - First) * ((hours - FromH) / (ToH - FromH));
}
