using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>One treatment given to a rat.</summary>
public abstract record Administration
{
    private protected Administration(DrugForm drug, Route route)
    {
        if (route == Route.Inhaled && this is not Inhalation)
        {
            throw new ArgumentException("A gas is given as an inhalation, with its share of the air.", nameof(route));
        }

        if (drug.Substance.WhyNot(route) is { } reason)
        {
            throw new ArgumentException(reason, nameof(route));
        }

        (Drug, Route) = (drug, route);
    }

    /// <summary>Substance, and the form in which its dose is stated.</summary>
    public DrugForm Drug { get; }

    /// <summary>Route of administration.</summary>
    public Route Route { get; }

    /// <summary>Start time.</summary>
    public abstract StudyTime Start { get; }

    /// <summary>End of delivery; equal to <see cref="Start"/> for a bolus, null if it has no end.</summary>
    public abstract StudyTime? End { get; }

    /// <summary>The treatment in words.</summary>
    public abstract string Describe();

    /// <summary>Checks the treatment for a rat of a given mass.</summary>
    /// <param name="massG">Body mass, g.</param>
    /// <exception cref="ArgumentException">The device cannot deliver this treatment.</exception>
    internal virtual void CheckAgainst(double massG) { }

    private protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private protected static StudyTime After(StudyTime start, StudyTime end, string what, string parameter) =>
        end > start && end.Hours < double.PositiveInfinity
            ? end
            : throw new ArgumentException(Text($"{what} on {end} is not after the start on {start}."), parameter);
}

/// <summary>A bolus dose.</summary>
public sealed record Bolus : Administration
{
    /// <summary>A bolus dose.</summary>
    /// <param name="drug">Substance and the form in which the dose is stated.</param>
    /// <param name="dose">Dose, 0 to 10 g/kg.</param>
    /// <param name="route">Route of administration.</param>
    /// <param name="at">Time of the dose. A test at the same time comes before it.</param>
    /// <exception cref="ArgumentException">The dose is out of range, or the substance has no such route.</exception>
    public Bolus(DrugForm drug, Dose dose, Route route, StudyTime at)
        : base(drug, route)
    {
        Guard.InRange(dose.MicrogramsPerKg, 0, Dose.MaximumMicrogramsPerKg, "dose", "ug/kg", nameof(dose));
        (Dose, At) = (dose, at);
    }

    /// <summary>Dose, in the stated form.</summary>
    public Dose Dose { get; }

    /// <summary>Time of the dose.</summary>
    public StudyTime At { get; }

    /// <inheritdoc/>
    public override StudyTime Start => At;

    /// <inheritdoc/>
    public override StudyTime? End => At;

    /// <inheritdoc/>
    public override string Describe() => Text($"{Drug} {Dose.MicrogramsPerKg / 1000:G6} mg/kg {RouteNames.Abbreviation(Route)} on {At}");
}

/// <summary>An infusion at a constant rate.</summary>
public sealed record Infusion : Administration
{
    /// <summary>An infusion at a constant rate.</summary>
    /// <param name="drug">Substance and the form in which the rate is stated.</param>
    /// <param name="rate">Rate, 0 to 10 g/kg/h.</param>
    /// <param name="route">Route of administration.</param>
    /// <param name="from">Start time.</param>
    /// <param name="length">Duration, greater than 0.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the substance has no such route.</exception>
    public Infusion(DrugForm drug, DoseRate rate, Route route, StudyTime from, Duration length)
        : base(drug, route)
    {
        Guard.InRange(rate.MicrogramsPerKgPerHour, 0, DoseRate.MaximumMicrogramsPerKgPerHour, "rate", "ug/kg/h", nameof(rate));
        Guard.InRange(length.Hours, 1.0 / 3600, 24 * 365, "duration of the infusion", "h", nameof(length));
        (Rate, From, Length) = (rate, from, length);
    }

    /// <summary>The rate, in the stated form.</summary>
    public DoseRate Rate { get; }

    /// <summary>Start time.</summary>
    public StudyTime From { get; }

    /// <summary>Duration.</summary>
    public Duration Length { get; }

    /// <inheritdoc/>
    public override StudyTime Start => From;

    /// <inheritdoc/>
    public override StudyTime? End => From + Length;

    /// <inheritdoc/>
    public override string Describe() =>
        Text(
            $"{Drug} {Rate.MicrogramsPerKgPerHour / 1000:G6} mg/kg/h {RouteNames.Abbreviation(Route)} from {From} for {Length.Hours:G6} h"
        );
}

