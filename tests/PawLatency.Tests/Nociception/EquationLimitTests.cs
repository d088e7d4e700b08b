using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Tests.Nociception;

[TestFixture]
public sealed class EquationLimitTests
{
    private const double Tau = 4;

    // Terms of order 1e-12 are what a block of 1e12 leaves; two digits more are allowed.
    private const double Blocked = 1e-10;

    [Test]
    public void Rest_WithoutDrive_StaysExactly()
    {
        Assert.That(TestRat.Derivative(default, TestRat.Rest), Is.All.EqualTo(0));
        Assert.That(TestRat.ThresholdC(default, TestRat.Rest), Is.EqualTo(45.5));
    }

    [Test]
    public void Agonist_UnderAHugeAntagonist_DoesNothing()
    {
        Drive<Real> drive = TestRat.Agonist(10, Tau, antagonism: 1e12);

        Assert.That(TestRat.ThresholdC(drive, TestRat.Rest), Is.EqualTo(45.5).Within(Blocked));
        Assert.That(TestRat.Derivative(drive, TestRat.Rest), Is.All.EqualTo(0).Within(Blocked));
    }

    // All receptors occupied: Z = tau, and the average goes to tau.
    [Test]
    public void Agonist_AtSaturation_ReachesTheCeilingOfItsEfficacy()
    {
        Assert.That(TestRat.Analgesia(TestRat.Agonist(1e13, Tau), 0), Is.EqualTo(Tau * Tau / (1 + Tau * Tau)).Within(Blocked));
        Assert.That(TestRat.Derivative(TestRat.Agonist(1e13, Tau), TestRat.Rest)[0], Is.EqualTo(0.5 * Tau).Within(Blocked));
    }

    [Test]
    public void Agonist_OfGreatEfficacy_RaisesTheThresholdByTheWholeMaximum() =>
        Assert.That(TestRat.ThresholdC(TestRat.Agonist(1e13, 1e8), TestRat.Rest), Is.EqualTo(55.5).Within(Blocked));

    [Test]
    public void NmdaBlock_WhenComplete_StopsWhatDrivesAdaptation()
    {
        double[] derivative = TestRat.Derivative(TestRat.Drive(occupancy: 3, efficacy: 12, nmdaBlock: 1e12), TestRat.Rest);

        Assert.That(derivative, Is.All.EqualTo(0).Within(Blocked));
    }

    // The block acts on what is averaged: where activation has been averaged already, slow adaptation goes on.
    [Test]
    public void NmdaBlock_AfterActivationHasBeenAveraged_LeavesSlowAdaptationUnderWay()
    {
        double[] state = [0.6, 0, 0, 0, 0, 0];
        double[] blocked = TestRat.Derivative(TestRat.Drive(occupancy: 3, efficacy: 12, nmdaBlock: 1e12), state);
        double[] open = TestRat.Derivative(TestRat.Drive(occupancy: 3, efficacy: 12), state);

        Assert.That(blocked[0], Is.EqualTo(-0.5 * 0.6).Within(Blocked), "the average falls at its rate");
        Assert.That(new[] { blocked[2], blocked[4] }, Is.EqualTo(new[] { open[2], open[4] }).And.All.Positive);
        Assert.That(open[1], Is.EqualTo(0.4 * 2 * 3).Within(Blocked), "fast tolerance, of r = 3");
        Assert.That(blocked[1], Is.Zero.Within(Blocked), "fast tolerance stops forming");
    }

    // W = 2 (1 + 0.5 x 1) over 1 + 1 + 2: a complete block is worth half of the dose more, and nothing without an opioid.
    [Test]
    public void NmdaBlock_WhenComplete_AddsItsShareToTheStimulusOfAnOpioidOnly()
    {
        Response<Real> together = TestRat.Respond(TestRat.Drive(occupancy: 1, efficacy: 2, nmdaBlock: 1e12), 0, 2, 0, 0, 0, 0);

        Assert.That(together.Analgesia.Value, Is.EqualTo(0.5625 / 1.5625).Within(Blocked), "Z = 3/4");
        Assert.That(TestRat.Respond(TestRat.Drive(nmdaBlock: 1e12), 0, 2, 0, 0, 0, 0).Analgesia.Value, Is.Zero);
    }

