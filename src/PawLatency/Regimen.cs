using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Treatment of a rat, as an immutable list. Each method returns an extended copy.</summary>
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

    /// <summary>No treatment.</summary>
    public static Regimen None { get; } = new([], [], []);

    /// <summary>Administrations, in the order in which they were added.</summary>
    public IReadOnlyList<Administration> Administrations { get; }

    /// <summary>Procedures, in the order in which they were added.</summary>
    public IReadOnlyList<Procedure> Procedures { get; }

    /// <summary>Rules for doses that depend on the latency, in the order in which they were added. A run converts them to doses.</summary>
    public IReadOnlyList<ResponseDosing> Responses { get; }

    /// <summary>Whether it has no effect: vehicle only, or empty.</summary>
    public bool IsVehicle =>
        Administrations.All(given => given.Drug.Substance.IsVehicle) && Responses.All(response => response.Drug.Substance.IsVehicle);

    /// <summary>Adds an administration.</summary>
    /// <param name="given">The administration.</param>
    /// <exception cref="ArgumentOutOfRangeException">It starts outside day -30 to 365.</exception>
    public Regimen Add(Administration given)
    {
        Check(given.Start);
        return new([.. Administrations, given], Procedures, Responses);
    }

    /// <summary>Adds a procedure.</summary>
    /// <param name="procedure">The procedure.</param>
    /// <exception cref="ArgumentOutOfRangeException">It starts outside day -30 to 365.</exception>
    public Regimen Add(Procedure procedure)
    {
        Check(procedure.From);
        return new(Administrations, [.. Procedures, procedure], Responses);
    }

    /// <summary>Adds doses that depend on the latency.</summary>
    /// <param name="response">The rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">Its first assessment is outside day -30 to 365.</exception>
    public Regimen Add(ResponseDosing response)
    {
        Check(response.From);
        return new(Administrations, Procedures, [.. Responses, response]);
    }

    /// <summary>The part that affects an assay of a given tissue: an inflamed paw does not affect the tail.</summary>
    internal Regimen RelevantTo(string tissue) =>
        Procedures.All(one => (one.Target.Tissue ?? tissue) == tissue)
            ? this
            : new(Administrations, [.. Procedures.Where(one => (one.Target.Tissue ?? tissue) == tissue)], Responses);

    internal Regimen WithoutResponses() => new(Administrations, Procedures, []);

    /// <summary>Adds a bolus dose.</summary>
    /// <param name="drug">Substance and the form in which the dose is stated.</param>
    /// <param name="dose">Dose.</param>
    /// <param name="route">Route of administration.</param>
    /// <param name="at">Time of the dose.</param>
    /// <exception cref="ArgumentException">The dose is out of range, or the substance has no such route.</exception>
    public Regimen Bolus(DrugForm drug, Dose dose, Route route, StudyTime at) => Add(new Bolus(drug, dose, route, at));

    /// <summary>Adds an infusion at a constant rate.</summary>
    /// <param name="drug">Substance and the form in which the rate is stated.</param>
    /// <param name="rate">Rate.</param>
    /// <param name="route">Route of administration.</param>
    /// <param name="from">Start time.</param>
    /// <param name="length">Duration.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the substance has no such route.</exception>
    public Regimen Infusion(DrugForm drug, DoseRate rate, Route route, StudyTime from, Duration length) =>
        Add(new Infusion(drug, rate, route, from, length));

    /// <summary>Adds doses at equal intervals.</summary>
    /// <param name="drug">Substance and the form in which the doses are stated.</param>
    /// <param name="dose">The first dose.</param>
    /// <param name="route">Route of administration.</param>
    /// <param name="at">Time of the first dose.</param>
    /// <param name="every">Interval between doses, a second to a year.</param>
    /// <param name="times">Number of doses, 1 to 10,000.</param>
    /// <param name="last">The last dose, reached in equal steps; null if all doses are equal.</param>
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

    /// <summary>Adds an infusion whose rate changes: a taper or an escalation.</summary>
    /// <param name="drug">Substance and the form in which the rates are stated.</param>
    /// <param name="first">First rate.</param>
    /// <param name="last">Last rate.</param>
    /// <param name="route">Route of administration.</param>
    /// <param name="from">Start time.</param>
    /// <param name="length">Duration, greater than 0.</param>
    /// <param name="steps"> Number of steps of equal duration and constant rate, from the first rate to the last, 2 to 10,000. Null for a
    /// linear change, a single <see cref="Pharmacology.Ramp"/>.
    /// </param>
    /// <exception cref="ArgumentException">A number is out of range, or the substance has no such route.</exception>
    public Regimen Ramp(DrugForm drug, DoseRate first, DoseRate last, Route route, StudyTime from, Duration length, int? steps = null)
    {
        if (steps is not { } count)
        {
            return Add(new Ramp(drug, first, last, route, from, length));
        }

        Guard.InRange(length.Hours, 1.0 / 3600, 24 * 365, "duration of the infusion", "h", "for");
        Guard.InRange(count, 2, MaximumSteps, "number of steps", "", "steps");
        double[] rates = Steps(first.MicrogramsPerKgPerHour, last.MicrogramsPerKgPerHour, count, "steps");
        Duration piece = new(length.Hours / count);
        return Repeat(from, piece, count)
            .Zip(rates)
            .Aggregate(this, (regimen, one) => regimen.Infusion(drug, new DoseRate(one.Second), route, one.First, piece));
    }

    /// <summary>Maximum number of doses in a series and of steps in a ramp.</summary>
    internal const int MaximumSteps = 10_000;

    internal static IEnumerable<StudyTime> Repeat(StudyTime from, Duration every, int times) =>
        Enumerable.Range(0, times).Select(index => from + index * every);

    private static void Check(StudyTime start) =>
        Guard.InRange(start.Days, StudyTime.FirstDay, StudyTime.LastDay, "day it begins", "", "at");

    private static double[] Steps(double first, double last, int count, string parameter) =>
        count == 1 && first != last
            ? throw new ArgumentException("A series with a first and a last dose needs at least 2 doses.", parameter)
            :
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(index => index == count - 1 ? last : first + (last - first) * index / Math.Max(1, count - 1)),
            ];

    /// <summary>Adds an osmotic pump.</summary>
    /// <param name="model">The model.</param>
    /// <param name="drug">Substance and the form in which the rate is stated.</param>
    /// <param name="rate">Nominal rate.</param>
    /// <param name="implant">Time of implantation.</param>
    /// <param name="remove">Time of removal, or null to leave it in.</param>
    /// <param name="route">Subcutaneous, or intravenous through a catheter.</param>
    /// <param name="primed">Whether the pump is primed and delivers immediately.</param>
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
    /// <param name="implant">Time of implantation.</param>
    /// <param name="remove">Time of removal, or null to leave them in.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public Regimen Pellets(Pellet pellet, int count, StudyTime implant, StudyTime? remove) =>
        Add(new PelletImplant(pellet, count, implant, remove));

    /// <summary>The chains of one rat, one for each substance with an effect, in order of name.</summary>
    internal List<SubstanceChain> Chains(VirtualRat rat, double massG)
    {
        IGrouping<Substance, Administration>[] substances =
        [
            .. Administrations
                .Where(given => !given.Drug.Substance.IsVehicle)
                .GroupBy(given => given.Drug.Substance)
                .OrderBy(group => group.Key.Name, StringComparer.Ordinal),
        ];
        // The contributions of opioids to tolerance are needed only if some cross-tolerance is incomplete.
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
