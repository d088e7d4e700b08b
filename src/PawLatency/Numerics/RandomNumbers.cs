using System.Text;
using MathNet.Numerics.Distributions;

namespace PawLatency.Numerics;

/// <summary>What a random number is for. The value is part of the key: never renumber, only add.</summary>
internal enum RandomPurpose
{
    /// <summary>The rat's own baseline latency.</summary>
    BaselineLatency = 1,

    /// <summary>The rat's clearance.</summary>
    Clearance = 2,

    /// <summary>The rat's affinity for opioids.</summary>
    Affinity = 3,

    /// <summary>The gain of the rat's tolerance.</summary>
    ToleranceGain = 4,

    /// <summary>The gain of the rat's sensitization.</summary>
    SensitizationGain = 5,

    /// <summary>The rat's latency on one day.</summary>
    Session = 6,

    /// <summary>One trial.</summary>
    Trial = 7,

    /// <summary>A choice or a step of the search for parameters.</summary>
    Search = 8,

    /// <summary>A proposal or its acceptance in the sampling of parameters.</summary>
    Sampling = 9,

    /// <summary>The seed of one replicate of a study.</summary>
    Replicate = 10,

    /// <summary>Which plausible set of parameters a replicate has.</summary>
    ParameterSet = 11,

    /// <summary>Whether and when a rat drops out.</summary>
    Dropout = 12,

    /// <summary>Whether the rat is one of the susceptible.</summary>
    Susceptibility = 13,
}

/// <summary>
/// The random numbers of one rat. A number depends on seed, group name, rat, purpose, occasion and trial alone, so neither the
/// number of threads nor other rats or groups can change it.
/// </summary>
/// <remarks>Equal streams give equal numbers; the default is the stream of seed 0, group 0, rat 0. Safe to share between threads.</remarks>
internal readonly record struct RandomNumbers
{
    private readonly ulong _seed;
    private readonly uint _group;
    private readonly uint _rat;

    /// <summary>The stream of one rat.</summary>
    /// <param name="seed">Seed of the study, any number.</param>
    /// <param name="group">Name of the group.</param>
    /// <param name="rat">Number of the rat in its group, 1 or more.</param>
    public RandomNumbers(ulong seed, string group, int rat) => (_seed, _group, _rat) = (seed, Hash(group), (uint)rat);

    /// <summary>A standard normal number.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="occasion">Which session, 0 where there is only one.</param>
    /// <param name="trial">Which trial, 0 where there is only one, to 65,535.</param>
    public double StandardNormal(RandomPurpose purpose, int occasion = 0, int trial = 0) =>
        Normal.InvCDF(0, 1, Uniform(purpose, occasion, trial));

    /// <summary>A number uniform on the open interval (0, 1), with 52 random bits.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="occasion">Which session, 0 where there is only one.</param>
    /// <param name="trial">Which trial, 0 where there is only one, to 65,535.</param>
    public double Uniform(RandomPurpose purpose, int occasion = 0, int trial = 0)
    {
        uint what = ((uint)purpose << 16) | (ushort)trial;
        (uint high, uint low, _, _) = Philox.Generate((_rat, _group, (uint)occasion, what), ((uint)_seed, (uint)(_seed >> 32)));
        ulong bits = (((ulong)high << 32) | low) >> 12;
        // The middle of each of the 2^52 intervals: 0 and 1 cannot come out.
        return (bits + 0.5) * (1.0 / (1UL << 52));
    }

    // FNV-1a, 32 bits: a hash that stays the same from run to run and from machine to machine.
    private static uint Hash(string name)
    {
        uint hash = 2166136261;
        foreach (byte letter in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ letter) * 16777619);
        }

        return hash;
    }
}
