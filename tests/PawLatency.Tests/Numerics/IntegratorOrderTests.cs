using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

public class IntegratorOrderTests
{
    // The next term of the error expansion is about the step itself, at most 1/16: it bends the slope by less than that.
    private const double SlopeTolerance = 0.1;

    [Test]
    public void Solution_FixedStepsOnTimeDependentProblem_HasOrder5()
    {
        double one = OrderMeasurement.OfSolution<Real, Swing<Real>>(new Swing<Real>(1.3), 2, 32, 64, 128, 256);
        double four = OrderMeasurement.OfSolution<Lanes, Swing<Lanes>>(new Swing<Lanes>(1.3, 0.7, 2.1, 1.0), 2, 32, 64, 128, 256);
        TestContext.Out.WriteLine($"order of the solution: one rat {one:F3}, four rats {four:F3}");
        Assert.Multiple(() =>
        {
            Assert.That(one, Is.EqualTo(5).Within(SlopeTolerance));
            Assert.That(four, Is.EqualTo(5).Within(SlopeTolerance));
        });
    }

    [Test]
    public void Interpolant_InsideOneStepOfTimeDependentProblem_HasOrder4()
    {
        double[] steps = [1.0 / 16, 1.0 / 32, 1.0 / 64, 1.0 / 128];
        double one = OrderMeasurement.OfInterpolantInOneStep<Real, Swing<Real>>(new Swing<Real>(1.3), 0.4, steps);
        double four = OrderMeasurement.OfInterpolantInOneStep<Lanes, Swing<Lanes>>(new Swing<Lanes>(1.3, 0.7, 2.1, 1.0), 0.4, steps);
        TestContext.Out.WriteLine($"order of the interpolant: one rat {one - 1:F3}, four rats {four - 1:F3}");
        Assert.Multiple(() =>
        {
            // The error over one step has one order more than the interpolant.
            Assert.That(one - 1, Is.EqualTo(4).Within(SlopeTolerance));
            Assert.That(four - 1, Is.EqualTo(4).Within(SlopeTolerance));
        });
    }

    [Test]
    public void Solution_UnderErrorControl_StaysWithinToleranceTimesSteps()
    {
        var problem = new Swing<Real>(1.3);
        foreach (double tolerance in new[] { 1e-5, 1e-7, 1e-9, 1e-11 })
        {
            var integrator = new Integrator<Real, Swing<Real>>(
                2,
                new StepControl { RelativeTolerance = tolerance, AbsoluteTolerance = tolerance }
            );
            Real[] state = OrderMeasurement.Initial<Real, Swing<Real>>(problem, 0);
            SolveOutcome outcome = integrator.Integrate(problem, 0, 2, state, [], []);

            // The mean-square norm lets a step add sqrt(2) (absolute + relative) tolerances to a state of size 1, which a rotation
            // does not amplify: at most 3 tolerances a step.
            double error = OrderMeasurement.Distance<Real, Swing<Real>>(problem, 2, state);
            Assert.That(error, Is.LessThan(tolerance * 3 * outcome.AcceptedSteps), $"tolerance {tolerance:G1}");
        }
    }
}
