using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Tests.Nociception;

[TestFixture]
public sealed class EquationsTests
{
    // Powers go through a logarithm and an exponential: a few units in the last of sixteen digits.
    private const double Rounding = 1e-13;

    private static readonly double[] State = [0.5, 1, 1, 0.2, 0.3, 0.4];

    private static readonly Drive<Real> Everything = TestRat.Drive(occupancy: 3, efficacy: 6, antagonism: 1, nmdaBlock: 1, excitation: 0.1);

    // r = 6 / (1 + 3 + 1) = 6/5, N = 1/2, a = 3/5.
    [TestCase(0, 0.05, TestName = "Derivative_OfTheAverage: 0.5 (3/5 - 0.5)")]
    [TestCase(1, 0.08, TestName = "Derivative_OfFastTolerance: 0.4 (2 x 3/5 - 1)")]
    [TestCase(2, 0.05, TestName = "Derivative_OfSlowTolerance: 0.1 (3/2 - 1)")]
    [TestCase(3, 1, TestName = "Derivative_OfFastSensitization: 2 (3/5 + 0.1 - 0.2)")]
    [TestCase(4, 0.05 * 139 / 70, TestName = "Derivative_OfSlowSensitization: 0.05 (4/2 (1 + 0.5 x 0.4 / 1.4) - 0.3)")]
    [TestCase(5, -0.001, TestName = "Derivative_OfLatentSensitization: 0.01 (0.3 - 0.4)")]
    public void Derivative_OfAKnownState_IsTheHandValue(int equation, double expectedPerH) =>
        Assert.That(TestRat.Derivative(Everything, State)[equation], Is.EqualTo(expectedPerH).Within(Rounding));

    // Z = 6 (1 + 0.5 x 1/2) / (1 + 3 + 1 + 2) = 7.5/7, A = 225/421; H = 0.2 + 0.3 + 0.5 x 0.4 / 2 = 0.6.
    [Test]
    public void Response_OfAKnownState_IsTheHandValue()
    {
        Response<Real> response = TestRat.Respond(Everything, State);

        Assert.That(response.Tolerance.Value, Is.EqualTo(2));
        Assert.That(response.Analgesia.Value, Is.EqualTo(225.0 / 421).Within(Rounding));
        Assert.That(response.Sensitization.Value, Is.EqualTo(0.6).Within(Rounding));
        // 8 x 0.6/1.6 = 3; near 47 a double resolves 7e-15.
        Assert.That(response.ThresholdC.Value, Is.EqualTo(45.5 + 2250.0 / 421 - 3).Within(Rounding));
    }

    [Test]
    public void Equations_InLanes_EqualEachRatAlone()
    {
        NociceptionParameters[] rats =
        [
            TestRat.Round,
            TestRat.Round with
            {
                TransducerSlope = 3.3,
            },
            TestRat.Round with
            {
                FastToleranceGain = 5,
            },
            TestRat.Round with
            {
                MaximumSensitizationC = 3,
            },
        ];
        var lanes = new Equations<Lanes>(rats);
        var drive = new Drive<Lanes>(
            Lanes.FromDouble(3),
            Lanes.FromDouble(6),
            Lanes.FromDouble(6),
            Lanes.FromDouble(6),
            Lanes.FromDouble(1),
            Lanes.FromDouble(1),
            Lanes.FromDouble(0.1)
        );
        Lanes[] state = [.. State.Select(Lanes.FromDouble)];
        var derivative = new Lanes[State.Length];
        lanes.Derivative(drive, state, derivative);
        Response<Lanes> response = lanes.Respond(drive, state);

        for (int lane = 0; lane < rats.Length; lane++)
        {
            var alone = new Equations<Real>([rats[lane]]);
            Real[] single = [.. State.Select(value => new Real(value))];
            var expected = new Real[State.Length];
            alone.Derivative(Everything, single, expected);

            Assert.That(derivative.Select(value => value[lane]), Is.EqualTo(expected.Select(value => value.Value)));
            Assert.That(response.ThresholdC[lane], Is.EqualTo(alone.Respond(Everything, single).ThresholdC.Value));
        }
    }
}