/// <summary>An infusion whose rate changes linearly: a taper or an escalation.</summary>
public sealed record Ramp : Administration
{
    /// <summary>An infusion whose rate changes linearly.</summary>
    /// <param name="drug">Substance and the form in which the rates are stated.</param>
    /// <param name="first">Rate at the start, 0 to 10 g/kg/h.</param>
    /// <param name="last">Rate at the end, 0 to 10 g/kg/h.</param>
    /// <param name="route">Route of administration.</param>
    /// <param name="from">Start time.</param>
    /// <param name="length">Duration, greater than 0.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the substance has no such route.</exception>
    public Ramp(DrugForm drug, DoseRate first, DoseRate last, Route route, StudyTime from, Duration length)
        : base(drug, route)
    {
        Guard.InRange(first.MicrogramsPerKgPerHour, 0, DoseRate.MaximumMicrogramsPerKgPerHour, "first rate", "ug/kg/h", "rate");
        Guard.InRange(last.MicrogramsPerKgPerHour, 0, DoseRate.MaximumMicrogramsPerKgPerHour, "last rate", "ug/kg/h", "to");
        Guard.InRange(length.Hours, 1.0 / 3600, 24 * 365, "duration of the infusion", "h", "for");
        (First, Last, From, Length) = (first, last, from, length);
    }

    /// <summary>The rate at the start, in the stated form.</summary>
    public DoseRate First { get; }

    /// <summary>The rate at the end, in the stated form.</summary>
    public DoseRate Last { get; }

    /// <summary>Start time.</summary>
    public StudyTime From { get; }

    /// <summary>Duration.</summary>
    public Duration Length { get; }

    /// <inheritdoc/>
    public override StudyTime Start => From;

    /// <inheritdoc/>
    public override StudyTime? End => From + Length;

    /// <inheritdoc/>
    public override string Describe() =>
        Text($"{Drug} {First.MicrogramsPerKgPerHour / 1000:G6} to {Last.MicrogramsPerKgPerHour / 1000:G6} ")
        + Text($"mg/kg/h {RouteNames.Abbreviation(Route)} linearly from {From} for {Length.Hours:G6} h");

    /// <summary>Splits the ramp into equal steps of constant rate with the same amount, for formats without ramps.</summary>
    /// <param name="count">Number of steps.</param>
    internal IEnumerable<Infusion> InSteps(int count) =>
        Enumerable
            .Range(0, count)
            .Select(step => new Infusion(
                Drug,
                new DoseRate(
                    First.MicrogramsPerKgPerHour + (Last.MicrogramsPerKgPerHour - First.MicrogramsPerKgPerHour) * ((step + 0.5) / count)
                ),
                Route,
                From + step * (1.0 / count * Length),
                1.0 / count * Length
            ));
}

/// <summary>Inhalation of a gas at a constant share of the air.</summary>
public sealed record Inhalation : Administration
{
    /// <summary>Inhalation of a gas.</summary>
    /// <param name="gas">The gas.</param>
    /// <param name="airPercent">Its share of the air, 0 to 80 %; at least 20 % must remain for oxygen.</param>
    /// <param name="from">Start time.</param>
    /// <param name="length">Duration, greater than 0.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the substance is not a gas.</exception>
    public Inhalation(DrugForm gas, double airPercent, StudyTime from, Duration length)
        : base(gas, Route.Inhaled)
    {
        AirPercent = Guard.InRange(airPercent, 0, MaximumAirPercent, "share of the air", "%", "air");
        Guard.InRange(length.Hours, 1.0 / 3600, 24 * 365, "duration of the inhalation", "h", nameof(length));
        (From, Length) = (from, length);
    }

    // At least a fifth of the air must be oxygen.
    internal const double MaximumAirPercent = 80;

    /// <summary>Its share of the air, %.</summary>
    public double AirPercent { get; }

    /// <summary>Start time.</summary>
    public StudyTime From { get; }

    /// <summary>Duration.</summary>
    public Duration Length { get; }

    /// <inheritdoc/>
    public override StudyTime Start => From;

    /// <inheritdoc/>
    public override StudyTime? End => From + Length;

    /// <inheritdoc/>
    public override string Describe() => Text($"{Drug.Substance.Name} {AirPercent:G6} % of the air from {From} for {Length.Hours:G6} h");
}

/// <summary>An ALZET osmotic pump, filled to deliver a given rate.</summary>
public sealed record PumpImplant : Administration
{
    /// <summary>An implanted osmotic pump.</summary>
    /// <param name="model">The model.</param>
    /// <param name="drug">Substance and the form in which the rate is stated.</param>
    /// <param name="rate">Nominal rate, 0 to 10 g/kg/h.</param>
    /// <param name="implant">Time of implantation.</param>
    /// <param name="remove">Time of removal, or null to leave the pump in; it then runs down after its nominal life.</param>
    /// <param name="route">Subcutaneous, or intravenous through a catheter.</param>
    /// <param name="primed">Whether the pump was primed, so that it delivers immediately.</param>
    /// <exception cref="ArgumentException">The pump is empty before its removal, or a number is out of range.</exception>
    public PumpImplant(
        AlzetPump model,
        DrugForm drug,
        DoseRate rate,
        StudyTime implant,
        StudyTime? remove,
        Route route = Route.Subcutaneous,
        bool primed = false
    )
        : base(drug, route)
    {
        Guard.InRange(rate.MicrogramsPerKgPerHour, 0, DoseRate.MaximumMicrogramsPerKgPerHour, "rate", "ug/kg/h", nameof(rate));
        model.CheckUsable();
        if (route == Route.Oral)
        {
            throw new ArgumentException(
                "A pump does not deliver by mouth; use an infusion for drugs in drinking water or food.",
                nameof(route)
            );
        }

        if (remove is { } end)
        {
            After(implant, end, "The removal", nameof(remove));
            StudyTime empty = implant + model.Life;
            // Tolerance of a millisecond, because days are decimal numbers.
            if (end.Hours > empty.Hours + 1e-6)
            {
                throw new ArgumentException(
                    Text($"This pump is empty on {empty}, before its removal on {end}: ALZET {model.Model} runs for ")
                        + Text($"{model.Life.Days:G4} days. Models that run longer: {AlzetPump.LongerThan(end - implant)}."),
                    nameof(remove)
                );
            }
        }

        (Model, Rate, Implant, Remove, Primed) = (model, rate, implant, remove, primed);
    }

