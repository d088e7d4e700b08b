using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// The restricted likelihood of a random-intercept model as a function of the ratio of the animal variance to the residual variance, with
/// exact first and second derivatives. The covariance of an animal's n values is I + ratio J, its inverse I - w J with
/// w = ratio / (1 + n ratio), so that the fit needs sums over animals alone.
/// </summary>
internal sealed class Reml
{
    // Between "no animal differs" and "all spread is between animals".
    private const double SmallestRatio = 1e-10,
        LargestRatio = 1e8;

    private readonly CellMeans _cells;
    private readonly BlockMatrix _a;
    private readonly BlockMatrix _first;
    private readonly BlockMatrix _second;
    private readonly double _freedom;
    private readonly (int Animal, int Count)[] _patterns;

    public Reml(CellMeans cells)
    {
        (_cells, _freedom) = (cells, cells.Values.Length - cells.Count);
        (_a, _first, _second) = (new BlockMatrix(cells.Blocks), new BlockMatrix(cells.Blocks), new BlockMatrix(cells.Blocks));
        // Animals tested on the same days of the same group add the same to every matrix.
        _patterns =
        [
            .. Enumerable
                .Range(0, cells.Starts.Length - 1)
                .GroupBy(animal => cells.CellsOf(animal), CellMeans.SameCells)
                .Select(same => (same.First(), same.Count())),
        ];
    }

    /// <summary>The criterion at a ratio: means, residual variance, -2 log restricted likelihood and its first two derivatives.</summary>
    public sealed record Point(double Ratio, double[] Means, double ResidualVariance, double Deviance, double Slope, double Curvature);

    public Point Minimum()
    {
        Point zero = At(0);
        if (!(zero.ResidualVariance > 1e-28))
        {
            throw new AnalysisException(
                "All values of each group are equal on every day; without any spread a mixed model has no statistic."
            );
        }

        if (
            zero.Slope >= 0
            || Enumerable.Range(0, _cells.Starts.Length - 1).All(animal => _cells.Starts[animal + 1] - _cells.Starts[animal] < 2)
        )
        {
            return zero;
        }

        // Newton's steps in the logarithm of the ratio, kept between a falling and a rising place.
        (double low, double high, double log) = (Math.Log(SmallestRatio), Math.Log(LargestRatio), 0);
        Point point = At(1);
        for (int i = 0; i < 100; i++)
        {
            (low, high) = point.Slope < 0 ? (log, high) : (low, log);
            double slope = point.Slope * point.Ratio,
                curvature = point.Curvature * point.Ratio * point.Ratio + slope;
            double next = log - slope / curvature;
            next =
                curvature > 0 && next > low && next < high && Math.Abs(next - log) < 3
                    ? next
                    : (Math.Clamp(low, log - 6, log) + Math.Clamp(high, log, log + 6)) / 2;
            if (Math.Abs(next - log) < 1e-12)
            {
                break;
            }

            log = next;
            point = At(Math.Exp(log));
        }

        return point.Ratio > LargestRatio / 2
            ? throw new AnalysisException(
                "The values of each animal do not vary around its own level; without residual spread a mixed model has no statistic."
            )
            : point;
    }

    // A = X'H^-1 X, factored, for the means of the cells: the counts less what the animals share.
    private void Assemble(double ratio)
    {
        _a.Clear();
        _first.Clear();
        _second.Clear();
        foreach ((int animal, int count) in _patterns)
        {
            (double w0, double w1, double w2) = Weights(animal, ratio);
            int block = _cells.GroupOf(animal);
            for (int i = _cells.Starts[animal]; i < _cells.Starts[animal + 1]; i++)
            {
                _a.Add(block, _cells.Cells[i], _cells.Cells[i], count);
                for (int j = _cells.Starts[animal]; j < _cells.Starts[animal + 1]; j++)
                {
                    _a.Add(block, _cells.Cells[i], _cells.Cells[j], -count * w0);
                    _first.Add(block, _cells.Cells[i], _cells.Cells[j], -count * w1);
                    _second.Add(block, _cells.Cells[i], _cells.Cells[j], -count * w2);
                }
            }
        }

        _a.Factor();
    }

    private Point At(double ratio)
    {
        Assemble(ratio);
        double[] means = new double[_cells.Count],
            gradient = new double[_cells.Count];
        double logDeterminant = 0,
            slope = 0,
            curvature = 0;
        for (int animal = 0; animal < _cells.Starts.Length - 1; animal++)
        {
            (int first, int last) = (_cells.Starts[animal], _cells.Starts[animal + 1]);
            (double w0, _, _) = Weights(animal, ratio);
            double sum = 0,
                n = last - first;
            for (int value = first; value < last; value++)
            {
                sum += _cells.Values[value];
            }

            for (int value = first; value < last; value++)
            {
                means[_cells.Cells[value]] += _cells.Values[value] - w0 * sum;
            }

            double one = 1 / (1 + n * ratio);
            logDeterminant -= Math.Log(one);
            slope += n * one;
            curvature -= n * n * one * one;
        }

        _a.Solve(means);
        (double squares, double squaresSlope, double squaresCurvature) = Residuals(ratio, means, gradient);
        (double trace1, double trace2) = _a.LogDeterminantDerivatives(_first, _second);
        double variance = squares / _freedom;
        double deviance = _freedom * (1 + Math.Log(2 * Math.PI * variance)) + logDeterminant + _a.LogDeterminant();
        slope += trace1 + _freedom * squaresSlope / squares;
        curvature += trace2 + _freedom * (squaresCurvature / squares - squaresSlope * squaresSlope / (squares * squares));
        return new Point(ratio, means, variance, deviance, slope, curvature);
    }

    // Residual sum of squares in the metric of H and its derivatives; the gradient gets sum w' s R.
    private (double Squares, double Slope, double Curvature) Residuals(double ratio, double[] means, double[] gradient)
    {
        double squares = 0,
            slope = 0,
            curvature = 0;
        for (int animal = 0; animal < _cells.Starts.Length - 1; animal++)
        {
            (int first, int last) = (_cells.Starts[animal], _cells.Starts[animal + 1]);
            (double w0, double w1, double w2) = Weights(animal, ratio);
            double sum = 0;
            for (int value = first; value < last; value++)
            {
                double residual = _cells.Values[value] - means[_cells.Cells[value]];
                sum += residual;
                squares += residual * residual;
            }

            squares -= w0 * sum * sum;
            slope -= w1 * sum * sum;
            curvature -= w2 * sum * sum;
            for (int value = first; value < last; value++)
            {
                gradient[_cells.Cells[value]] += w1 * sum;
            }
        }

        return (squares, slope, curvature - 2 * _a.InverseForm(gradient));
    }

    // w = ratio / (1 + n ratio) and its derivatives.
    private (double Value, double First, double Second) Weights(int animal, double ratio)
    {
        double n = _cells.Starts[animal + 1] - _cells.Starts[animal],
            one = 1 / (1 + n * ratio);
        return (ratio * one, one * one, -2 * n * one * one * one);
    }
}
