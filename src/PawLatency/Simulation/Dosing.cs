using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Simulation;

/// <summary>What a regimen does to every rat alike: the pieces of time between events, the chains of the typical rat, what procedures
/// block.</summary>
internal sealed class Dosing
{
    private readonly double[] _starts;
    private readonly Blocks[] _blocks;

    public Dosing(Regimen regimen, double massG, VirtualRat typical)
    {
        Chains = regimen.Chains(typical, massG);
        _starts = [.. Chains.SelectMany(chain => chain.InstantsH).Concat(Nociception.Blocks.Times(regimen.Procedures)).Distinct().Order()];
        _blocks = [.. _starts.Select(start => Nociception.Blocks.After(regimen.Procedures, start))];
        Acting = [.. Chains.SelectMany(chain => chain.Acting).Select(acts => acts.Substance)];
        ModeRates = [.. Chains.SelectMany(chain => chain.Cascade.ModeRates.ToArray())];
    }

    /// <summary>What a regimen does to the rats of a group, as far as it is relevant to the tissue that is tested.</summary>
    public static Dosing Of(Study study, Group group, Regimen regimen) =>
        new(regimen.RelevantTo(group.Assay(study.Assay).Tissue), study.Rats.MassG, group.Traits.Typical(study.Rats));

    /// <summary>The chains of the typical rat.</summary>
    public IReadOnlyList<SubstanceChain> Chains { get; }

    /// <summary>The substances that act, chain by chain.</summary>
    public IReadOnlyList<Substance> Acting { get; }

    /// <summary>Rates of all modes of the typical rat, chain by chain, 1/h.</summary>
    public double[] ModeRates { get; }

    /// <summary>What procedures block in each piece.</summary>
    public IReadOnlyList<Blocks> Blocks => _blocks;

    /// <summary>Starts of the pieces, h, ascending.</summary>
    public ReadOnlySpan<double> Starts => _starts;

    /// <summary>What a rat without a drug is driven by in a piece of time.</summary>
    public Drive<T> AtRest<T>(int segment)
        where T : struct, IScalar<T> => _blocks[segment].Drive<T>();

    /// <summary>The concentrations of the typical rat.</summary>
    public IReadOnlyList<ConcentrationProfile> Profiles() => [.. Chains.Select(chain => new ConcentrationProfile(chain, _starts))];
}