    /// <summary>The model.</summary>
    public AlzetPump Model { get; }

    /// <summary>Nominal rate, in the stated form.</summary>
    public DoseRate Rate { get; }

    /// <summary>Time of implantation.</summary>
    public StudyTime Implant { get; }

    /// <summary>Time of removal, or null if the pump stays in.</summary>
    public StudyTime? Remove { get; }

    /// <summary>Whether the pump delivers immediately.</summary>
    public bool Primed { get; }

    /// <inheritdoc/>
    public override StudyTime Start => Implant;

    /// <inheritdoc/>
    public override StudyTime? End => Remove ?? Implant + Model.Life;

    /// <summary>Fill concentration of the pump, mg/mL of the stated form.</summary>
    /// <param name="massG">Body mass, g.</param>
    public double FillConcentrationMgPerMl(double massG) => Rate.MicrogramsPerKgPerHour * (massG / 1000) / Model.RateUlPerH!.Value;

    /// <inheritdoc/>
    public override string Describe()
    {
        string end = Remove is { } remove ? Text($"removed {remove}") : "left in";
        return Text($"ALZET {Model.Model} with {Drug} {Rate.MicrogramsPerKgPerHour / 1000:G6} ")
            + Text($"mg/kg/h {RouteNames.Abbreviation(Route)}, implanted {Implant}, {end}");
    }

    internal override void CheckAgainst(double massG)
    {
        SourcedNumber limit = Drug.Substance.SolubilityMgPerMl ?? AlzetPump.FillLimitMgPerMl;
        double fill = FillConcentrationMgPerMl(massG) * Drug.BaseFraction;
        if (fill > limit.Value)
        {
            string faster = AlzetPump.FasterThan(Rate.MicrogramsPerKgPerHour * (massG / 1000) * Drug.BaseFraction / limit.Value);
            throw new ArgumentException(
                Text($"ALZET {Model.Model} is too small for this rate: {Rate.MicrogramsPerKgPerHour / 1000:G6} ")
                    + Text($"mg/kg/h in a rat of {massG:G4} g at {Model.RateUlPerH!.Value:G4} uL/h needs {fill:G4} mg/mL ")
                    + Text($"of base, but the maximum is {limit.Value:G4} mg/mL. Models that are fast enough: {faster}."),
                "rate"
            );
        }
    }
}

/// <summary>Implanted pellets.</summary>
public sealed record PelletImplant : Administration
{
    /// <summary>Implanted pellets.</summary>
    /// <param name="pellet">The pellet.</param>
    /// <param name="count">Number of pellets, 1 to 20.</param>
    /// <param name="implant">Time of implantation.</param>
    /// <param name="remove">Time of removal, or null to leave them in.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the removal is not after the implantation.</exception>
    public PelletImplant(Pellet pellet, int count, StudyTime implant, StudyTime? remove)
        : base(pellet.Drug, Route.Subcutaneous)
    {
        Guard.InRange(count, 1, 20, "number of pellets", "", nameof(count));
        if (remove is { } end)
        {
            After(implant, end, "The removal", nameof(remove));
        }

        (Pellet, Count, Implant, Remove) = (pellet, count, implant, remove);
    }

    /// <summary>The pellet.</summary>
    public Pellet Pellet { get; }

    /// <summary>Number of pellets.</summary>
    public int Count { get; }

    /// <summary>Time of implantation.</summary>
    public StudyTime Implant { get; }

    /// <summary>Time of removal, or null if they stay in.</summary>
    public StudyTime? Remove { get; }

    /// <inheritdoc/>
    public override StudyTime Start => Implant;

    /// <inheritdoc/>
    public override StudyTime? End => Remove;

    /// <inheritdoc/>
    public override string Describe()
    {
        string end = Remove is { } remove ? Text($"removed {remove}") : "left in";
        return Text($"{Count} x {Pellet.Name} pellet, implanted {Implant}, {end}");
    }
}
