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
            inner => NumberKeys.Dissociation.Read(inner, required: true)
        );
        SourcedNumber? nmda = map.Map(
            "nmda-antagonist",
            "Block of the NMDA receptor.",
            inner => NumberKeys.HalfInhibition.Read(inner, required: true)
        );
        SourcedNumber? excitation = map.Map(
            "excitation",
            "Direct pronociceptive action.",
            inner => NumberKeys.ExcitationGain.Read(inner, required: true)
        );
        IReadOnlyList<TargetEngagement> targets = map.Maps("targets", "Other targets it engages.", ReadEngagement);
        return new Effects(agonist, antagonist, nmda, excitation, targets);
    }

    private static TargetEngagement? ReadEngagement(KeyReader map)
    {
        Target? target = map.Parsed("target", Target.Named, "The target.", "Name a target, for example cox.", required: true);
        SourcedNumber? half = NumberKeys.HalfEngagement.Read(map, required: true);
        SourcedNumber? hill = NumberKeys.Hill.Read(map);
        SourcedNumber? maximum = NumberKeys.MaximumEngagement.Read(map);
        return target is null || half is null
            ? null
            : map.Build(() =>
                new TargetEngagement(
                    target,
                    half,
                    hill ?? new SourcedNumber(1, Basis.Assumed, "No slope is stated: simple binding"),
                    maximum ?? new SourcedNumber(100, Basis.Assumed, "No maximum is stated: complete")
                )
            );
    }

    private static MuAgonist? ReadAgonist(KeyReader map)
    {
        SourcedNumber? half = NumberKeys.HalfEffect.Read(map, required: true);
        SourcedNumber? efficacy = NumberKeys.RelativeEfficacy.Read(map, required: true);
        SourcedNumber? cross = NumberKeys.CrossTolerance.Read(map);
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
