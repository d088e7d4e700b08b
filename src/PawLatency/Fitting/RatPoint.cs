using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace PawLatency.Fitting;

/// <summary>A rat with given effects: log density of data and effects, its gradient and curvature by the effects, and what they were made
/// of.</summary>
internal sealed class RatPoint(
    double[] effects,
    double log,
    double[] gradient,
    double[,] curvature,
    double[] predicted,
    Prediction prediction,
    DensityPoint density
)
{
    /// <summary>The effects, standard normal numbers.</summary>
    public double[] Effects => effects;

    /// <summary>The logarithm of the density, without the constant of the effects' own.</summary>
    public double Log => log;

    public double[] Gradient => gradient;

    /// <summary>Predicted logarithms of latency, one for each trial.</summary>
    public double[] Predicted => predicted;

    public Prediction Prediction => prediction;

    public DensityPoint Density => density;

    /// <summary>The curvature, factored; null where the rat has no effects.</summary>
    public Cholesky<double>? Factor { get; } =
        effects.Length == 0
            ? null
            : Matrix<double>
                .Build.Dense(effects.Length, effects.Length, (row, column) => (curvature[row, column] + curvature[column, row]) / 2)
                .Cholesky();

    /// <summary>Logarithm of the determinant of the curvature.</summary>
    public double LogDeterminant => Factor?.DeterminantLn ?? 0;

    /// <summary>The inverse of the curvature times something.</summary>
    public double[] Solve(double[] right) => Factor is null ? [] : Factor.Solve(Vector<double>.Build.DenseOfArray(right)).ToArray();
}
