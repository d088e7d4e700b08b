using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>Reads what a substance does: at the mu receptor, at the NMDA receptor, at other targets.</summary>
internal static class EffectFile
{
    public static Effects Read(KeyReader map)
    {
        MuAgonist? agonist = map.Map("agonist", "Effect at the mu receptor.", ReadAgonist);
        SourcedNumber? antagonist = map.Map(
            "antagonist",
            "Competitive antagonism at the mu receptor.",
            inner => SourcedNumberFile.Read(inner, "dissociation-constant", UnitSet.Concentration, 1e-6, 1e7, "KB.", required: true)
        );
        SourcedNumber? nmda = map.Map(
            "nmda-antagonist",
            "Block of the NMDA receptor.",
            inner =>
                SourcedNumberFile.Read(inner, "half-inhibition-concentration", UnitSet.Concentration, 1e-6, 1e7, "IC50.", required: true)
        );
        SourcedNumber? excitation = map.Map(
            "excitation",
            "Direct pronociceptive action.",
            inner =>
                SourcedNumberFile.Read(
                    inner,
                    "gain",
                    UnitSet.PerConcentration,
                    0,
                    1,
                    "Gain on the fast pronociceptive state.",
                    required: true
                )
        );
        IReadOnlyList<TargetEngagement> targets = map.Maps("targets", "Other targets it engages.", ReadEngagement);
        return new Effects(agonist, antagonist, nmda, excitation, targets);
    }

    private static TargetEngagement? ReadEngagement(KeyReader map)
    {
        Target? target = map.Parsed("target", Target.Named, "The target.", "Name a target, for example cox.", required: true);
        SourcedNumber? half = SourcedNumberFile.Read(
            map,
            "half-engagement-concentration",
            UnitSet.Concentration,
            1e-6,
            1e9,
            "Effect-site concentration of half of the maximum.",
            required: true
        );
        SourcedNumber? hill = SourcedNumberFile.Read(map, "hill", UnitSet.Fraction, 0.1, 20, "Slope; 1 if absent.");
        SourcedNumber? maximum = SourcedNumberFile.Read(
            map,
            "maximum",
            UnitSet.Percent,
            0,
            100,
            "Largest share of the target's function; 100 % if absent."
        );
        if (target is { Name: "mu" or "nmda" })
        {
            map.Refuse(
                "target",
                $"A substance acts on {target.Name} by the key {(target.Name == "mu" ? "agonist or antagonist" : "nmda-antagonist")}."
            );
        }

        return target is null || half is null
            ? null
            : new TargetEngagement(
                target,
                half,
                hill ?? new SourcedNumber(1, Basis.Assumed, "No slope is stated: simple binding"),
                maximum ?? new SourcedNumber(100, Basis.Assumed, "No maximum is stated: complete")
            );
    }

    private static MuAgonist? ReadAgonist(KeyReader map)
    {
        SourcedNumber? half = SourcedNumberFile.Read(
            map,
            "half-effect-concentration",
            UnitSet.Concentration,
            1e-6,
            1e7,
            "Effect-site concentration for 50 % of the maximum possible effect.",
            required: true
        );
        SourcedNumber? efficacy = SourcedNumberFile.Read(
            map,
            "relative-efficacy",
            UnitSet.Fraction,
            1e-3,
            1e3,
            "Efficacy tau relative to morphine.",
            required: true
        );
        SourcedNumber? cross = SourcedNumberFile.Read(
            map,
            "cross-tolerance",
            UnitSet.Fraction,
            0,
            1,
            "Share of the tolerance built by other opioids that this one meets; 1 if absent."
        );
        return half is null || efficacy is null ? null : new MuAgonist(half, efficacy) { CrossTolerance = cross };
    }
}

/// <summary>What a file states of the effects of a substance.</summary>
internal sealed record Effects(
    MuAgonist? Agonist,
    SourcedNumber? Antagonist,
    SourcedNumber? Nmda,
    SourcedNumber? Excitation,
    IReadOnlyList<TargetEngagement> Targets
);
