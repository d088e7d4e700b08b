using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace PawLatency.Tests.Nociception;

/// <summary>Tolerance and sensitization are different things: more drug overcomes the first, and the second works against any
/// dose.</summary>
[TestFixture]
public sealed class OpposingDriveTests
{
    private const double Tau = 4;

    private static readonly Arbitrary<double> Positive = Gen.Choose(1, 10_000).Select(i => i / 500.0).ToArbitrary();

    // tau U' / (1 + U' + T) with U' = U (1 + T) is tau U / (1 + U): a parallel shift by 1 + T, to rounding of a few operations.
    [Test]
    public void Tolerance_OfAnySize_ShiftsTheCurveToTheRightByOnePlusT() =>
        Prop.ForAll(
                Positive,
                Positive,
                (occupancy, tolerance) =>
                    Math.Abs(
                        TestRat.Analgesia(TestRat.Agonist(occupancy * (1 + tolerance), Tau), tolerance)
                            - TestRat.Analgesia(TestRat.Agonist(occupancy, Tau), 0)
                    ) < 1e-13
            )
            .QuickCheckThrowOnFailure();

    // The same shift by a competitive antagonist (Gaddum).
    [Test]
    public void Antagonist_OfAnySize_ShiftsTheCurveToTheRightByOnePlusB() =>
        Prop.ForAll(
                Positive,
                Positive,
                (occupancy, antagonism) =>
                    Math.Abs(
                        TestRat.Analgesia(TestRat.Agonist(occupancy * (1 + antagonism), Tau, antagonism), 0)
                            - TestRat.Analgesia(TestRat.Agonist(occupancy, Tau), 0)
                    ) < 1e-13
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void Drug_AtFixedTolerance_WorksMoreTheMoreIsGiven() =>
        Prop.ForAll(
                Positive,
                Positive,
                (occupancy, tolerance) =>
                    TestRat.Analgesia(TestRat.Agonist(1.1 * occupancy, Tau), tolerance)
                    > TestRat.Analgesia(TestRat.Agonist(occupancy, Tau), tolerance)
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void Tolerance_AtFixedDrug_WeakensIt() =>
        Prop.ForAll(
                Positive,
                Positive,
                (occupancy, tolerance) =>
                    TestRat.Analgesia(TestRat.Agonist(occupancy, Tau), 1.1 * tolerance)
                    < TestRat.Analgesia(TestRat.Agonist(occupancy, Tau), tolerance)
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void PartialAgonist_HoweverMuchIsGiven_StaysBelowTheFullAgonist()
    {
        double partial = TestRat.Analgesia(TestRat.Agonist(1e9, 0.5), 0),
            full = TestRat.Analgesia(TestRat.Agonist(1e9, 4), 0);

        // 0.25 / 1.25 and 16 / 17, short of them by one part in the occupancy of 1e9.
        Assert.That(partial, Is.EqualTo(0.2).Within(1e-8));
        Assert.That(full, Is.EqualTo(16.0 / 17).Within(1e-8));
    }

    // A partial agonist takes receptors from a full one.
    [Test]
    public void PartialAgonist_OnTopOfAFullOne_Antagonizes() =>
        Assert.That(
            TestRat.Analgesia(TestRat.Drive(occupancy: 5 + 20, efficacy: 4 * 5 + 0.5 * 20), 0),
            Is.LessThan(TestRat.Analgesia(TestRat.Agonist(5, 4), 0))
        );

    [Test]
    public void Sensitization_AtAnyDose_LowersTheThreshold() =>
        Prop.ForAll(
                Positive,
                Positive,
                (occupancy, sensitization) =>
                    TestRat.ThresholdC(TestRat.Agonist(occupancy, Tau), 0, 0, 0, 0, 1.1 * sensitization, 0)
                    < TestRat.ThresholdC(TestRat.Agonist(occupancy, Tau), 0, 0, 0, 0, sensitization, 0)
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void LatentSensitization_WithoutAntagonist_IsHidden() =>
        Assert.That(TestRat.ThresholdC(default, 0, 0, 0, 0, 0, 0.8), Is.EqualTo(45.5));

    // bL L B / (1 + B) = 0.5 x 0.8 x 3/4 = 0.3; 8 C x 0.3 / 1.3.
    [Test]
    public void LatentSensitization_UnderNaloxone_IsUnmasked() =>
        Assert.That(TestRat.ThresholdC(TestRat.Drive(antagonism: 3), 0, 0, 0, 0, 0, 0.8), Is.EqualTo(45.5 - 8 * 0.3 / 1.3).Within(1e-13));

    [Test]
    public void Naloxone_InTheNaiveRat_ChangesNothing() =>
        Assert.That(TestRat.ThresholdC(TestRat.Drive(antagonism: 3), TestRat.Rest), Is.EqualTo(45.5));
}
