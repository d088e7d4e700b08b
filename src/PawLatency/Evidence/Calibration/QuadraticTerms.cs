namespace PawLatency.Evidence.Calibration;

/// <summary>
/// Terms of a second-degree polynomial in several variables: 1, each variable, each square and each product. The variables are standardised
/// on the points of the fit, so that the terms have comparable sizes.
/// </summary>
internal sealed class QuadraticTerms
{
    private readonly double[] _centre;
    private readonly double[] _spread;

    private QuadraticTerms(double[] centre, double[] spread) => (_centre, _spread) = (centre, spread);

    /// <summary>Creates the terms for a set of points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="weights">Their weights.</param>
    public static QuadraticTerms For(IReadOnlyList<double[]> points, double[] weights)
    {
        double total = weights.Sum();
        double[] centre = new double[points[0].Length],
            spread = new double[centre.Length];
        for (int axis = 0; axis < centre.Length; axis++)
        {
            double mean = points.Select((point, i) => weights[i] * point[axis]).Sum() / total;
            double variance = points.Select((point, i) => weights[i] * (point[axis] - mean) * (point[axis] - mean)).Sum() / total;
            (centre[axis], spread[axis]) = (mean, variance > 0 ? Math.Sqrt(variance) : 1);
        }

        return new QuadraticTerms(centre, spread);
    }

    /// <summary>Number of terms; the first is 1, followed by the variables.</summary>
    public int Count => (_centre.Length + 1) * (_centre.Length + 2) / 2;

    /// <summary>Number of variables.</summary>
    public int Dimension => _centre.Length;

    /// <summary>Computes the terms at a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="terms">Receives the terms; <see cref="Count"/> numbers.</param>
    public void At(ReadOnlySpan<double> point, Span<double> terms)
    {
        int dimension = _centre.Length,
            next = dimension + 1;
        terms[0] = 1;
        for (int axis = 0; axis < dimension; axis++)
        {
            terms[axis + 1] = (point[axis] - _centre[axis]) / _spread[axis];
        }

        for (int row = 1; row <= dimension; row++)
        {
            // Squares are centred; otherwise they would be collinear with the constant term.
            terms[next++] = (terms[row] * terms[row] - 1) * Math.Sqrt(0.5);
            for (int column = row + 1; column <= dimension; column++)
            {
                terms[next++] = terms[row] * terms[column];
            }
        }
    }

    /// <summary>Adds the gradient of a sum of the terms.</summary>
    /// <param name="point">The point.</param>
    /// <param name="coefficients">The coefficient of each term.</param>
    /// <param name="gradient">The derivatives are added to this.</param>
    public void AddGradient(ReadOnlySpan<double> point, ReadOnlySpan<double> coefficients, Span<double> gradient)
    {
        int dimension = _centre.Length,
            next = dimension + 1;
        Span<double> standard = stackalloc double[dimension],
            slope = stackalloc double[dimension];
        for (int axis = 0; axis < dimension; axis++)
        {
            standard[axis] = (point[axis] - _centre[axis]) / _spread[axis];
            slope[axis] = coefficients[axis + 1];
        }

        for (int row = 0; row < dimension; row++)
        {
            slope[row] += 2 * Math.Sqrt(0.5) * coefficients[next++] * standard[row];
            for (int column = row + 1; column < dimension; column++)
            {
                slope[row] += coefficients[next] * standard[column];
                slope[column] += coefficients[next++] * standard[row];
            }
        }

        for (int axis = 0; axis < dimension; axis++)
        {
            gradient[axis] += slope[axis] / _spread[axis];
        }
    }
}
