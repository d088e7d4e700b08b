using System.Globalization;
using PawLatency.Nociception;

namespace PawLatency.Explorer;

/// <summary>Checks whether an experiment can distinguish tolerance from hyperalgesia. Simulates one rat that can only become tolerant and
/// one that can only become sensitized, both fitted to the same loss of effect.</summary>
internal static class ToleranceOrHyperalgesia
{
    // Three standard errors of the group mean.
    private const double RequiredStandardErrors = 3;

    // Tolerance alone never removes the whole effect, so both rats are fitted to a latency at least this share above baseline.
    private const double RemainingShare = 0.02;

    public static Answer Check(StudyResult result, GroupResult treated)
    {
        if (TeachingQuestion.LastOnDrug(treated, result) is not { } lost)
        {
            return new Answer(false, "Your rats are never tested while the drug is given, so no loss of effect can be measured.");
        }

        return treated.Rats.Count < 2 || result.Study.Variability == Variability.None
            ? new Answer(
                false,
                "The standard error of the mean needs at least two rats that vary. Turn on \"Rats vary\" and use two or more rats."
            )
            : Check(result, treated, lost);
    }

    private static Answer Check(StudyResult result, GroupResult treated, Session lost)
    {
        double observed = treated.Typical.SessionS(lost),
            untreated = treated.Typical.Curve.Values[0],
            level = Math.Max(observed, (1 + RemainingShare) * untreated);
        double[] tolerant = Fit(scale => Tolerant(result.Study.Parameters, scale)),
            sensitized = Fit(scale => Sensitized(result.Study.Parameters, scale));
        (Session session, double errors) = result
            .Sessions.Select(one => (one, Math.Abs(tolerant[one.Number - 1] - sensitized[one.Number - 1]) / Error(one)))
            .MaxBy(pair => pair.Item2);
        int at = session.Number - 1,
            on = lost.Number - 1;
        string same = string.Create(
            CultureInfo.InvariantCulture,
            $"On {lost.Time} your typical rat is at {Read(observed)}. With "
                + $"{(observed < level ? "the whole effect" : "as much of the effect")} "
                + $"lost, a rat that only becomes tolerant is at {Read(tolerant[on])} and one that only becomes sensitized at "
                + $"{Read(sensitized[on])}."
        );
        string difference = string.Create(
            CultureInfo.InvariantCulture,
            $"They differ most on {session.Time}: {Read(tolerant[at])} with tolerance and {Read(sensitized[at])} with hyperalgesia, "
                + $"{errors:0.0} standard errors apart with your {treated.Rats.Count} rats."
        );
        return new Answer(
            errors >= RequiredStandardErrors,
            errors >= RequiredStandardErrors
                ? $"{same} {difference} Your experiment distinguishes them."
                : $"{same} {difference} Your experiment does not distinguish them; that takes {RequiredStandardErrors:0} standard errors."
        );

        string Read(double latencyS) => result.Study.Assay.Readout.Text(latencyS, "0.0");

        double[] Fit(Func<double, NociceptionParameters> parameters)
        {
            // The latency falls as the gain grows, so bisection finds the gain that gives the same loss.
            (double low, double high) = (Math.Log(0.05), Math.Log(50));
            for (int i = 0; i < 18; i++)
            {
                double middle = (low + high) / 2;
                (low, high) = Sessions(parameters(Math.Exp(middle)))[lost.Number - 1] > level ? (middle, high) : (low, middle);
            }

            return Sessions(parameters(Math.Exp((low + high) / 2)));
        }

        double[] Sessions(NociceptionParameters rat) => [.. (result.Study with { Parameters = rat }).TypicalLatenciesS(treated.Group)];

        // At least the resolution of the timer, because censored trials can have a standard error of zero.
        double Error(Session session) => Math.Max(SessionSummary.Of(treated, session).Sem, result.Study.Assay.ResolutionS);
    }

    private static NociceptionParameters Tolerant(NociceptionParameters typical, double scale) =>
        typical with
        {
            FastSensitizationGain = 0,
            SlowSensitizationGain = 0,
            FastToleranceGain = scale * typical.FastToleranceGain,
            SlowToleranceGain = scale * typical.SlowToleranceGain,
        };

    private static NociceptionParameters Sensitized(NociceptionParameters typical, double scale) =>
        typical with
        {
            FastToleranceGain = 0,
            SlowToleranceGain = 0,
            FastSensitizationGain = scale * typical.FastSensitizationGain,
            SlowSensitizationGain = scale * typical.SlowSensitizationGain,
        };
}
