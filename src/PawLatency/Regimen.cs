using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency;

/// <summary>What a rat is given, as an immutable list. Each method returns a longer regimen.</summary>
/// <example>
/// <code>
/// Regimen regimen = Regimen.None.Bolus(Substance.Named("morphine").As("sulfate"), 5.MgPerKg, Route.Subcutaneous, 0.Days);
/// </code>
/// </example>
public sealed class Regimen
{
    private Regimen(
        IReadOnlyList<Administration> administrations,
        IReadOnlyList<Procedure> procedures,
        IReadOnlyList<ResponseDosing> responses
    ) => (Administrations, Procedures, Responses) = (administrations, procedures, responses);

    /// <summary>Nothing.</summary>
    public static Regimen None { get; } = new([], [], []);

    /// <summary>What is given, in the order it was added.</summary>
    public IReadOnlyList<Administration> Administrations { get; }

    /// <summary>Procedures, in the order they were added.</summary>
    public IReadOnlyList<Procedure> Procedures { get; }

    /// <summary>Doses that depend on the latency, in the order they were added. A run turns them into doses.</summary>
    public IReadOnlyList<ResponseDosing> Responses { get; }

    /// <summary>Whether nothing in it does anything: a vehicle only, or nothing at all.</summary>
    public bool IsVehicle =>
        Administrations.All(given => given.Drug.Substance.IsVehicle) && Responses.All(response => response.Drug.Substance.IsVehicle);

    /// <summary>Adds anything.</summary>
    /// <param name="given">What is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">It begins outside day -30 to 365.</exception>
    public Regimen Add(Administration given)
    {
        Check(given.Start);
        return new([.. Administrations, given], Procedures, Responses);
    }

    /// <summary>Adds a procedure.</summary>
    /// <param name="procedure">What is done.</param>
    /// <exception cref="ArgumentOutOfRangeException">It begins outside day -30 to 365.</exception>
    public Regimen Add(Procedure procedure)
    {
        Check(procedure.From);
        return new(Administrations, [.. Procedures, procedure], Responses);
    }

    /// <summary>Adds doses that depend on the latency.</summary>
    /// <param name="response">The rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">Its first look is outside day -30 to 365.</exception>
    public Regimen Add(ResponseDosing response)
    {
        Check(response.From);
        return new(Administrations, Procedures, [.. Responses, response]);
    }

    /// <summary>What of it an assay of a tissue meets: an inflamed paw does not touch the tail.</summary>
    internal Regimen RelevantTo(string tissue) =>
        Procedures.All(one => (one.Target.Tissue ?? tissue) == tissue)
            ? this
            : new(Administrations, [.. Procedures.Where(one => (one.Target.Tissue ?? tissue) == tissue)], Responses);

    internal Regimen WithoutResponses() => new(Administrations, Procedures, []);

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

    /// <summary>Adds doses at equal intervals.</summary>
    /// <param name="drug">Substance and the form the doses are stated in.</param>
    /// <param name="dose">The first dose.</param>
    /// <param name="route">The way they enter.</param>
    /// <param name="at">When the first is given.</param>
    /// <param name="every">Time from one to the next, a second to a year.</param>
    /// <param name="times">Number of doses, 1 to 10,000.</param>
    /// <param name="last">The last dose, reached in equal steps; the first again if null.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the substance has no such route.</exception>
    public Regimen Boluses(DrugForm drug, Dose dose, Route route, StudyTime at, Duration every, int times, Dose? last = null)
    {
        Guard.InRange(times, 1, MaximumSteps, "number of doses", "", "times");
        if (times > 1)
        {
            Guard.InRange(every.Hours, 1.0 / 3600, 24 * 365, "time between doses", "h", "every");
        }

        double[] doses = Steps(dose.MicrogramsPerKg, (last ?? dose).MicrogramsPerKg, times, "times");
        return Repeat(at, every, times)
            .Zip(doses)
            .Aggregate(this, (regimen, one) => regimen.Bolus(drug, new Dose(one.Second), route, one.First));
    }

