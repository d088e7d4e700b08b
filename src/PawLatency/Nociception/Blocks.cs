using PawLatency.Numerics;
using PawLatency.Pharmacology;

namespace PawLatency.Nociception;

/// <summary>Combined block by all procedures during an interval: the lost share of each term, 0 to 1.</summary>
internal readonly record struct Blocks(
    double Receptor,
    double NmdaGate,
    double Expression,
    double WithdrawalExpression,
    double ToleranceExpression,
    double SensitizationFormation,
    double ToleranceFormation,
    double Stimulus,
    double Injury,
    double Excitation,
    double ThresholdShiftC,
    double InjuryShiftC
)
{
    // A complete receptor block would need an infinite amount of antagonist, so a millionth is left.
    public const double LeastRemaining = 1e-6;

    // The active procedures; null in the default.
    private Procedure[]? Active { get; init; }

    /// <summary>Remaining fraction of a target after all procedures. Independent blocks multiply.</summary>
    public double Left(Target target)
    {
        double reached = Reached(target);
        return At(target)
            .Where(procedure => !procedure.IsAntagonist)
            .Aggregate(1.0, (left, procedure) => left * (1 - reached * procedure.BlockPercent / 100));
    }

    /// <summary>Fraction of a target that agonists can still engage in the presence of antagonists; 1 without antagonist.</summary>
    public double Reached(Target target) =>
        At(target)
            .Where(procedure => procedure.IsAntagonist)
            .Aggregate(1.0, (left, procedure) => left * (1 - procedure.BlockPercent / 100));

    private IEnumerable<Procedure> At(Target target) => (Active ?? []).Where(procedure => procedure.Target.Name == target.Name);

    /// <summary>The times at which procedures begin and end, h.</summary>
    public static IEnumerable<double> Times(IReadOnlyList<Procedure> procedures) =>
        procedures.SelectMany(procedure =>
            procedure.Length is { } length ? new[] { procedure.From.Hours, (procedure.From + length).Hours } : [procedure.From.Hours]
        );

    /// <summary>The block from a given time until the next procedure begins or ends. Independent blocks multiply.</summary>
    public static Blocks After(IReadOnlyList<Procedure> procedures, double hours)
    {
        Procedure[] active =
        [
            .. procedures.Where(procedure =>
                procedure.From.Hours <= hours && (procedure.Length is not { } length || (procedure.From + length).Hours > hours)
            ),
        ];
        var working = new Blocks { Active = active };
        // An antagonist has no effect of its own; an agonist acts on the fraction that antagonists leave free.
        double Share(TargetTerm term) =>
            1
            - active
                .Where(procedure => !procedure.IsAntagonist)
                .Aggregate(
                    1.0,
                    (left, procedure) =>
                        left * (1 - procedure.Target.Share(term) * working.Reached(procedure.Target) * procedure.BlockPercent / 100)
                );
        var blocks = new Blocks(
            Share(TargetTerm.Receptor),
            Share(TargetTerm.NmdaGate),
            Share(TargetTerm.Expression),
            Share(TargetTerm.WithdrawalExpression),
            Share(TargetTerm.ToleranceExpression),
            Share(TargetTerm.SensitizationFormation),
            Share(TargetTerm.ToleranceFormation),
            Share(TargetTerm.Stimulus),
            Share(TargetTerm.Injury),
            Share(TargetTerm.Excitation),
            0,
            0
        )
        {
            Active = active,
        };
        double Shift(bool ofInjury) =>
            active
                .Select(procedure => procedure.Target)
                .DistinctBy(target => target.Name)
                .Where(target => target.IsInjury == ofInjury)
                .Sum(target => (target.ThresholdShiftC?.Value ?? 0) * (1 - blocks.Left(target)));
        return blocks with { ThresholdShiftC = Shift(false), InjuryShiftC = Shift(true) };
    }

    /// <summary>The drive of a rat with procedures but without drug.</summary>
    public Drive<T> Drive<T>()
        where T : struct, IScalar<T> =>
        new(default, default, default, default, Amount<T>(Receptor), Amount<T>(NmdaGate), default)
        {
            ExpressionBlock = T.FromDouble(Expression),
            WithdrawalExpressionBlock = T.FromDouble(WithdrawalExpression),
            ToleranceExpressionBlock = T.FromDouble(ToleranceExpression),
            SensitizationFormationBlock = T.FromDouble(SensitizationFormation),
            ExcitationBlock = T.FromDouble(Excitation),
            ToleranceFormationBlock = T.FromDouble(ToleranceFormation),
            StimulusBlock = T.FromDouble(Stimulus),
            InjuryBlock = T.FromDouble(Injury),
            ThresholdShiftC = T.FromDouble(ThresholdShiftC),
            InjuryShiftC = T.FromDouble(InjuryShiftC),
        };

    // Concentration of a competitive antagonist, relative to its dissociation constant, that blocks this share.
    private static T Amount<T>(double share)
        where T : struct, IScalar<T> => T.FromDouble(share / Math.Max(LeastRemaining, 1 - share));
}
