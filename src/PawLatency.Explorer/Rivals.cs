using PawLatency.Nociception;

namespace PawLatency.Explorer;

/// <summary>Two rival rats for one loss of effect: one can only become tolerant, one only sensitized. Would the experiment on the screen
/// tell them apart?</summary>
internal static class Rivals
{
    // Three standard errors of the group mean.
    private const double Clear = 3;

    // Tolerance alone takes an effect away and no more, and of an effect something is always left; both rivals are brought down to this at
    // most.
    private const double LeftShare = 0.02;

    public static Answer Check(StudyResult result, GroupResult treated)
    {
        if (Question.LastOnDrug(treated, result) is not { } lost)
        {
            return new Answer(false, "Your rats are never tested while the drug flows, so no loss of effect is seen.");
        }

        if (treated.Rats.Count < 2 || result.Study.Variability == Variability.None)
        {
            return new Answer(false, "Without at least two rats that differ nobody knows the error of the mean; switch variability on.");
        }

        double seen = treated.Typical.SessionS(lost),
            untreated = treated.Typical.Curve.Values[0],
            level = Math.Max(seen, (1 + LeftShare) * untreated);
        double[] tolerant = Fit(scale => Tolerant(result.Study.Parameters, scale)),
            sensitized = Fit(scale => Sensitized(result.Study.Parameters, scale));
        (Session session, double errors) = result
            .Sessions.Select(one => (one, Math.Abs(tolerant[one.Number - 1] - sensitized[one.Number - 1]) / Error(one)))
            .MaxBy(pair => pair.Item2);
        int at = session.Number - 1,
            on = lost.Number - 1;
        string alike = FormattableString.Invariant(
            $"On {lost.Time} your typical rat is at {Read(seen)}. Made to lose {(seen < level ? "all of its effect" : "as much of its effect")} by then, a rat that only becomes tolerant is at {Read(tolerant[on])}, one that is only sensitized at {Read(sensitized[on])}."
        );
        string differ = FormattableString.Invariant(
            $"They differ most on {session.Time}: {Read(tolerant[at])} if it was tolerance, {Read(sensitized[at])} if hyperalgesia, {errors:0.0} standard errors of your {treated.Rats.Count} rats apart."
        );
        return new Answer(
            errors >= Clear,
            $"{alike} {differ} {(errors >= Clear ? "Your experiment tells." : $"{Clear:0} standard errors would tell; yours does not.")}"
        );

        string Read(double latencyS) => result.Study.Assay.Readout.Text(latencyS, "0.0");

        double[] Fit(Func<double, NociceptionParameters> rival)
        {
            // The latency falls as the rival's only opponent grows, so halving finds the one that has lost as much.
            (double low, double high) = (Math.Log(0.05), Math.Log(50));
            for (int i = 0; i < 18; i++)
            {
                double middle = (low + high) / 2;
                (low, high) = Sessions(rival(Math.Exp(middle)))[lost.Number - 1] > level ? (middle, high) : (low, middle);
            }

            return Sessions(rival(Math.Exp((low + high) / 2)));
        }

        double[] Sessions(NociceptionParameters rat) => [.. (result.Study with { Parameters = rat }).TypicalLatenciesS(treated.Group)];

        // The timer's resolution keeps a mean of censored trials from having no error at all.
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
