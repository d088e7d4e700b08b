using PawLatency.Nociception;
using PawLatency.Pharmacology;

namespace PawLatency;

/// <summary>What a rat is given, as an immutable list. Each method returns a longer regimen.</summary>
public sealed class Regimen
{
    private Regimen(IReadOnlyList<Administration> administrations, IReadOnlyList<Procedure> procedures) =>
        (Administrations, Procedures) = (administrations, procedures);

    /// <summary>Nothing.</summary>
    public static Regimen None { get; } = new([], []);

    /// <summary>What is given, in the order it was added.</summary>
    public IReadOnlyList<Administration> Administrations { get; }

    /// <summary>Procedures, in the order they were added.</summary>
    public IReadOnlyList<Procedure> Procedures { get; }

    /// <summary>Whether nothing in it does anything: a vehicle only, or nothing at all.</summary>
    public bool IsVehicle => Administrations.All(given => given.Drug.Substance.IsVehicle);

    /// <summary>Adds anything.</summary>
    /// <param name="given">What is given.</param>
    public Regimen Add(Administration given) => new([.. Administrations, given], Procedures);

    /// <summary>Adds a procedure.</summary>
    /// <param name="procedure">What is done.</param>
    public Regimen Add(Procedure procedure) => new(Administrations, [.. Procedures, procedure]);

    /// <summary>Adds a dose given at once.</summary>
    /// <param name="drug">Substance and the form the dose is stated in.</param>
    /// <param name="dose">Dose.</param>
    /// <param name="route">The way it enters.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentException">The dose is out of range, or the substance has no such route.</exception>
    public Regimen Bolus(DrugForm drug, Dose dose, Route route, StudyTime at) => Add(new Bolus(drug, dose, route, at));

    /// <summary>Adds a constant rate for a time.</summary>
    /// <param name="drug">Substance and the form the rate is stated in.</param>
    /// <param name="rate">Rate.</param>
    /// <param name="route">The way it enters.</param>
    /// <param name="from">Start.</param>
    /// <param name="length">Length.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the substance has no such route.</exception>
    public Regimen Infusion(DrugForm drug, DoseRate rate, Route route, StudyTime from, Duration length) =>
        Add(new Infusion(drug, rate, route, from, length));

    /// <summary>Adds an osmotic pump.</summary>
    /// <param name="model">The model.</param>
    /// <param name="drug">Substance and the form the rate is stated in.</param>
    /// <param name="rate">Nominal rate.</param>
    /// <param name="implant">Implantation.</param>
    /// <param name="remove">Removal, or null to leave it in.</param>
    /// <param name="route">Subcutaneous, or intravenous through a catheter.</param>
    /// <param name="primed">Whether it delivers from the first moment.</param>
    /// <exception cref="ArgumentException">The pump is empty before its removal, or a number is out of range.</exception>
    public Regimen Pump(AlzetPump model, DrugForm drug, DoseRate rate, StudyTime implant, StudyTime? remove,
        Route route = Route.Subcutaneous, bool primed = false) => Add(new PumpImplant(model, drug, rate, implant, remove, route, primed));

    /// <summary>Adds pellets.</summary>
    /// <param name="pellet">The pellet.</param>
    /// <param name="count">Number of pellets.</param>
    /// <param name="implant">Implantation.</param>
    /// <param name="remove">Removal, or null to leave them in.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public Regimen Pellets(Pellet pellet, int count, StudyTime implant, StudyTime? remove) =>
        Add(new PelletImplant(pellet, count, implant, remove));

    /// <summary>The chains of one rat, one for each substance that does anything, in order of name.</summary>
    internal List<SubstanceChain> Chains(VirtualRat rat, double massG) =>
        [.. Administrations
            .Where(given => !given.Drug.Substance.IsVehicle)
            .GroupBy(given => given.Drug.Substance)
            .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
            .Select(group => new SubstanceChain(group.Key, [.. group], rat.ClearanceFactor, massG))];
}