    // A dose is tolerated within hours, before the average has moved: r = 1, and 0.4 x 2 x 1.
    [Test]
    public void FastTolerance_InTheUntreatedRat_FollowsTheActivationAtOnceAndNotUnderABlock()
    {
        double[] alone = TestRat.Derivative(TestRat.Drive(occupancy: 1, efficacy: 2), TestRat.Rest);
        double[] blocked = TestRat.Derivative(TestRat.Drive(occupancy: 1, efficacy: 2, nmdaBlock: 1), TestRat.Rest);

        Assert.That(alone[1], Is.EqualTo(0.8).Within(1e-15));
        Assert.That(blocked[1], Is.EqualTo(0.4).Within(1e-15));
    }

    [Test]
    public void Activation_InTheUntreatedRat_MovesTheAverageFastToleranceAndFastSensitizationOnly()
    {
        // W = 2: r = 2 / (1 + 1) = 1.
        double[] derivative = TestRat.Derivative(TestRat.Drive(occupancy: 1, efficacy: 2), TestRat.Rest);

        Assert.That(derivative, Is.EqualTo(new[] { 0.5, 0.8, 0, 2, 0, 0 }).Within(1e-15));
    }

    [Test]
    public void Excitation_WithoutOccupancy_MovesFastSensitizationOnlyAndNoAntagonistStopsIt()
    {
        double[] derivative = TestRat.Derivative(TestRat.Drive(antagonism: 1e12, excitation: 0.3), TestRat.Rest);

        Assert.That(derivative, Is.EqualTo(new[] { 0, 0, 0, 0.6, 0, 0 }).Within(1e-15));
    }

    // k T1, k T2, kf Hf and ks Hs; the latent state follows the slow one and still rises.
    [Test]
    public void States_WithoutDrive_DecayAtTheirRates() =>
        Assert.That(
            TestRat.Derivative(default, 0, 1, 2, 0.2, 0.4, 0.3),
            Is.EqualTo(new[] { 0, -0.4, -0.2, -0.4, -0.02, 0.001 }).Within(1e-15)
        );

    // Rounding can leave a negative average.
    [Test]
    public void Average_SlightlyBelowZero_GivesNoNaN() =>
        Assert.That(TestRat.Derivative(default, -1e-20, 0, 0, 0, 0, 0), Is.All.EqualTo(0).Within(1e-19));

    [Test]
    public void FastSensitization_HiddenByTheOpioidThatRaisedIt_ShowsWhenItLeavesOrIsDisplaced()
    {
        // Activation 1 raises Hf to 1; hidden as a whole (w = 1) while the opioid is there.
        var equations = new Equations<Real>([TestRat.Round with { WithdrawalShare = 1 }]);
        double Sensitization(Drive<Real> drive) =>
            equations.Respond(drive, [default, default, default, new Real(1), default, default]).Sensitization.Value;

        Assert.Multiple(() =>
        {
            Assert.That(Sensitization(TestRat.Drive(occupancy: 1, efficacy: 2)), Is.Zero);
            Assert.That(Sensitization(TestRat.Drive()), Is.EqualTo(1));
            // Antagonist at 198 times its constant leaves an activation of 2 / (1 + 1 + 198), 1/100.
            Assert.That(Sensitization(TestRat.Drive(occupancy: 1, efficacy: 2, antagonism: 198)), Is.EqualTo(0.99).Within(1e-12));
        });
    }

    // Slow tolerance of 3 is what an activation of 1 brings (gain 3); occupancy 1 with efficacy 2 is that activation.
    [TestCase(2, 1, 0, TestName = "WithdrawalExpression_BlockedAtTheActivationAdaptedTo_TakesNothing")]
    [TestCase(4, 1, 0, TestName = "WithdrawalExpression_BlockedAboveTheActivationAdaptedTo_TakesNothing")]
    [TestCase(1, 1, 0.5, TestName = "WithdrawalExpression_BlockedAtHalfOfWhatAdapts_TakesHalf")]
    [TestCase(1, 0.4, 0.2, TestName = "WithdrawalExpression_BlockedInPart_TakesItsShare")]
    [TestCase(0, 1, 1, TestName = "WithdrawalExpression_BlockedOnceTheOpioidIsGone_TakesAll")]
    public void WithdrawalExpressionBlocked(double efficacy, double block, double taken)
    {
        Drive<Real> drive = TestRat.Drive(occupancy: 1, efficacy: efficacy) with { WithdrawalExpressionBlock = new Real(block) };

        Assert.That(TestRat.Respond(drive, 0, 0, 3, 0, 0.6, 0).Sensitization.Value, Is.EqualTo(0.6 * (1 - taken)).Within(1e-12));
    }

