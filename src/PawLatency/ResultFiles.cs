using System.Globalization;
using CsvHelper;
using MathNet.Numerics.Statistics;
using PawLatency.Assays;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Writes results as tidy CSV: UTF-8, comma, decimal point, line feed, in every culture.</summary>
internal static class ResultFiles
{
    private static readonly string[] Spread = ["mean", "sd", "sem", "median", "p05", "p95"],
        Bands = ["ensemble_p05", "ensemble_median", "ensemble_p95"];

    /// <summary>Writes one row for each trial.</summary>
    public static void WriteTrials(StudyResult result, TextWriter writer)
    {
        using CsvWriter csv = CsvText.Writer(writer);
        Action<Group, RatResult> write = TrialRows(result.Study, csv);
        foreach (GroupResult group in result.Groups)
        {
            foreach (RatResult rat in group.Rats)
            {
                write(group.Group, rat);
            }
        }
    }

    /// <summary>Writes the same table while the study runs, so that memory does not grow with the number of rats.</summary>
    public static void StreamTrials(Study study, RunOptions options, TextWriter writer)
    {
        using CsvWriter csv = CsvText.Writer(writer);
        study.Stream(TrialRows(study, csv), options: options);
    }

    // Writes the header and returns a function that writes the rows of one rat.
    private static Action<Group, RatResult> TrialRows(Study study, CsvWriter csv)
    {
        Readout readout = study.Assay.Readout;
        csv.WriteRecord("study", "group", "rat", "sex", "mass_g", "day", "time_h", "session", "trial", "paw", readout.Column, "censored");
        string mass = Number(study.Rats.MassG, 1);
        int decimals = Decimals(study.Assay.Resolution);
        return (group, rat) =>
        {
            string number = Number(rat.Rat.Number, 0),
                sex = RatDescription.Word(group.Traits.Of(study.Rats).Sex);
            foreach (Trial trial in rat.Trials)
            {
                csv.WriteRecord(
                    CsvText.Name(study.Name),
                    CsvText.Name(group.Name),
                    number,
                    sex,
                    mass,
                    Number(trial.Session.Day, 0),
                    Number(trial.TimeH, 4),
                    Number(trial.Session.Number, 0),
                    Number(trial.Number, 0),
                    study.Assay.Site(trial.Paw),
                    Number(readout.Of(trial.LatencyS), decimals),
                    trial.Censored ? "1" : "0"
                );
            }
        };
    }

    /// <summary>Writes one row for each group and session: the typical rat and the session means of the virtual rats.</summary>
    public static void WriteSummary(StudyResult result, TextWriter writer)
    {
        using CsvWriter csv = CsvText.Writer(writer);
        bool bands = result.Groups.Any(group => group.Ensemble.Count > 0);
        Readout readout = result.Study.Assay.Readout;
        string[] more = bands ? Bands : [];
        csv.WriteRecord([
            "group",
            "day",
            "time_h",
            readout.Named("typical"),
            "n",
            .. Spread.Select(readout.Named),
            "censored_share",
            .. more.Select(readout.Named),
        ]);
        foreach (GroupResult group in result.Groups)
        {
            foreach (Session session in result.Sessions)
            {
                SessionSummary summary = SessionSummary.Of(group, session).In(readout);
                EnsembleBand band = bands ? group.Ensemble[session.Number - 1].In(readout) : default;
                string[] ensemble = bands ? [Number(band.P05, 4), Number(band.Median, 4), Number(band.P95, 4)] : [];
                csv.WriteRecord([
                    CsvText.Name(group.Name),
                    Number(session.Day, 0),
                    Number(session.Time.Hours, 4),
                    Number(readout.Of(group.Typical.SessionS(session)), 4),
                    Number(summary.Count, 0),
                    Number(summary.Mean, 4),
                    Number(summary.Sd, 4),
                    Number(summary.Sem, 4),
                    Number(summary.Median, 4),
                    Number(summary.P05, 4),
                    Number(summary.P95, 4),
                    Number(summary.CensoredShare, 4),
                    .. ensemble,
                ]);
            }
        }
    }

