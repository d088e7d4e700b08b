using System.Globalization;
using MathNet.Numerics.RootFinding;
using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Simulation;
using PawLatency.Text;

namespace PawLatency.Evidence;

/// <summary>
/// Mean latency of each group over time, simulated or measured, on which expectations are checked. A simulated mean is taken over the
/// lognormal variability of rats, sessions and trials around the typical rat, with each latency limited by the cutoff.
/// </summary>
internal sealed class FindingRun
{
    private readonly Study? _study;
    private readonly StepControl _control;
    private readonly Dictionary<string, (LatencyCurve Curve, double BaselineS)> _groups;
    private readonly MeasuredData? _data;

    private FindingRun(Study? study, MeasuredData? data, StepControl control, Dictionary<string, (LatencyCurve, double)> groups) =>
        (_study, _data, _control, _groups) = (study, data, control, groups);

    /// <summary>Simulates the typical rats of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="parameters">Parameters of the typical rat; null for those of the finding's study.</param>
    /// <param name="control">Tolerances; null for the defaults.</param>
    public static FindingRun Simulate(Finding finding, NociceptionParameters? parameters = null, StepControl? control = null)
    {
        StepControl tolerances = control ?? StepControl.Default;
        (Study study, _) = ResponseDoses.Resolve(finding.Study with { Parameters = parameters ?? finding.Study.Parameters }, tolerances);
        double[] times = Times(finding);
        var groups = new Dictionary<string, (LatencyCurve, double)>(StringComparer.Ordinal);
        foreach (Group group in study.Groups)
        {
            double[] latencies = Means(study, TypicalRun.LatenciesS(study, group, group.Regimen, times, tolerances));
            groups[group.Name] = (new LatencyCurve(times, latencies, study.Assay.CutoffS), UntreatedS(study, group));
        }

        return new FindingRun(study, null, tolerances, groups);
    }

    /// <summary>Uses measured data instead of a simulation.</summary>
    /// <param name="data">The data. The baseline of a group is its mean up to and including day 0, or before day 0 if tests follow the
    /// dose; without such tests it is unknown.</param>
    /// <param name="afterDose">Whether the time of a session is that of its first trial rather than its last
    /// (<see cref="TestSchedule.AfterDose"/>).</param>
    public static FindingRun Measured(MeasuredData data, bool afterDose = false)
    {
        LatencyCurve Curve(MeasuredGroup group) =>
            afterDose
                ? new([.. group.Sessions.Select(one => one.FirstTrialH)], [.. group.Sessions.Select(one => one.Value)], data.Cutoff)
                : data.Curves[group.Name];
        return new FindingRun(null, data, StepControl.Default, Groups(data.Groups.Select(group => (group.Name, Curve(group))), afterDose));
    }

    /// <summary>Uses given curves; the baseline of a curve is its mean up to day 0.</summary>
    internal static FindingRun Of(IEnumerable<(string Group, LatencyCurve Curve)> curves) =>
        new(null, null, StepControl.Default, Groups(curves, afterDose: false));

    private static Dictionary<string, (LatencyCurve, double)> Groups(
        IEnumerable<(string Group, LatencyCurve Curve)> curves,
        bool afterDose
    ) =>
        curves.ToDictionary(
            pair => pair.Group,
            pair =>
                (
                    pair.Curve,
                    pair.Curve.Values.ToArray()
                        .Where((_, i) => pair.Curve.TimesH[i] < 0 || (pair.Curve.TimesH[i] == 0 && !afterDose))
                        .DefaultIfEmpty(double.NaN)
                        .Average()
                ),
            StringComparer.Ordinal
        );

    /// <summary>Latency of a group over time.</summary>
    /// <param name="group">Name of the group.</param>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    public LatencyCurve Curve(string group) => Find(group).Curve;

    /// <summary>Mean latency of untreated rats with the stimulus of the group, s.</summary>
    /// <param name="group">Name of the group.</param>
    /// <exception cref="ArgumentException">There is no such group, or its measured data start after day 0.</exception>
    public double BaselineS(string group) =>
        Find(group).BaselineS is var baseline && !double.IsNaN(baseline)
            ? baseline
            : throw new ArgumentException(
                $"\"{group}\" has no baseline: test it up to day 0 (before day 0 if tests follow the dose).",
                nameof(group)
            );

