using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Plotting.Building;

namespace PawLatency.Plotting;

/// <summary>The figures of a run, and of measured data.</summary>
public static class StudyFigures
{
    /// <param name="result">The run.</param>
    extension(StudyResult result)
    {
        /// <summary>Latency against time: group means with error bars, the typical rats, cutoff, baseline, what was given, the
        /// phases.</summary>
        /// <param name="options">What is shown; null for means with standard errors.</param>
        public Figure LatencyFigure(LatencyFigureOptions? options = null) => Panel(result, options).Build();

        /// <summary>The typical rats' concentrations, analgesic drive, tolerance, sensitization and threshold over one time axis.</summary>
        /// <param name="title">Title; null for the name of the study.</param>
        public Figure MechanismFigure(string? title = null) => new MechanismPanels(result).Build(title);

        /// <summary>Small multiples: a panel of latency against time for each group, all with the same axes.</summary>
        /// <param name="options">What is shown; null for means with standard errors.</param>
        public Figure GroupFigures(LatencyFigureOptions? options = null) => LatencyPanel.ForEach(Panel(result, options));

        /// <summary>Effect against dose of the groups that had one injection, with a fitted curve and its ED50.</summary>
        /// <param name="at">Time of the test.</param>
        /// <param name="title">Title; null for the name of the study and the time.</param>
        /// <exception cref="ArgumentException">No group had a single injection before, or there is no test at that time.</exception>
        public Figure DoseResponseFigure(StudyTime at, string? title = null) =>
            new DosePanel(
                result.Study,
                [.. result.Groups.Select(group => MeasuredGroup.Of(group, result.Sessions, result.Study.Assay.Readout))],
                at.Hours
            ).Build(title);
    }

    /// <param name="data">Latencies from a file.</param>
    extension(MeasuredData data)
    {
        /// <summary>Latency against time of measured groups.</summary>
        /// <param name="options">What is shown; null for means with standard errors.</param>
        /// <param name="study">What was done, for cutoff, baseline and what was given; null where it is not known.</param>
        public Figure LatencyFigure(LatencyFigureOptions? options = null, Study? study = null) =>
            Panel(data, options, Dosed(study)).Build();

        /// <summary>Small multiples: a panel of latency against time for each measured group, all with the same axes.</summary>
        /// <param name="options">What is shown; null for means with standard errors.</param>
        /// <param name="study">What was done; null where it is not known.</param>
        public Figure GroupFigures(LatencyFigureOptions? options = null, Study? study = null) =>
            LatencyPanel.ForEach(Panel(data, options, Dosed(study)));

        /// <summary>Effect against dose of the groups that had one injection, with a fitted curve and its ED50.</summary>
        /// <param name="study">What each group was given.</param>
        /// <param name="at">Time of the test.</param>
        /// <param name="title">Title; null for the name of the study and the time.</param>
        /// <exception cref="ArgumentException">No group had a single injection before, or there is no test at that time.</exception>
        public Figure DoseResponseFigure(Study study, StudyTime at, string? title = null) =>
            new DosePanel(study, data.Groups, at.Hours).Build(title);
    }

    // Doses by response are drawn where a run gives them; the rule alone has no times.
    private static Study? Dosed(Study? study) => study?.ResolveDoses();

    private static LatencyPanel Panel(StudyResult result, LatencyFigureOptions? options) =>
        new(
            [.. result.Groups.Select(group => MeasuredGroup.Of(group, result.Sessions, result.Study.Assay.Readout))],
            Styles.Of(result.Study.Groups),
            options ?? new LatencyFigureOptions()
        )
        {
            Study = result.Study,
            Readout = result.Study.Assay.Readout,
            FromH = result.ShownFromH,
            Typical = [.. result.Groups.Select(group => group.Typical.Curve.In(result.Study.Assay.Readout))],
        };

    private static LatencyPanel Panel(MeasuredData data, LatencyFigureOptions? options, Study? study) =>
        new(data.Groups, Styles.Of([.. data.Groups.Select(group => group.Name)], study), options ?? new LatencyFigureOptions())
        {
            Study = study,
            Readout = study is null ? data.Readout : Common(data, study),
            FromH = FirstOf(data, study),
        };

    // A single session is shown with what led to it.
    private static double? FirstOf(MeasuredData data, Study? study)
    {
        double[] sessions = [.. data.Groups.SelectMany(group => group.Sessions).Select(session => session.TimeH).Distinct()];
        return sessions.Length > 1 || study is null ? null : study.StartsH.Append(sessions[0]).Min();
    }

    private static Readout Common(MeasuredData data, Study study)
    {
        Readout readout = study.Assay.Readout;
        if (readout.Unit != data.Readout.Unit)
        {
            throw new ArgumentException(
                $"The data are in {data.Readout.Unit}, and the study \"{study.Name}\" reads a {readout.Name} in {readout.Unit}."
            );
        }

        return data.Tissue is not { } tissue || tissue == study.Assay.Tissue
            ? readout
            : throw new ArgumentException(
                $"The data are of the {tissue}, and the study \"{study.Name}\" reads a {readout.Name}, of the {study.Assay.Tissue}."
            );
    }
}