    /// <summary>
    /// A row for each group and time of the typical rat: concentrations at the effect site, analgesic drive, tolerance, sensitization, heat
    /// threshold, and what the test would read.
    /// </summary>
    public static void WriteCurves(StudyResult result, TextWriter writer)
    {
        using CsvWriter csv = CsvText.Writer(writer);
        Readout readout = result.Study.Assay.Readout;
        string[] substances = [.. result.Groups.SelectMany(group => group.Typical.Substances).Distinct()];
        csv.WriteRecord([
            "group",
            "day",
            "time_h",
            .. substances.Select(substance => $"{substance}_ng_per_ml"),
            "analgesic_drive",
            "tolerance",
            "sensitization",
            "threshold_c",
            readout.Column,
        ]);
        foreach (GroupResult group in result.Groups)
        {
            TypicalRat rat = group.Typical;
            for (int index = 0; index < rat.TimesH.Length; index++)
            {
                double hours = rat.TimesH[index];
                (double analgesia, double tolerance, double sensitization, double thresholdC) = rat.ResponseAt(index);
                string Concentration(string substance) =>
                    rat.Substances.Contains(substance) ? Number(rat.ConcentrationNgPerMl(substance, new StudyTime(hours)), 6) : "0";
                csv.WriteRecord([
                    CsvText.Name(group.Name),
                    Number(hours / 24, 6),
                    Number(hours, 4),
                    .. substances.Select(Concentration),
                    Number(analgesia, 6),
                    Number(tolerance, 6),
                    Number(sensitization, 6),
                    Number(thresholdC, 4),
                    Number(readout.Of(rat.Curve.Values[index]), 4),
                ]);
            }
        }
    }

    // Missing values, such as the SD of a single rat, give an empty cell.
    private static string Number(double value, int decimals) =>
        double.IsNaN(value)
            ? ""
            : (Math.Round(value, decimals) + 0.0).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);

    // Number of decimals that shows every multiple of the resolution, such as 0.25 s.
    private static int Decimals(double resolution) =>
        Enumerable.Range(1, 3).FirstOrDefault(decimals => Math.Abs(Math.Round(resolution, decimals) - resolution) < 1e-9, 4);
}

/// <summary>Summary of a session of a group. The value of a rat is the mean of its trials; measures of spread are NaN with too few
/// rats.</summary>
/// <param name="Count">Number of rats.</param>
/// <param name="Mean">Mean, s or g.</param>
/// <param name="Sd">Standard deviation, s or g.</param>
/// <param name="Sem">Standard error of the mean, s or g.</param>
/// <param name="Median">Median, s or g.</param>
/// <param name="P05">5th percentile, s or g.</param>
/// <param name="P95">95th percentile, s or g.</param>
/// <param name="CensoredShare">Share of the trials at the cutoff, 0 to 1.</param>
public sealed record SessionSummary(
    int Count,
    double Mean,
    double Sd,
    double Sem,
    double Median,
    double P05,
    double P95,
    double CensoredShare
)
{
    /// <summary>Half-width of the 95 % confidence interval of the mean (Student's t), s or g; NaN with too few rats.</summary>
    public double HalfInterval95 =>
        Count > 1 ? Sem * Probabilities.StudentTwoSidedQuantile(1 - LatencyTest.Confidence, Count - 1) : double.NaN;

    /// <summary>The same in the unit of the readout.</summary>
    public SessionSummary In(Readout readout) =>
        readout.PerS == 1
            ? this
            : this with
            {
                Mean = readout.Of(Mean),
                Sd = readout.Of(Sd),
                Sem = readout.Of(Sem),
                Median = readout.Of(Median),
                P05 = readout.Of(P05),
                P95 = readout.Of(P95),
            };

    /// <summary>Summarises a session.</summary>
    /// <param name="group">The group.</param>
    /// <param name="session">The session.</param>
    public static SessionSummary Of(GroupResult group, Session session) =>
        Of(
            group.SessionMeansS(session),
            group
                .Rats.SelectMany(rat => rat.Trials)
                .Where(trial => trial.Session.Number == session.Number)
                .Select(trial => trial.Censored ? 1.0 : 0.0)
                .DefaultIfEmpty(double.NaN)
                .Average()
        );

    /// <summary>Summarises the rats of a session.</summary>
    /// <param name="ratMeansS">The mean latency of each rat, s.</param>
    /// <param name="censoredShare">Share of the trials at the cutoff, 0 to 1; NaN if unknown.</param>
    public static SessionSummary Of(IReadOnlyList<double> ratMeansS, double censoredShare = double.NaN)
    {
        double[] means = [.. ratMeansS],
            sorted = [.. ratMeansS.Order()];
        double sd = means.Length > 1 ? ArrayStatistics.StandardDeviation(means) : double.NaN;
        return new SessionSummary(
            means.Length,
            ArrayStatistics.Mean(means),
            sd,
            sd / Math.Sqrt(means.Length),
            SortedArrayStatistics.Median(sorted),
            SortedArrayStatistics.QuantileCustom(sorted, 0.05, QuantileDefinition.R7),
            SortedArrayStatistics.QuantileCustom(sorted, 0.95, QuantileDefinition.R7),
            censoredShare
        );
    }
}
