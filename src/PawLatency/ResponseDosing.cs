using System.Globalization;
using PawLatency.Assays;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency;

/// <summary>
/// Dosing by response. The group is assessed at equal intervals and dosed if the latency of its typical rat is below a limit. As in the
/// laboratory, all rats of the group then get the dose; rats have no individual schedules.
/// </summary>
public sealed record ResponseDosing
{
    /// <summary>Creates a rule for dosing by response.</summary>
    /// <param name="drug">Substance and the form in which the dose is stated.</param>
    /// <param name="dose">Each dose.</param>
    /// <param name="route">Route of administration.</param>
    /// <param name="belowS">Latency below which a dose is given, s, 0.5 to 60.</param>
    /// <param name="from">Time of the first assessment.</param>
    /// <param name="every">Interval between assessments, at least a minute.</param>
    /// <param name="assessments">Number of assessments, 1 to 200.</param>
    /// <param name="atMost">Maximum number of doses, 1 to 200.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the substance has no such route.</exception>
    public ResponseDosing(DrugForm drug, Dose dose, Route route, double belowS, StudyTime from, Duration every, int assessments, int atMost)
    {
        (Drug, Dose, Route, From, Every) = (drug, dose, route, from, every);
        _ = new Bolus(drug, dose, route, from);
        BelowS = Guard.InRange(belowS, LeastS, MostS, "latency limit for dosing", "s", "below");
        Guard.InRange(every.Hours, 1.0 / 60, 24 * 365, "time between assessments", "h", "every");
        Assessments = (int)Guard.InRange(assessments, 1, MaximumAssessments, "number of assessments", "", "times");
        AtMost = (int)Guard.InRange(atMost, 1, MaximumAssessments, "number of doses", "", "at-most");
    }

    /// <summary>Allowed range of the latency limit, s.</summary>
    internal const double LeastS = 0.5,
        MostS = 60;

    // Each assessment solves the typical rat.
    internal const int MaximumAssessments = 200;

    /// <summary>Substance and form.</summary>
    public DrugForm Drug { get; }

    /// <summary>Each dose.</summary>
    public Dose Dose { get; }

    /// <summary>Route of administration.</summary>
    public Route Route { get; }

    /// <summary>Latency below which a dose is given, s.</summary>
    public double BelowS { get; }

    /// <summary>Time of the first assessment.</summary>
    public StudyTime From { get; }

    /// <summary>Interval between assessments.</summary>
    public Duration Every { get; }

    /// <summary>Number of assessments.</summary>
    public int Assessments { get; }

    /// <summary>Maximum number of doses.</summary>
    public int AtMost { get; }

    /// <summary>The rule in words.</summary>
    /// <param name="readout">Readout of the assay.</param>
    public string Describe(Readout readout)
    {
        string assessments =
            Assessments == 1
                ? $"one assessment on {From}"
                : FormattableString.Invariant($"{Assessments} assessments every {Every.Hours:G6} h from {From}");
        string most = AtMost == 1 ? "one dose" : $"{AtMost} doses";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Drug} {Dose.MicrogramsPerKg / 1000:G6} mg/kg {RouteNames.Abbreviation(Route)} "
                + $"whenever the typical rat is below {readout.Text(BelowS, "G4")}, "
                + $"{assessments}, at most {(AtMost == 1 ? "one dose" : $"{AtMost} doses")}"
        );
    }
}

/// <summary>Decision at one assessment.</summary>
/// <param name="Time">Time of the assessment, before the dose.</param>
/// <param name="LatencyS">Latency of the typical rat, s, at most the cutoff.</param>
/// <param name="Given">Whether the dose was given.</param>
/// <param name="Response">The rule.</param>
public sealed record DosingDecision(StudyTime Time, double LatencyS, bool Given, ResponseDosing Response)
{
    /// <summary>The decision in words.</summary>
    /// <param name="readout">Readout of the assay.</param>
    public string Describe(Readout readout)
    {
        string limit = readout.Text(Response.BelowS, "G4"),
            mgPerKg = (Response.Dose.MicrogramsPerKg / 1000).ToString("G6", CultureInfo.InvariantCulture);
        string decision =
            Given ? $"below {limit}: {Response.Drug} {mgPerKg} mg/kg"
            : LatencyS < Response.BelowS ? $"below {limit}, but all {Response.AtMost} doses have been given"
            : $"not below {limit}";
        return $"{Time}: {readout.Text(LatencyS, "0.0")}, {decision}";
    }
}