    /// <summary>
    /// The dose that has half of the maximum possible effect, ug/kg; infinite where no dose has. The effect counts from the latency of the
    /// same rats just before the dose, as laboratories read it: a rat that has become hyperalgesic, or still has relief, is its own
    /// baseline.
    /// </summary>
    /// <param name="group">The group that gets the challenge dose.</param>
    /// <param name="at">Time of the dose; it must be a time of an expectation of the finding.</param>
    /// <param name="challenge">The challenge drug.</param>
    /// <exception cref="ArgumentException">The data are measured, so the effect of other doses is unknown.</exception>
    internal double Ed50UgPerKg(string group, StudyTime at, Challenge challenge)
    {
        Study study = _study ?? throw new ArgumentException("An ED50 cannot be read from measured curves.", nameof(group));
        Group rats = study.Groups.First(candidate => candidate.Name == group);
        double target = (Curve(group).At(at) + study.Assay.CutoffS) / 2;
        double[] times = [(at + challenge.After).Hours];
        double Excess(double logDose) =>
            Means(
                study,
                TypicalRun.LatenciesS(
                    study,
                    rats,
                    rats.Regimen.Bolus(challenge.Drug, new Dose(Math.Exp(logDose)), challenge.Route, at),
                    times,
                    _control
                )
            )[0] - target;
        // Searches from 1 ng/kg to 5 g/kg in steps of a factor of eight, and stops at the first step that reaches the effect. At much
        // higher doses an excitatory metabolite may reduce the effect again, but not within a factor of eight.
        double low = Math.Log(1e-3),
            most = Math.Log(Dose.MaximumMicrogramsPerKg / 2),
            high = low;
        if (Excess(low) > 0)
        {
            return 0;
        }

        while (high < most)
        {
            (low, high) = (high, Math.Min(high + Math.Log(8), most));
            if (Excess(high) > 0)
            {
                return Math.Exp(Brent.FindRoot(Excess, low, high, 1e-3, 100));
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>Mean of the trials of each measured rat in one session, in the unit of the readout.</summary>
    /// <param name="group">Name of the group.</param>
    /// <param name="at">Time of the session, as precise as printed.</param>
    /// <exception cref="ArgumentException">The data are of groups and not of rats, or have no such session, or fewer than two rats in
    /// it.</exception>
    internal double[] IndividualRats(string group, StudyTime at)
    {
        double[] times = Find(group).Curve.TimesH.ToArray();
        IReadOnlyList<MeasuredSession> sessions = _data?.Groups.First(candidate => candidate.Name == group).Sessions ?? [];
        if (sessions.All(session => session.Rats.Count == 0))
        {
            throw new ArgumentException("Significance needs individual rats: trials with a rat column, or a grouped table.", nameof(group));
        }

        double[] days = [.. times.Select(LatencyTable.DayOf)];
        int found = Array.IndexOf(days, NamedDays.Meant([at.Hours / 24], days)[0]);
        return found < 0
                ? throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"\"{group}\" was not tested on {at}; it was on day "
                            + $"{string.Join(", ", days.Select(day => FormattableString.Invariant($"{Math.Round(day, 4)}")))}."
                    ),
                    nameof(at)
                )
            : sessions[found].Rats.Count < 2
                ? throw new ArgumentException($"\"{group}\" has one rat on {at}; a test compares two at least of each group.", nameof(at))
            : [.. sessions[found].Rats.Select(rat => rat.Value)];
    }

    private (LatencyCurve Curve, double BaselineS) Find(string group) =>
        _groups.TryGetValue(group, out var found)
            ? found
            : throw new ArgumentException($"There is no group \"{group}\".{Nearest.Suggest(group, _groups.Keys)}", nameof(group));

    private static double UntreatedS(Study study, Group group) =>
        Means(study, [group.Assay(study.Assay).UntreatedS(study.Parameters.BaselineThresholdC)])[0];

    private static double[] Means(Study study, double[] typicalS) => study.Variability.MeansRecordedS(typicalS, study.Assay.CutoffS);

    // All times of expectations, and a grid from the first dose to the last of these times.
    private static double[] Times(Finding finding)
    {
        double[] named = [.. finding.Expectations.SelectMany(expectation => expectation.TimesH)];
        double end = named.Append(1).Max();
        double[] doses = [.. finding.Study.StartsH];
        double start = Math.Min(0, doses.Append(0).Min()) - 1;
        // A thousandth of the whole is finer than any published time; a minute is finer than any trial.
        double step = Math.Max(1.0 / 60, (end - start) / 1000);
        int count = (int)Math.Ceiling((end - start) / step);
        return
        [
            .. Enumerable
                .Range(0, count + 1)
                .Select(i => Math.Min(end, start + i * step))
                .Concat(named)
                .Concat(doses.Where(dose => dose < end))
                .Distinct()
                .Order(),
        ];
    }
}

/// <summary>A challenge dose that measures the sensitivity of a rat.</summary>
/// <param name="Drug">Substance and form.</param>
/// <param name="Route">Route of administration.</param>
/// <param name="After">Time from the dose to the test.</param>
internal sealed record Challenge(DrugForm Drug, Route Route, Duration After);
