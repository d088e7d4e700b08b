using System.Globalization;
using PawLatency.Assays;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency;

/// <summary>
/// A dose that is given when the latency is short: at equal intervals the group is looked at, and dosed where its typical rat pulls the paw
/// away sooner than a limit. All rats of the group then get the dose, as a group is dosed on the bench; no rat has a schedule of its own.
/// </summary>
public sealed record ResponseDosing
{
    /// <summary>Doses by response.</summary>
    /// <param name="drug">Substance and the form the dose is stated in.</param>
    /// <param name="dose">Each dose.</param>
    /// <param name="route">The way it enters.</param>
    /// <param name="belowS">Latency under which a dose is given, s, 0.5 to 60.</param>
    /// <param name="from">When the group is first looked at.</param>
    /// <param name="every">Time from one look to the next, at least a minute.</param>
    /// <param name="looks">Number of looks, 1 to 200.</param>
    /// <param name="atMost">Most doses, 1 to 200.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the substance has no such route.</exception>
    public ResponseDosing(DrugForm drug, Dose dose, Route route, double belowS, StudyTime from, Duration every, int looks, int atMost)
    {
        (Drug, Dose, Route, From, Every) = (drug, dose, route, from, every);
        _ = new Bolus(drug, dose, route, from);
        BelowS = Guard.InRange(belowS, LeastS, MostS, "latency that is dosed", "s", "below");
        Guard.InRange(every.Hours, 1.0 / 60, 24 * 365, "time between looks", "h", "every");
        Looks = (int)Guard.InRange(looks, 1, MaximumLooks, "number of looks", "", "times");
        AtMost = (int)Guard.InRange(atMost, 1, MaximumLooks, "number of doses", "", "at-most");
    }

    /// <summary>The range of the latency under which a dose is given, s.</summary>
    internal const double LeastS = 0.5,
        MostS = 60;

    // Each look is a solve of the typical rat.
    internal const int MaximumLooks = 200;

    /// <summary>What is given.</summary>
    public DrugForm Drug { get; }

    /// <summary>Each dose.</summary>
    public Dose Dose { get; }

    /// <summary>The way it enters.</summary>
    public Route Route { get; }

    /// <summary>Latency under which a dose is given, s.</summary>
    public double BelowS { get; }

    /// <summary>When the group is first looked at.</summary>
    public StudyTime From { get; }

    /// <summary>Time from one look to the next.</summary>
    public Duration Every { get; }

    /// <summary>Number of looks.</summary>
    public int Looks { get; }

    /// <summary>Most doses.</summary>
    public int AtMost { get; }

    /// <summary>The rule in words.</summary>
    /// <param name="readout">What the study's assay reads.</param>
    public string Describe(Readout readout)
    {
        string looks =
            Looks == 1 ? $"one look on {From}" : FormattableString.Invariant($"{Looks} looks every {Every.Hours:G6} h from {From}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Drug} {Dose.MicrogramsPerKg / 1000:G6} mg/kg {RouteNames.Abbreviation(Route)} "
                + $"whenever the typical rat is below {readout.Text(BelowS, "G4")}, "
                + $"{looks}, at most {(AtMost == 1 ? "one dose" : $"{AtMost} doses")}"
        );
    }
}

/// <summary>What was decided at one look.</summary>
/// <param name="Time">When; the look is before the dose.</param>
/// <param name="LatencyS">Latency of the typical rat, s, at most the cutoff.</param>
/// <param name="Given">Whether the dose was given.</param>
/// <param name="Response">The rule that decided.</param>
public sealed record DosingDecision(StudyTime Time, double LatencyS, bool Given, ResponseDosing Response)
{
    /// <summary>In words.</summary>
    /// <param name="readout">What the study's assay reads.</param>
    public string Describe(Readout readout)
    {
        string limit = readout.Text(Response.BelowS, "G4"),
            mgPerKg = (Response.Dose.MicrogramsPerKg / 1000).ToString("G6", CultureInfo.InvariantCulture);
        string decision =
            Given ? $"below {limit}: {Response.Drug} {mgPerKg} mg/kg"
            : LatencyS < Response.BelowS ? $"below {limit}, but all {Response.AtMost} doses are given"
            : $"not below {limit}";
        return $"{Time}: {readout.Text(LatencyS, "0.0")}, {decision}";
    }
}
