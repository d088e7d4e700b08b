using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using PawLatency.Numerics;

namespace PawLatency.Evidence.Calibration;

/// <summary>
/// Emulates values that are slow to compute, each by a polynomial of the second degree in the parameters, fitted by weighted ridge
/// regression. The strength of the ridge is chosen for each value by generalised cross-validation (Golub, Heath &amp; Wahba 1979,
/// Technometrics 21:215), which also estimates the prediction error.
/// </summary>
internal sealed class Emulator
{
    // Candidate ridge penalties, for terms and values with variance 1. The linear terms are shrunk less.
    private static readonly double[] Strengths = [0.1, 1, 10, 100];
    private const double StrengthOfLinear = 0.05;

    private const int RowsOfPiece = 24;

    private readonly QuadraticTerms _terms;
    private readonly double[][] _coefficients;

    private Emulator(QuadraticTerms terms, double[][] coefficients, double[] errors) =>
        (_terms, _coefficients, Errors) = (terms, coefficients, errors);

    /// <summary>Expected root mean square error of each predicted value.</summary>
    public IReadOnlyList<double> Errors { get; }

    /// <summary>Fits an emulator.</summary>
    /// <param name="points">Points at which the values were computed.</param>
    /// <param name="values">The values at the points, all finite; one row for each point.</param>
    /// <param name="weights">Weight of each point, 0 or more.</param>
    /// <param name="threads">Threads, or null for all; does not affect the result.</param>
    public static Emulator Fit(IReadOnlyList<double[]> points, IReadOnlyList<double[]> values, double[] weights, int? threads)
    {
        double scale = weights.Length / weights.Sum();
        double[] shares = [.. weights.Select(weight => weight * scale)];
        var terms = QuadraticTerms.For(points, shares);
        double[][] rows = new double[points.Count][];
        InParallel.For(rows.Length, threads, null, i => terms.At(points[i], rows[i] = new double[terms.Count]));
        (double[] means, double[] spreads) = Spread(values, shares);
        double[][] targets = [.. values.Select(row => row.Select((value, output) => (value - means[output]) / spreads[output]).ToArray())];
        Matrix<double> gram = Products(rows, rows, shares, threads),
            moments = Products(rows, targets, shares, threads);
        var fits = new RidgeFit[Strengths.Length];
        InParallel.For(fits.Length, threads, null, i => fits[i] = RidgeFit.Of(gram, moments, Ridge(terms, Strengths[i]), rows.Length));
        double[][] coefficients = new double[means.Length][];
        double[] errors = new double[means.Length];
        for (int output = 0; output < means.Length; output++)
        {
            RidgeFit best = fits.MinBy(fit => fit.Score[output])!;
            coefficients[output] =
            [
                .. best.Coefficients.Column(output).Select((value, term) => value * spreads[output] + (term == 0 ? means[output] : 0)),
            ];
            errors[output] = Math.Sqrt(best.Score[output]) * spreads[output];
        }

        return new Emulator(terms, coefficients, errors);
    }

    /// <summary>Predicts the values at a point.</summary>
    public double[] Predict(double[] point)
    {
        double[] terms = new double[_terms.Count],
            values = new double[_coefficients.Length];
        _terms.At(point, terms);
        for (int output = 0; output < values.Length; output++)
        {
            values[output] = Dot(_coefficients[output], terms);
        }

        return values;
    }

