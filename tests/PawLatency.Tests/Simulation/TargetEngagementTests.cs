using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Simulation;

namespace PawLatency.Tests.Simulation;

/// <summary>Substances on targets: what a concentration takes from each term.</summary>
[TestFixture]
public sealed class TargetEngagementTests
{
    private static Target Made(double? shift, params TargetTerm[] terms) =>
        new("made", "spinal", "for a test", [.. terms.Select(term => (term, 1.0))], Basis.Assumed, "none")
        {
            ThresholdShiftC = shift is { } value ? value : null,
        };

    // 3^2 / (3^2 + 3^2) of 80 % is 40 %.
    [Test]
    public void Engagement_AtItsHalfConcentration_TakesHalfOfItsMaximumFromEveryTerm()
    {
        Target target = Made(
            6,
            TargetTerm.Expression,
            TargetTerm.WithdrawalExpression,
            TargetTerm.ToleranceExpression,
            TargetTerm.SensitizationFormation,
            TargetTerm.Excitation,
            TargetTerm.NmdaGate,
            TargetTerm.Receptor
        );
        Drive<Real> drive = Engage(target, [], (3, 2, 80, 3));

        Assert.Multiple(() =>
        {
            Assert.That(
                new[]
                {
                    drive.ExpressionBlock,
                    drive.WithdrawalExpressionBlock,
                    drive.ToleranceExpressionBlock,
                    drive.SensitizationFormationBlock,
                    drive.ExcitationBlock,
                }.Select(share => share.Value),
                Is.All.EqualTo(0.4).Within(1e-12)
            );
            Assert.That(
                (drive.NmdaBlock.Value, drive.Antagonism.Value),
                Is.EqualTo((0.4 / 0.6, 0.4 / 0.6)).Within(1e-12),
                "a block counts as that much antagonist"
            );
            Assert.That(drive.ThresholdShiftC.Value, Is.EqualTo(2.4).Within(1e-12));
        });
    }

    [Test]
    public void Engagement_WithoutDrug_LeavesTheDriveAsItIs() =>
        Assert.That(Engage(Made(6, TargetTerm.Expression), [], (3, 2, 80, 0)), Is.EqualTo(default(Drive<Real>)));

    // Half, and half of what is left: three quarters, by two substances or by a procedure and a substance.
    [Test]
    public void Engagement_OfSeveral_LeavesTheProductOfWhatEachLeaves()
    {
        Target target = Made(4, TargetTerm.Expression);
        Drive<Real> two = Engage(target, [], (3, 1, 100, 3), (5, 1, 100, 5));
        Drive<Real> procedure = Engage(target, [new Procedure(target, "injection", 50, 0.Hours, null)], (3, 1, 100, 3));

        Assert.That((two.ExpressionBlock.Value, two.ThresholdShiftC.Value), Is.EqualTo((0.75, 3.0)).Within(1e-12));
        Assert.That((procedure.ExpressionBlock.Value, procedure.ThresholdShiftC.Value), Is.EqualTo((0.75, 3.0)).Within(1e-12));
    }

    // The agonist engages a half; an antagonist that keeps off 60 % leaves 20 %, of a substance as of a procedure, and alone nothing.
    [Test]
    public void Antagonist_OfATargetThatActsByItself_TakesAwayWhatAgonistsEngageAndDoesNothingAlone()
    {
        Target target = Made(4, TargetTerm.Expression);
        var antagonist = new Procedure(target, "yohimbine", 60, 0.Hours, null) { IsAntagonist = true };
        Drive<Real> substance = Engage(target, [antagonist], (3, 1, 100, 3)),
            alone = Engage(target, [antagonist], (3, 1, 100, 0));
        Drive<Real> procedure = Engage(target, [antagonist, new Procedure(target, "injection", 50, 0.Hours, null)], (3, 1, 100, 0));

        Assert.That((substance.ExpressionBlock.Value, substance.ThresholdShiftC.Value), Is.EqualTo((0.2, 0.8)).Within(1e-12));
        Assert.That((procedure.ExpressionBlock.Value, procedure.ThresholdShiftC.Value), Is.EqualTo((0.2, 0.8)).Within(1e-12));
        Assert.That(alone, Is.EqualTo(default(Drive<Real>)));
        Assert.That(() => new Procedure(Target.Named("paw"), "none", 60, 0.Hours, null) { IsAntagonist = true }, Throws.ArgumentException);
        Assert.That(() => new Procedure(Target.Named("rvm"), "none", 60, 0.Hours, null) { IsAntagonist = true }, Throws.ArgumentException);
    }

    [Test]
    public void Engagement_OneSubstanceOnOneTarget_IsTheSameInLanes()
    {
        Blocks[] blocks = [default];
        TargetEngagement[] engagements = [new(Target.Named("cox"), 2, 1.5, 90)];
        Drive<Lanes> lanes = TargetExposure<Lanes>.Of([engagements], blocks)[0].Engage(default, 0, [Lanes.FromDouble(3)]);
        Drive<Real> one = TargetExposure<Real>.Of([engagements], blocks)[0].Engage(default, 0, [new Real(3)]);

        Assert.That(
            Enumerable.Range(0, Lanes.LaneCount).Select(lane => lanes.WithdrawalExpressionBlock[lane]),
            Is.All.EqualTo(one.WithdrawalExpressionBlock.Value)
        );
    }

    private static Drive<Real> Engage(
        Target target,
        Procedure[] procedures,
        params (double Half, double Hill, double Maximum, double Concentration)[] substances
    )
    {
        var blocks = Blocks.After(procedures, 1);
        TargetExposure<Real> exposure = TargetExposure<Real>
            .Of([.. substances.Select(one => new[] { new TargetEngagement(target, one.Half, one.Hill, one.Maximum) })], [blocks])
            .Single();
        return exposure.Engage(blocks.Drive<Real>(), 0, [.. substances.Select(one => new Real(one.Concentration))]);
    }
}
