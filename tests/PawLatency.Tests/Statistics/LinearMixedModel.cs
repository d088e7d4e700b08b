using PawLatency.Data;
using PawLatency.Statistics;

namespace PawLatency.Tests.Statistics;

/// <summary>
/// What the censored mixed model is held against where nothing is censored, and what agrees with lme4: a
/// linear mixed model of the natural logarithm of latency: a mean for each group and day, a random intercept for each animal, fitted by
/// restricted maximum likelihood (Patterson and Thompson 1971, Biometrika 58:545-554). A latency at the cutoff counts as it stands; see
/// <see cref="CensoredMixedModel"/> for the other way. Missing values may be missing. Safe to share between threads, which wait for each
/// other.
/// </summary>
internal sealed class LinearMixedModel
{
    private readonly CellMeans _cells;
    private readonly Reml _reml;
    private readonly Reml.Point _point;
    private readonly Lock _working = new();

    private LinearMixedModel(CellMeans cells, Reml reml)
    {
        (_cells, _reml, _point) = (cells, reml, reml.Minimum());
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
    public static LinearMixedModel Fit(LatencyTable table)
    {
        var cells = new CellMeans(table);
        return new LinearMixedModel(cells, new Reml(cells));
    }

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

        double variance,
            freedom;
        lock (_working)
        {
            (variance, freedom) = _reml.Variance(_point, weights);
        }

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
}