    /// <summary>Gradient of a weighted sum of the values at a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="weights">The weight of each value.</param>
    /// <param name="gradient">The derivatives are added to this.</param>
    public void AddGradient(double[] point, double[] weights, double[] gradient)
    {
        double[] sum = new double[_terms.Count];
        for (int output = 0; output < weights.Length; output++)
        {
            if (weights[output] != 0)
            {
                AddMultiple(sum, weights[output], _coefficients[output]);
            }
        }

        _terms.AddGradient(point, sum, gradient);
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ReadOnlySpan<Vector256<double>> wideLeft = MemoryMarshal.Cast<double, Vector256<double>>(left);
        ReadOnlySpan<Vector256<double>> wideRight = MemoryMarshal.Cast<double, Vector256<double>>(right);
        Vector256<double> even = Vector256<double>.Zero,
            odd = Vector256<double>.Zero;
        for (int i = 0; i < wideLeft.Length - 1; i += 2)
        {
            even += wideLeft[i] * wideRight[i];
            odd += wideLeft[i + 1] * wideRight[i + 1];
        }

        double sum = Vector256.Sum(even + odd);
        for (int i = wideLeft.Length / 2 * 2 * Vector256<double>.Count; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static (double[] Means, double[] Spreads) Spread(IReadOnlyList<double[]> values, double[] shares)
    {
        double[] means = new double[values[0].Length],
            squares = new double[means.Length];
        for (int i = 0; i < shares.Length; i++)
        {
            for (int output = 0; output < means.Length; output++)
            {
                means[output] += shares[i] * values[i][output] / shares.Length;
            }
        }

        for (int i = 0; i < shares.Length; i++)
        {
            for (int output = 0; output < means.Length; output++)
            {
                squares[output] += shares[i] * Math.Pow(values[i][output] - means[output], 2) / shares.Length;
            }
        }

        return (means, [.. squares.Select(square => square > 0 ? Math.Sqrt(square) : 1)]);
    }

    private static double[] Ridge(QuadraticTerms terms, double strength) =>
        [
            .. Enumerable
                .Range(0, terms.Count)
                .Select(term =>
                    term == 0 ? 0
                    : term <= terms.Dimension ? strength * StrengthOfLinear
                    : strength
                ),
        ];

    // Weighted sums of products of the columns of two tables, in the order of the rows for any number of threads.
    private static Matrix<double> Products(double[][] left, double[][] right, double[] weights, int? threads)
    {
        int rows = left[0].Length,
            columns = right[0].Length;
        double[][] products = new double[rows][];
        InParallel.For(
            (rows + RowsOfPiece - 1) / RowsOfPiece,
            threads,
            null,
            piece =>
            {
                int from = piece * RowsOfPiece,
                    to = Math.Min(rows, from + RowsOfPiece);
                for (int row = from; row < to; row++)
                {
                    products[row] = new double[columns];
                }

                for (int i = 0; i < left.Length; i++)
                {
                    for (int row = from; row < to; row++)
                    {
                        AddMultiple(products[row], weights[i] * left[i][row], right[i]);
                    }
                }
            }
        );
        return Matrix<double>.Build.DenseOfRowArrays(products);
    }

    private static void AddMultiple(Span<double> sum, double factor, ReadOnlySpan<double> row)
    {
        Span<Vector256<double>> wideSum = MemoryMarshal.Cast<double, Vector256<double>>(sum);
        ReadOnlySpan<Vector256<double>> wideRow = MemoryMarshal.Cast<double, Vector256<double>>(row);
        for (int i = 0; i < wideSum.Length; i++)
        {
            wideSum[i] += wideRow[i] * factor;
        }

        for (int i = wideSum.Length * Vector256<double>.Count; i < sum.Length; i++)
        {
            sum[i] += row[i] * factor;
        }
    }
}

/// <summary>Ridge regression of several outputs with one penalty.</summary>
/// <param name="Coefficients">A row for each term, a column for each output.</param>
/// <param name="Score">Generalised cross-validation score of each output: the expected squared error.</param>
internal sealed record RidgeFit(Matrix<double> Coefficients, double[] Score)
{
    /// <summary>Fits the regression.</summary>
    /// <param name="gram">Weighted sums of the products of the terms.</param>
    /// <param name="moments">Weighted sums of the products of terms and outputs; the outputs have mean 0 and variance 1.</param>
    /// <param name="ridge">Penalty added to the diagonal of the Gram matrix, one for each term.</param>
    /// <param name="count">Number of points, the sum of the weights.</param>
    public static RidgeFit Of(Matrix<double> gram, Matrix<double> moments, double[] ridge, int count)
    {
        Cholesky<double> factor = (gram + Matrix<double>.Build.DenseOfDiagonalArray(ridge)).Cholesky();
        Matrix<double> coefficients = factor.Solve(moments);
        Matrix<double> inverse = factor.Solve(Matrix<double>.Build.DenseIdentity(ridge.Length));
        double free = ridge.Length - ridge.Select((value, term) => value * inverse[term, term]).Sum();
        double[] score = new double[moments.ColumnCount];
        for (int output = 0; output < score.Length; output++)
        {
            // The residual sum of squares from the normal equations.
            double explained = coefficients.Column(output) * moments.Column(output);
            double shrunk = coefficients.Column(output).Select((value, term) => ridge[term] * value * value).Sum();
            double left = Math.Max(0, count - explained - shrunk) / count;
            score[output] = left / Math.Pow(Math.Max(1e-3, 1 - free / count), 2);
        }

        return new RidgeFit(coefficients, score);
    }
}
