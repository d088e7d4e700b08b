using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Evidence;

/// <summary>Share of the plausible parameter sets in which a finding holds; a measure of its certainty.</summary>
/// <param name="Percent">Share of the sets in which all its expectations hold, percent.</param>
/// <param name="Expectations">Share of the sets in which each expectation holds, percent, in their order.</param>
internal sealed record EnsembleShare(double Percent, IReadOnlyList<double> Expectations)
{
    /// <summary>Checks every finding with every set. A finding that cannot be run with a set does not hold there.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="sets">The plausible parameter sets, at least one.</param>
    /// <param name="progress">Receives the completed fraction, 0 to 1.</param>
    public static IReadOnlyList<EnsembleShare> Of(
        IReadOnlyList<Finding> findings,
        IReadOnlyList<NociceptionParameters> sets,
        IProgress<double>? progress = null
    )
    {
        bool[][] holds = new bool[findings.Count * sets.Count][];
        InParallel.For(holds.Length, null, progress, index => holds[index] = Judge(findings[index / sets.Count], sets[index % sets.Count]));
        return
        [
            .. findings.Select(
                (finding, index) =>
                {
                    ArraySegment<bool[]> own = new(holds, index * sets.Count, sets.Count);
                    double Percent(Func<bool[], bool> holding) => 100.0 * own.Count(holding) / sets.Count;
                    return new EnsembleShare(
                        Percent(set => set.All(one => one)),
                        [.. finding.Expectations.Select((_, one) => Percent(set => set[one]))]
                    );
                }
            ),
        ];
    }

    private static bool[] Judge(Finding finding, NociceptionParameters set)
    {
        try
        {
            return [.. Verification.Simulate(finding, set, StepControl.Default).Judgements.Select(judgement => judgement.Holds)];
        }
        catch (Exception fault) when (fault is ArgumentException or SolveException)
        {
            return new bool[finding.Expectations.Count];
        }
    }
}
