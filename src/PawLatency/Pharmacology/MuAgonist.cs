namespace PawLatency.Pharmacology;

/// <summary>How a substance engages a target: share = maximum C^hill / (C^hill + EC50^hill), C at the effect site.</summary>
/// <param name="Target">The target.</param>
/// <param name="HalfEngagementNgPerMl">Effect-site concentration of half of the maximum, ng/mL, greater than 0.</param>
/// <param name="Hill">Slope, dimensionless, greater than 0.</param>
/// <param name="MaximumPercent">Largest share of the target's function that it takes, %, 0 to 100.</param>
public sealed record TargetEngagement(Target Target, SourcedNumber HalfEngagementNgPerMl, SourcedNumber Hill, SourcedNumber MaximumPercent)
{
    /// <summary>The target: not the mu receptor and not the NMDA gate, which have keys of their own.</summary>
    public Target Target
    {
        get;
        init => field = OwnTarget(value.CheckWhole());
    } = OwnTarget(Target.CheckWhole());

    /// <summary>Effect-site concentration of half of the maximum, ng/mL, greater than 0.</summary>
    public SourcedNumber HalfEngagementNgPerMl
    {
        get;
        init => field = NumberKeys.HalfEngagement.Check(value);
    } = NumberKeys.HalfEngagement.Check(HalfEngagementNgPerMl);

    /// <summary>Slope, dimensionless, 0.1 to 20.</summary>
    public SourcedNumber Hill
    {
        get;
        init => field = NumberKeys.Hill.Check(value);
    } = NumberKeys.Hill.Check(Hill);

    /// <summary>Largest share of the target's function that it takes, %, 0 to 100.</summary>
    public SourcedNumber MaximumPercent
    {
        get;
        init => field = NumberKeys.MaximumEngagement.Check(value);
    } = NumberKeys.MaximumEngagement.Check(MaximumPercent);

    private static Target OwnTarget(Target target) =>
        target.Name is "mu" or "nmda"
            ? throw new ArgumentException(
                $"For {target.Name} use the key {(target.Name == "mu" ? "agonist or antagonist" : "nmda-antagonist")}.",
                "target"
            )
            : target;
}

/// <summary>Effect at the mu receptor in the operational model of Black and Leff (1983).</summary>
/// <param name="HalfEffectNgPerMl">
/// Effect-site concentration that gives 50 % of the maximum possible effect in a naive rat (10.5 s baseline, 20 s cutoff), ng/mL.
/// </param>
/// <param name="RelativeEfficacy">Operational efficacy tau relative to morphine, dimensionless, greater than 0.</param>
public sealed record MuAgonist(SourcedNumber HalfEffectNgPerMl, SourcedNumber RelativeEfficacy)
{
    /// <summary>Effect-site concentration that gives 50 % of the maximum possible effect in a naive rat, ng/mL, greater than 0.</summary>
    public SourcedNumber HalfEffectNgPerMl
    {
        get;
        init => field = NumberKeys.HalfEffect.Check(value);
    } = NumberKeys.HalfEffect.Check(HalfEffectNgPerMl);

    /// <summary>Operational efficacy tau relative to morphine, dimensionless, 0.001 to 1000.</summary>
    public SourcedNumber RelativeEfficacy
    {
        get;
        init => field = NumberKeys.RelativeEfficacy.Check(value);
    } = NumberKeys.RelativeEfficacy.Check(RelativeEfficacy);

    /// <summary>Share of the tolerance built by other opioids that this one meets, 0 to 1; null stands for complete
    /// cross-tolerance.</summary>
    public SourcedNumber? CrossTolerance
    {
        get;
        init => field = NumberKeys.CrossTolerance.CheckStated(value);
    }
}
