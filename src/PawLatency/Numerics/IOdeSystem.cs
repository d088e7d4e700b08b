namespace PawLatency.Numerics;

/// <summary>The problem: a system of ordinary differential equations y' = f(t, y).</summary>
/// <typeparam name="T">The scalar; each lane is a system of its own, at a time of its own.</typeparam>
internal interface IOdeSystem<T>
    where T : struct, IScalar<T>
{
    /// <summary>Number of equations, at least 1.</summary>
    int Dimension { get; }

    /// <summary>Evaluates the right-hand side. Allocates nothing and remembers nothing.</summary>
    /// <param name="time">Time, in the problem's unit (h in this library), one for each lane.</param>
    /// <param name="state">State y, <see cref="Dimension"/> values.</param>
    /// <param name="derivative">Receives y', <see cref="Dimension"/> values.</param>
    void Derivative(T time, ReadOnlySpan<T> state, Span<T> derivative);
}
