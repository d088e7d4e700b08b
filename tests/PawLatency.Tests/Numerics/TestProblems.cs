using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

/// <summary>A system whose solution is known.</summary>
internal interface IKnownProblem<T> : IOdeSystem<T>
    where T : struct, IScalar<T>
{
    /// <summary>The exact state at a time.</summary>
    void Solution(double time, Span<T> state);
}

/// <summary>
/// A point on a circle at the angle w sin t: y1' = -w y2 cos t, y2' = w y1 cos t. The right-hand side depends on time, so a stage
/// evaluated at a wrong time costs order. Each lane has a frequency w of its own.
/// </summary>
internal readonly struct Swing<T>(params double[] frequencies) : IKnownProblem<T>
    where T : struct, IScalar<T>
{
    private readonly T _frequency = T.FromLanes(frequencies);

    public int Dimension => 2;

    public void Derivative(T time, ReadOnlySpan<T> state, Span<T> derivative)
    {
        T speed = _frequency * Each(time, Math.Cos);
        derivative[0] = -speed * state[1];
        derivative[1] = speed * state[0];
    }

    public void Solution(double time, Span<T> state)
    {
        T angle = _frequency * T.FromDouble(Math.Sin(time));
        state[0] = Each(angle, Math.Cos);
        state[1] = Each(angle, Math.Sin);
    }

    // The scalar has no trigonometry; each lane takes that of the runtime.
    private static T Each(T value, Func<double, double> function)
    {
        Span<double> lanes = stackalloc double[T.LaneCount];
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = function(value[lane]);
        }

        return T.FromLanes(lanes);
    }
}

/// <summary>
/// A driven, saturating pair like the model's own states, with powers and rates that differ from lane to lane:
/// x' = k (exp(-t) - x), y' = 3 k (x^h / (0.01 + x^h) - y).
/// </summary>
internal readonly struct Saturation<T>(double[] rates, double[] slopes) : IOdeSystem<T>
    where T : struct, IScalar<T>
{
    private readonly T _rate = T.FromLanes(rates);
    private readonly T _slope = T.FromLanes(slopes);

    public int Dimension => 2;

    public void Derivative(T time, ReadOnlySpan<T> state, Span<T> derivative)
    {
        T raised = T.Exp(_slope * T.Log(T.Max(state[0], default)));
        derivative[0] = _rate * (T.Exp(-time) - state[0]);
        derivative[1] = T.FromDouble(3) * _rate * (raised / (T.FromDouble(0.01) + raised) - state[1]);
    }
}

/// <summary>One equation given by a function, for one rat.</summary>
internal sealed class Equation(Func<double, double, double> slope) : IOdeSystem<Real>
{
    public int Dimension => 1;

    public void Derivative(Real time, ReadOnlySpan<Real> state, Span<Real> derivative) =>
        derivative[0] = new Real(slope(time.Value, state[0].Value));
}
