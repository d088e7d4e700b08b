using PawLatency.Numerics;

namespace PawLatency.Nociception;

/// <summary>What all procedures together block during one piece of time: the share of each term that is lost, 0 to 1.</summary>
internal readonly record struct Blocks(
    double Receptor, double NmdaGate, double Expression, double FastExpression, double ToleranceExpression, double SensitizationFormation)
{
    // A complete block of a receptor is an infinite amount of antagonist; a millionth is left.
    private const double LeastRemaining = 1e-6;

    /// <summary>The times at which procedures begin and end, h.</summary>
    public static IEnumerable<double> Times(IReadOnlyList<Procedure> procedures) =>
        procedures.SelectMany(procedure => procedure.Length is { } length
            ? new[] { procedure.From.Hours, (procedure.From + length).Hours }
            : [procedure.From.Hours]);

    /// <summary>What is blocked from a time on, until the next begins or ends. Independent blocks leave the product of what each leaves.</summary>
    public static Blocks After(IReadOnlyList<Procedure> procedures, double hours)
    {
        Procedure[] active = [.. procedures.Where(procedure => procedure.From.Hours <= hours
            && (procedure.Length is not { } length || (procedure.From + length).Hours > hours))];
        double Share(TargetTerm term) => 1 - active.Where(procedure => procedure.Target.Terms.Contains(term))
            .Aggregate(1.0, (left, procedure) => left * (1 - procedure.BlockPercent / 100));
        return new Blocks(Share(TargetTerm.Receptor), Share(TargetTerm.NmdaGate), Share(TargetTerm.Expression),
            Share(TargetTerm.FastExpression), Share(TargetTerm.ToleranceExpression), Share(TargetTerm.SensitizationFormation));
    }

    /// <summary>The drive of a rat that is blocked but has no drug.</summary>
    public Drive<T> Drive<T>()
        where T : struct, IScalar<T> => new(default, default, Amount<T>(Receptor), Amount<T>(NmdaGate), default)
        {
            ExpressionBlock = T.FromDouble(Expression),
            FastExpressionBlock = T.FromDouble(FastExpression),
            ToleranceExpressionBlock = T.FromDouble(ToleranceExpression),
            SensitizationFormationBlock = T.FromDouble(SensitizationFormation),
        };

    // The amount of a competitive antagonist, over its constant, that blocks this share.
    private static T Amount<T>(double share)
        where T : struct, IScalar<T> => T.FromDouble(share / Math.Max(LeastRemaining, 1 - share));
}