    /// <summary>Adds a rate that changes from one value to another: a taper or an escalation.</summary>
    /// <param name="drug">Substance and the form the rates are stated in.</param>
    /// <param name="first">First rate.</param>
    /// <param name="last">Last rate.</param>
    /// <param name="route">The way it enters.</param>
    /// <param name="from">Start.</param>
    /// <param name="length">Length, greater than 0.</param>
    /// <param name="steps">
    /// Number of equal steps of time, each at a constant rate, the first at the first rate and the last at the last, 2 to 10,000. Null for
    /// a
    /// straight line, a single <see cref="Pharmacology.Ramp"/>.
    /// </param>
    /// <exception cref="ArgumentException">A number is out of range, or the substance has no such route.</exception>
    public Regimen Ramp(DrugForm drug, DoseRate first, DoseRate last, Route route, StudyTime from, Duration length, int? steps = null)
    {
        if (steps is not { } count)
        {
            return Add(new Ramp(drug, first, last, route, from, length));
        }

        Guard.InRange(length.Hours, 1.0 / 3600, 24 * 365, "length of the infusion", "h", "for");
        Guard.InRange(count, 2, MaximumSteps, "number of steps", "", "steps");
        double[] rates = Steps(first.MicrogramsPerKgPerHour, last.MicrogramsPerKgPerHour, count, "steps");
        Duration piece = new(length.Hours / count);
        return Repeat(from, piece, count)
            .Zip(rates)
            .Aggregate(this, (regimen, one) => regimen.Infusion(drug, new DoseRate(one.Second), route, one.First, piece));
    }

    /// <summary>Most doses of a series and steps of a ramp.</summary>
    internal const int MaximumSteps = 10_000;

    internal static IEnumerable<StudyTime> Repeat(StudyTime from, Duration every, int times) =>
        Enumerable.Range(0, times).Select(index => from + index * every);

    private static void Check(StudyTime start) =>
        Guard.InRange(start.Days, StudyTime.FirstDay, StudyTime.LastDay, "day it begins", "", "at");

    private static double[] Steps(double first, double last, int count, string parameter) =>
        count == 1 && first != last
            ? throw new ArgumentException("One dose cannot be both the first and the last; give at least 2.", parameter)
            :
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(index => index == count - 1 ? last : first + (last - first) * index / Math.Max(1, count - 1)),
            ];

    /// <summary>Adds an osmotic pump.</summary>
    /// <param name="model">The model.</param>
    /// <param name="drug">Substance and the form the rate is stated in.</param>
    /// <param name="rate">Nominal rate.</param>
    /// <param name="implant">Implantation.</param>
    /// <param name="remove">Removal, or null to leave it in.</param>
    /// <param name="route">Subcutaneous, or intravenous through a catheter.</param>
    /// <param name="primed">Whether it delivers from the first moment.</param>
    /// <exception cref="ArgumentException">The pump is empty before its removal, or a number is out of range.</exception>
    public Regimen Pump(
        AlzetPump model,
        DrugForm drug,
        DoseRate rate,
        StudyTime implant,
        StudyTime? remove,
        Route route = Route.Subcutaneous,
        bool primed = false
    ) => Add(new PumpImplant(model, drug, rate, implant, remove, route, primed));

    /// <summary>Adds pellets.</summary>
    /// <param name="pellet">The pellet.</param>
    /// <param name="count">Number of pellets.</param>
    /// <param name="implant">Implantation.</param>
    /// <param name="remove">Removal, or null to leave them in.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public Regimen Pellets(Pellet pellet, int count, StudyTime implant, StudyTime? remove) =>
        Add(new PelletImplant(pellet, count, implant, remove));

    /// <summary>The chains of one rat, one for each substance that does anything, in order of name.</summary>
    internal List<SubstanceChain> Chains(VirtualRat rat, double massG)
    {
        IGrouping<Substance, Administration>[] substances =
        [
            .. Administrations
                .Where(given => !given.Drug.Substance.IsVehicle)
                .GroupBy(given => given.Drug.Substance)
                .OrderBy(group => group.Key.Name, StringComparer.Ordinal),
        ];
        // Which opioid built the tolerance matters where another meets a part of it only.
        Substance[] opioids =
        [
            .. substances
                .SelectMany(group => group.Key.WithMetabolites)
                .Where(substance => substance.Agonist is not null)
                .DistinctBy(substance => substance.Name),
        ];
        bool remembers = opioids.Length > 1 && opioids.Any(opioid => opioid.CrossTolerance < 1);
        return
        [
            .. substances.Select(group => new SubstanceChain(
                group.Key,
                [.. group],
                rat.ClearanceFactor,
                massG,
                rat.RenalFunction,
                remembers
            )),
        ];
    }
}
