using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

/// <summary>Measures orders of convergence as slopes of log error over log step, by least squares.</summary>
internal static class OrderMeasurement
{
    /// <summary>Slope of the error at the end of an interval cut into equal steps: the order of the method.</summary>
    /// <param name="problem">A problem with a known solution.</param>
    /// <param name="end">End of the interval that starts at 0.</param>
    /// <param name="stepCounts">Numbers of steps.</param>
    public static double OfSolution<T, TProblem>(TProblem problem, double end, params ReadOnlySpan<int> stepCounts)
        where T : struct, IScalar<T>
        where TProblem : IKnownProblem<T>
    {
        var points = new List<(double Step, double Error)>();
        foreach (int count in stepCounts)
        {
            double step = end / count;
            T[] state = Initial<T, TProblem>(problem, 0);
            Integrator<T, TProblem> integrator = Fixed<T, TProblem>(problem, step);
            integrator.Integrate(problem, 0, end, state, [], []).ThrowIfFailed(StepControl.Default);
            points.Add((step, Distance<T, TProblem>(problem, end, state)));
        }

        return Slope(points);
    }

    /// <summary>Slope of the largest error inside one step: one more than the order of the interpolant.</summary>
    /// <param name="problem">A problem with a known solution.</param>
    /// <param name="start">Start of the step.</param>
    /// <param name="steps">Sizes of the step.</param>
    public static double OfInterpolantInOneStep<T, TProblem>(TProblem problem, double start, params ReadOnlySpan<double> steps)
        where T : struct, IScalar<T>
        where TProblem : IKnownProblem<T>
    {
        var points = new List<(double Step, double Error)>();
        foreach (double step in steps)
        {
            double[] times = [.. Enumerable.Range(1, 9).Select(tenth => start + step * tenth / 10)];
            T[] state = Initial<T, TProblem>(problem, start),
                saved = new T[times.Length * problem.Dimension];
            Integrator<T, TProblem> integrator = Fixed<T, TProblem>(problem, step);
            integrator.Integrate(problem, start, start + step, state, times, saved).ThrowIfFailed(StepControl.Default);
            points.Add(
                (
                    step,
                    Enumerable
                        .Range(0, times.Length)
                        .Max(i => Distance<T, TProblem>(problem, times[i], saved.AsSpan(i * problem.Dimension, problem.Dimension)))
                )
            );
        }

        return Slope(points);
    }

    public static T[] Initial<T, TProblem>(TProblem problem, double time)
        where T : struct, IScalar<T>
        where TProblem : IKnownProblem<T>
    {
        T[] state = new T[problem.Dimension];
        problem.Solution(time, state);
        return state;
    }

    /// <summary>Largest absolute difference from the known solution over components and lanes.</summary>
    public static double Distance<T, TProblem>(TProblem problem, double time, ReadOnlySpan<T> state)
        where T : struct, IScalar<T>
        where TProblem : IKnownProblem<T>
    {
        T[] exact = Initial<T, TProblem>(problem, time);
        double largest = 0;
        for (int i = 0; i < exact.Length; i++)
        {
            for (int lane = 0; lane < T.LaneCount; lane++)
            {
                largest = Math.Max(largest, Math.Abs(state[i][lane] - exact[i][lane]));
            }
        }

        return largest;
    }

    private static Integrator<T, TProblem> Fixed<T, TProblem>(TProblem problem, double step)
        where T : struct, IScalar<T>
        where TProblem : IKnownProblem<T> => new(problem.Dimension, new StepControl { FixedStep = step });

    private static double Slope(List<(double Step, double Error)> points)
    {
        double meanX = points.Average(p => Math.Log(p.Step)),
            meanY = points.Average(p => Math.Log(p.Error));
        return points.Sum(p => (Math.Log(p.Step) - meanX) * (Math.Log(p.Error) - meanY))
            / points.Sum(p => (Math.Log(p.Step) - meanX) * (Math.Log(p.Step) - meanX));
    }
}
