using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Simulation;

/// <summary>One target and the substances that engage it: from their concentrations, what shrinks. Evaluates without allocating.</summary>
/// <typeparam name="T">The scalar.</typeparam>
internal sealed class TargetExposure<T>
    where T : struct, IScalar<T>
{
    private readonly (int Acting, T Maximum, T HalfToHill, T Hill)[] _engagements;
    private readonly T _receptor,
        _nmda,
        _expression,
        _withdrawal,
        _tolerance,
        _formation,
        _excitation,
        _toleranceFormation,
        _stimulus,
        _injury;
    private readonly T[] _shifts,
        _reached;
    private readonly bool _isInjury;

    private TargetExposure(Target target, IEnumerable<(int Acting, TargetEngagement Engagement)> engagements, IReadOnlyList<Blocks> blocks)
    {
        T Scales(TargetTerm term) => T.FromDouble(target.Share(term));
        (_receptor, _nmda, _excitation) = (Scales(TargetTerm.Receptor), Scales(TargetTerm.NmdaGate), Scales(TargetTerm.Excitation));
        (_expression, _withdrawal) = (Scales(TargetTerm.Expression), Scales(TargetTerm.WithdrawalExpression));
        (_tolerance, _formation) = (Scales(TargetTerm.ToleranceExpression), Scales(TargetTerm.SensitizationFormation));
        (_toleranceFormation, _stimulus, _injury) = (
            Scales(TargetTerm.ToleranceFormation),
            Scales(TargetTerm.Stimulus),
            Scales(TargetTerm.Injury)
        );
        _isInjury = target.IsInjury;
        _engagements =
        [
            .. engagements.Select(entry =>
                (
                    entry.Acting,
                    T.FromDouble(entry.Engagement.MaximumPercent.Value / 100),
                    T.FromDouble(Math.Pow(entry.Engagement.HalfEngagementNgPerMl.Value, entry.Engagement.Hill.Value)),
                    T.FromDouble(entry.Engagement.Hill.Value)
                )
            ),
        ];
        // A procedure has shifted the threshold by its share already; substances act on what it leaves.
        _shifts = [.. blocks.Select(block => T.FromDouble((target.ThresholdShiftC?.Value ?? 0) * block.Left(target)))];
        _reached = [.. blocks.Select(block => T.FromDouble(block.Reached(target)))];
    }

    /// <summary>The targets that any substance engages.</summary>
    /// <param name="engagements">For each substance the targets it engages.</param>
    /// <param name="blocks">For each segment what procedures block in it.</param>
    public static TargetExposure<T>[] Of(IReadOnlyList<IReadOnlyList<TargetEngagement>> engagements, IReadOnlyList<Blocks> blocks) =>
        [
            .. engagements
                .SelectMany((targets, acting) => targets.Select(engagement => (Acting: acting, Engagement: engagement)))
                .GroupBy(entry => entry.Engagement.Target.Name, StringComparer.Ordinal)
                .Select(entries => new TargetExposure<T>(entries.First().Engagement.Target, entries, blocks)),
        ];

    /// <summary>Adds to a drive what the substances do to the target. Independent blocks leave the product of what each leaves.</summary>
    public Drive<T> Engage(in Drive<T> drive, int segment, ReadOnlySpan<T> concentrations)
    {
        T one = T.FromDouble(1),
            left = one;
        foreach ((int acting, T maximum, T halfToHill, T hill) in _engagements)
        {
            T raised = T.Exp(hill * T.Log(concentrations[acting]));
            left *= one - _reached[segment] * maximum * raised / (halfToHill + raised);
        }

        T share = one - left;
        // A block of a receptor or of the NMDA gate counts as that much competitive antagonist.
        T amount = share / T.Max(left, T.FromDouble(Blocks.LeastRemaining)),
            shift = _shifts[segment] * share;
        return drive with
        {
            Antagonism = drive.Antagonism + _receptor * amount,
            NmdaBlock = drive.NmdaBlock + _nmda * amount,
            ExpressionBlock = Union(drive.ExpressionBlock, _expression * share),
            WithdrawalExpressionBlock = Union(drive.WithdrawalExpressionBlock, _withdrawal * share),
            ToleranceExpressionBlock = Union(drive.ToleranceExpressionBlock, _tolerance * share),
            SensitizationFormationBlock = Union(drive.SensitizationFormationBlock, _formation * share),
            ExcitationBlock = Union(drive.ExcitationBlock, _excitation * share),
            ToleranceFormationBlock = Union(drive.ToleranceFormationBlock, _toleranceFormation * share),
            StimulusBlock = Union(drive.StimulusBlock, _stimulus * share),
            InjuryBlock = Union(drive.InjuryBlock, _injury * share),
            ThresholdShiftC = _isInjury ? drive.ThresholdShiftC : drive.ThresholdShiftC + shift,
            InjuryShiftC = _isInjury ? drive.InjuryShiftC + shift : drive.InjuryShiftC,
        };
    }

    private static T Union(T first, T second) => first + second - first * second;
}
