namespace PawLatency.Pharmacology;

/// <summary>Linear distribution and elimination with one or two compartments and an effect site.</summary>
public sealed record DispositionParameters
{
    internal const string IsMissing = "This has no effect without a disposition; add the disposition, or remove this key.",
        NeedsBoth = "Two compartments need both intercompartmental-clearance and peripheral-volume.";

    /// <summary>Whether it has one half of a second compartment.</summary>
    internal bool IsHalf => IntercompartmentalClearanceLPerHPerKg is null != PeripheralVolumeLPerKg is null;

    /// <summary>Clearance CL, L/h/kg, greater than 0.</summary>
    public required SourcedNumber ClearanceLPerHPerKg
    {
        get;
        init => field = NumberKeys.Clearance.Check(value);
    }

    /// <summary>Central volume V1, L/kg, greater than 0.</summary>
    public required SourcedNumber CentralVolumeLPerKg
    {
        get;
        init => field = NumberKeys.CentralVolume.Check(value);
    }

    /// <summary>Intercompartmental clearance Q, L/h/kg; null for one compartment.</summary>
    public SourcedNumber? IntercompartmentalClearanceLPerHPerKg
    {
        get;
        init => field = NumberKeys.Exchange.CheckStated(value);
    }

    /// <summary>Peripheral volume V2, L/kg; null for one compartment.</summary>
    public SourcedNumber? PeripheralVolumeLPerKg
    {
        get;
        init => field = NumberKeys.PeripheralVolume.CheckStated(value);
    }

    /// <summary>Rate constant ke0 between plasma and effect site, 1/h, greater than 0.</summary>
    public required SourcedNumber EffectSiteRatePerH
    {
        get;
        init => field = NumberKeys.EffectSiteRate.Check(value);
    }

    /// <summary>Share of the clearance that is the kidneys', 0 to 1; null where it was not looked up, and poor kidneys then change
    /// nothing.</summary>
    public SourcedNumber? RenalShare
    {
        get;
        init => field = NumberKeys.RenalShare.CheckStated(value);
    }
}

/// <summary>First-order absorption.</summary>
/// <param name="RatePerH">Rate constant ka, 1/h, greater than 0.</param>
/// <param name="Bioavailability">Fraction F that reaches the circulation, 0 to 1.</param>
public sealed record Absorption(SourcedNumber RatePerH, SourcedNumber Bioavailability)
{
    /// <summary>Rate constant, 1/h, greater than 0.</summary>
    public SourcedNumber RatePerH
    {
        get;
        init => field = NumberKeys.AbsorptionRate.Check(value);
    } = NumberKeys.AbsorptionRate.Check(RatePerH);

    /// <summary>Fraction F that reaches the circulation, 0 to 1.</summary>
    public SourcedNumber Bioavailability
    {
        get;
        init => field = NumberKeys.Bioavailability.Check(value);
    } = NumberKeys.Bioavailability.Check(Bioavailability);
}

/// <summary>What becomes of a dose into the fluid around the spinal cord.</summary>
/// <param name="RatePerH">Rate constant with which it leaves the fluid, 1/h, greater than 0.</param>
/// <param name="SpinalVolumeLPerKg">
/// Volume that turns the dose into effect-site concentration, L/kg, greater than 0: a dose this route gives as much effect as the same
/// amount over this volume. It holds potency, not anatomy.
/// </param>
/// <param name="SystemicShare">Fraction that comes into the blood, 0 to 1.</param>
public sealed record IntrathecalDisposition(SourcedNumber RatePerH, SourcedNumber SpinalVolumeLPerKg, SourcedNumber SystemicShare)
{
    /// <summary>Rate constant, 1/h, greater than 0.</summary>
    public SourcedNumber RatePerH
    {
        get;
        init => field = NumberKeys.FluidRate.Check(value);
    } = NumberKeys.FluidRate.Check(RatePerH);

    /// <summary>Volume that turns the dose into effect-site concentration, L/kg, greater than 0.</summary>
    public SourcedNumber SpinalVolumeLPerKg
    {
        get;
        init => field = NumberKeys.SpinalVolume.Check(value);
    } = NumberKeys.SpinalVolume.Check(SpinalVolumeLPerKg);

    /// <summary>Fraction that comes into the blood, 0 to 1.</summary>
    public SourcedNumber SystemicShare
    {
        get;
        init => field = NumberKeys.SystemicShare.Check(value);
    } = NumberKeys.SystemicShare.Check(SystemicShare);
}

/// <summary>An active metabolite.</summary>
/// <param name="Substance">The metabolite, with a one- or two-compartment disposition of its own.</param>
/// <param name="Fraction">Molar fraction of the parent's clearance that forms it, 0 to 1.</param>
public sealed record Metabolite(Substance Substance, SourcedNumber Fraction)
{
    /// <summary>The metabolite, with a disposition of its own.</summary>
    public Substance Substance
    {
        get;
        init => field = NoVehicle(value);
    } = NoVehicle(Substance);

    /// <summary>Molar fraction of the parent's clearance that forms it, 0 to 1.</summary>
    public SourcedNumber Fraction
    {
        get;
        init => field = NumberKeys.MetaboliteFraction.Check(value);
    } = NumberKeys.MetaboliteFraction.Check(Fraction);

    private static Substance NoVehicle(Substance substance) =>
        substance.IsVehicle
            ? throw new ArgumentException($"{substance.Name} is a vehicle; a metabolite needs a disposition.", "substance")
            : substance;
}
