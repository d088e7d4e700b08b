using MathNet.Numerics.LinearAlgebra;
using PawLatency.Data;
using PawLatency.Statistics;

namespace PawLatency.Tests.Statistics;

/// <summary>
/// What the censored mixed model is held against where nothing is censored, and what agrees with lme4: a linear mixed model of the
/// natural logarithm of latency: a mean for each group and day, a random intercept for each animal, fitted by
/// restricted maximum likelihood (Patterson and Thompson 1971, Biometrika 58:545-554). A latency at the cutoff counts as it stands; see
/// <see cref="CensoredMixedModel"/> for the other way. Animals may have missing days. Safe to share between threads.
/// </summary>
internal sealed class LinearMixedModel
{
    private readonly CellMeans _cells;
    private readonly Reml.Point _point;

    private LinearMixedModel(CellMeans cells)
    {
        (_cells, _point) = (cells, new Reml(cells).Minimum());
        ResidualVariance = _point.ResidualVariance;
        AnimalVariance = _point.Ratio * ResidualVariance;
    }

    /// <summary>Variance between values of an animal, of the natural logarithm, dimensionless.</summary>
    public double ResidualVariance { get; }

    /// <summary>Variance between animals, of the natural logarithm, dimensionless; 0 where the data show none.</summary>
    public double AnimalVariance { get; }

    /// <summary>Minus twice the logarithm of the restricted likelihood, dimensionless.</summary>
    public double Deviance => _point.Deviance;

    /// <summary>Fits the model.</summary>
    /// <param name="table">Latencies.</param>
    /// <exception cref="AnalysisException">A value is not above 0, there are too few values, or none vary.</exception>
    public static LinearMixedModel Fit(LatencyTable table) => new(new CellMeans(table));

    /// <summary>Ratio of the geometric means of two groups on a day, or of their changes from baseline.</summary>
    /// <param name="treated">The group with the drug.</param>
    /// <param name="control">The group without.</param>
    /// <param name="day">The day, days since the test hour of day 0.</param>
    /// <param name="baselineDays">Baseline days whose ratio is divided out (the group x day contrast), or none.</param>
    /// <returns>The ratio, and t with Satterthwaite's degrees of freedom (Giesbrecht and Burns 1985, Biometrics 41:477-486).</returns>
    /// <exception cref="AnalysisException">A group has no animal on a day.</exception>
    public TestResult Compare(string treated, string control, double day, params IReadOnlyList<double> baselineDays)
    {
        double[] weights = _cells.Contrast(treated, control, day, baselineDays);
        double log = 0;
        for (int cell = 0; cell < weights.Length; cell++)
        {
            log += weights[cell] * _point.Means[cell];
        }

        (double variance, double freedom) = Variance(weights);
        return LogRatioResult.Of(
            $"linear mixed model of log {_cells.Kind} (random animal, REML, Satterthwaite)",
            treated,
            control,
            day,
            baselineDays.Count > 0,
            log,
            variance,
            freedom,
            _cells.AnimalsOf(treated, control)
        );
    }

    // Variance of a weighted sum of the means, and Satterthwaite's degrees of freedom from the observed information of the logarithm of the
    // residual variance and the ratio of the variances.
    private (double Variance, double DegreesOfFreedom) Variance(double[] weights)
    {
        double ratio = _point.Ratio,
            scale = _cells.Values.Length - _cells.Count;
        int[][] animals = [.. Enumerable.Range(0, _cells.Starts.Length - 1).Select(ValuesOf)];
        var a = Matrix<double>.Build.Dense(_cells.Count, _cells.Count);
        foreach (int[] values in animals)
        {
            foreach (int value in values)
            {
                a[_cells.Cells[value], _cells.Cells[value]] += 1;
                foreach (int other in values)
                {
                    a[_cells.Cells[value], _cells.Cells[other]] -= ratio / (1 + values.Length * ratio);
                }
            }
        }

        var right = Vector<double>.Build.Dense(weights);
        Vector<double> solved = a.Solve(right);
        double variance = ResidualVariance * right.DotProduct(solved);
        if (ratio == 0)
        {
            return (variance, scale);
        }

        double bySum = 0,
            squares = 0;
        foreach (int[] values in animals)
        {
            double slope = 1 / Math.Pow(1 + values.Length * ratio, 2);
            bySum += slope * Math.Pow(values.Sum(value => solved[_cells.Cells[value]]), 2);
            squares -= slope * Math.Pow(values.Sum(value => _cells.Values[value] - _point.Means[_cells.Cells[value]]), 2);
        }

        double byRatio = ResidualVariance * bySum,
            mixed = -squares / ResidualVariance,
            curvature = _point.Curvature + mixed * mixed / scale;
        // The deviance is -2 log likelihood: the covariance is twice the inverse of its second derivatives.
        double spread =
            2
            * (variance * variance * curvature - 2 * variance * byRatio * mixed + byRatio * byRatio * scale)
            / (scale * curvature - mixed * mixed);
        return (variance, 2 * variance * variance / spread);
    }

    private int[] ValuesOf(int animal) => [.. Enumerable.Range(_cells.Starts[animal], _cells.Starts[animal + 1] - _cells.Starts[animal])];
}