    [Test]
    public void WithdrawalExpression_BlockedWithoutAnyTolerance_LeavesSlowSensitization() =>
        Assert.That(
            TestRat.Respond(TestRat.Drive() with { WithdrawalExpressionBlock = new Real(1) }, 0, 0, 0, 0, 0.6, 0).Sensitization.Value,
            Is.EqualTo(0.6)
        );

    // X0 = 0.5 C; q U / (1 + q U + n B) = 1 / 2 at U = 0.01, and next to nothing at the same U under an antagonist of B = 0.1.
    [Test]
    public void LowDoseExcitation_FarBelowRelief_LowersTheThresholdUntilAnAntagonistCompetes()
    {
        var equations = new Equations<Real>([TestRat.Round with { LowDoseExcitationC = 0.5 }]);
        Real[] rest = [.. TestRat.Rest.Select(value => new Real(value))];
        double Fall(double antagonism) =>
            45.5 - equations.Respond(TestRat.Drive(occupancy: 0.01, antagonism: antagonism), rest).ThresholdC.Value;

        Assert.That(Fall(0), Is.EqualTo(0.25).Within(1e-12));
        Assert.That(Fall(0.1), Is.EqualTo(0.5 * 1 / 102).Within(1e-12));
    }

    [TestCase(0.5, 0.5, TestName = "Stimulus_BlockedByHalf_IsHalved")]
    [TestCase(-1, 2, TestName = "Stimulus_StrengthenedByAllOfIt_IsDoubled")]
    public void StimulusBlocked(double block, double factor)
    {
        // Z = 2 / 2 = 1 without the block.
        Drive<Real> drive = TestRat.Drive(occupancy: 1, efficacy: 2) with
        {
            StimulusBlock = new Real(block),
        };

        Assert.That(
            TestRat.Respond(drive, TestRat.Rest).Analgesia.Value,
            Is.EqualTo(factor * factor / (1 + factor * factor)).Within(1e-13)
        );
    }

    [Test]
    public void ToleranceFormation_Blocked_StopsToleranceAndNotSensitization()
    {
        double[] state = [1, 0, 0, 0, 0, 0];
        double[] free = TestRat.Derivative(TestRat.Drive(occupancy: 1, efficacy: 2), state);
        double[] blocked = TestRat.Derivative(
            TestRat.Drive(occupancy: 1, efficacy: 2) with
            {
                ToleranceFormationBlock = new Real(1),
            },
            state
        );

        Assert.That(new[] { blocked[1], blocked[2] }, Is.All.Zero);
        Assert.That(new[] { blocked[0], blocked[3], blocked[4] }, Is.EqualTo(new[] { free[0], free[3], free[4] }));
    }

    [Test]
    public void Injury_Relieved_GivesBackItsShareOfTheThreshold()
    {
        Drive<Real> injured = TestRat.Drive() with { InjuryShiftC = new Real(-4) };

        Assert.That(TestRat.ThresholdC(injured, TestRat.Rest), Is.EqualTo(41.5));
        Assert.That(TestRat.ThresholdC(injured with { InjuryBlock = new Real(0.75) }, TestRat.Rest), Is.EqualTo(44.5));
    }

    // Half of the stimulus comes from a drug that meets all of T = 2, half from one that meets none: c T = 1.
    [Test]
    public void Tolerance_MetInPart_ShiftsByTheMeanShare()
    {
        Drive<Real> drive = TestRat.Drive(occupancy: 1, efficacy: 4) with { ToleranceMet = new Real(2) };

        // Z = 4 / (2 + 1)
        Assert.That(TestRat.Respond(drive, 0, 2, 0, 0, 0, 0).Analgesia.Value, Is.EqualTo(16.0 / 25).Within(1e-13));
    }
}
