using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Censored (Tobit) linear mixed model of the natural logarithm of latency: a mean for each group and day, a random intercept for each
/// animal, and a latency at the cutoff as a lower bound (Tobin 1958, Econometrica 26:24-36; Hughes 1999, Biometrics 55:625-629). Use it on
/// a
/// table of <see cref="SessionValue.Median"/>, whose lower bounds do not depend on the other trials. Missing values may be missing.
/// </summary>
/// <remarks>
/// The variances maximise the likelihood adjusted for the estimated means (Cox and Reid 1987, J R Stat Soc B 49:1-39), which is restricted
/// maximum likelihood where nothing is censored: plain maximum likelihood takes few animals for more certain than they are. Safe to share
/// between threads, which wait for each other.
/// </remarks>
internal sealed class CensoredMixedModel
{
    private const double GradientStep = 1e-4,
        CurvatureStep = 1e-3,
        SmallestRatio = 1e-5;
    private const int MostSteps = 100;

    private readonly CellMeans _cells;
    private readonly CensoredLikelihood _likelihood;
    private readonly bool _adjusted;
    private readonly bool _hasAnimals;
    private readonly double[] _place;
    private readonly (double First, double Mixed, double Second) _curvature;
    private readonly Lock _working = new();

    private CensoredMixedModel(LatencyTable table, bool adjusted)
    {
        (_cells, _adjusted) = (new CellMeans(table), adjusted);
        RefuseFullCells();
        var start = new Reml(_cells);
        Reml.Point point = start.Minimum();
        _likelihood = new CensoredLikelihood(_cells);
        _hasAnimals = Enumerable.Range(0, _cells.Starts.Length - 1).Any(animal => _cells.Starts[animal + 1] - _cells.Starts[animal] > 1);
        // Zero is always level for the ratio, so the search begins beside it.
        _place = [Math.Log(point.ResidualVariance) / 2, _hasAnimals ? Math.Max(0.3, Math.Sqrt(point.Ratio)) : 0];
        Maximise();
        // Richardson's extrapolation: the error falls with the fourth power of the step.
        double top = Objective(_place[0], _place[1]);
        (double First, double Mixed, double Second) wide = Curvature(top, 8 * CurvatureStep),
            narrow = Curvature(top, 4 * CurvatureStep);
        _curvature = ((4 * narrow.First - wide.First) / 3, (4 * narrow.Mixed - wide.Mixed) / 3, (4 * narrow.Second - wide.Second) / 3);
        LogLikelihood = Objective(_place[0], _place[1]) + (_adjusted ? _cells.Count * MathNet.Numerics.Constants.LogSqrt2Pi : 0);
        (ResidualVariance, AnimalVariance) = (Math.Exp(2 * _place[0]), Math.Exp(2 * _place[0]) * _place[1] * _place[1]);
    }

    /// <summary>Variance between values of an animal, of the natural logarithm, dimensionless.</summary>
    public double ResidualVariance { get; }

    /// <summary>Variance between animals, of the natural logarithm, dimensionless; 0 where the data show none.</summary>
    public double AnimalVariance { get; }

    /// <summary>The logarithm of the likelihood, adjusted or not, dimensionless.</summary>
    public double LogLikelihood { get; }

    /// <summary>Fits the model.</summary>
    /// <param name="table">Latencies.</param>
    /// <param name="adjusted">True for variances adjusted for the estimated means, false for plain maximum likelihood with normal
    /// tests.</param>
    /// <exception cref="AnalysisException">Every latency of a group on a day is at the cutoff, a value is not above 0, there are too few
    /// values, or none vary.</exception>
    public static CensoredMixedModel Fit(LatencyTable table, bool adjusted = true) => new(table, adjusted);

    /// <summary>Ratio of the geometric means of two groups on a day, or of their changes from baseline.</summary>
    /// <param name="treated">The group with the drug.</param>
    /// <param name="control">The group without.</param>
    /// <param name="day">The day, days since the test hour of day 0.</param>
    /// <param name="baselineDays">Baseline days whose ratio is divided out (the group x day contrast), or none.</param>
    /// <returns>The ratio, and t with Satterthwaite's degrees of freedom (normal without the adjustment).</returns>
    /// <exception cref="AnalysisException">A group has no animal on a day.</exception>
    public TestResult Compare(string treated, string control, double day, params IReadOnlyList<double> baselineDays)
    {
        double[] weights = _cells.Contrast(treated, control, day, baselineDays);
        double variance,
            freedom,
            log = 0;
        lock (_working)
        {
            variance = Variance(weights, 0, 0);
            for (int cell = 0; cell < weights.Length; cell++)
            {
                log += weights[cell] * _likelihood.Means[cell];
            }

            freedom = _adjusted ? DegreesOfFreedom(weights, variance) : double.PositiveInfinity;
        }

        string test =
            $"censored mixed model of log {_cells.Kind} (random animal, "
            + $"{(_adjusted ? "adjusted profile likelihood, Satterthwaite" : "maximum likelihood")})";
        return LogRatioResult.Of(
            test,
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

    private void RefuseFullCells()
    {
        bool[] withdrawn = new bool[_cells.Count];
        for (int value = 0; value < _cells.Values.Length; value++)
        {
            withdrawn[_cells.Cells[value]] |= !_cells.Censored[value];
        }

        if (Array.IndexOf(withdrawn, false) is var cell and >= 0)
        {
            throw new AnalysisException(
                $"Every {_cells.Kind} of {_cells.NameOf(cell)} is at the cutoff, so its mean has no upper bound; leave that day out."
            );
        }
    }

    private double Objective(double logSd, double ratio)
    {
        double value = _likelihood.Maximum(logSd, ratio);
        return _adjusted ? value - _likelihood.Information.LogDeterminant() / 2 : value;
    }

    private double Variance(double[] weights, double moveSd, double moveRatio)
    {
        _likelihood.Maximum(_place[0] + moveSd, _place[1] + moveRatio);
        return _likelihood.Information.InverseForm(weights);
    }

    // Newton's method on (log residual sd, ratio) with central differences; steps are halved until the likelihood rises.
    private void Maximise()
    {
        double value = Objective(_place[0], _place[1]);
        (double first, double mixed, double second) = (0, 0, 0);
        for (int step = 0; step < MostSteps; step++)
        {
            // The curvature changes little near the top, and costs twice what the slope does.
            (first, mixed, second) = step % 3 == 0 ? Curvature(value, CurvatureStep) : (first, mixed, second);
            double slopeSd = Slope(1, 0),
                slopeRatio = _hasAnimals && _place[1] != 0 ? Slope(0, 1) : 0;
            // Uphill where the surface is not yet a hill.
            bool hill = first < 0 && (!_hasAnimals || first * second - mixed * mixed > 0);
            double determinant = first * second - mixed * mixed;
            (double moveSd, double moveRatio) =
                !_hasAnimals ? (-slopeSd / first, 0)
                : hill ? ((mixed * slopeRatio - second * slopeSd) / determinant, (mixed * slopeSd - first * slopeRatio) / determinant)
                : (slopeSd / Math.Abs(first), slopeRatio / Math.Max(1, Math.Abs(second)));
            double shrink = Math.Min(1, 1 / Math.Max(Math.Abs(moveSd), Math.Abs(moveRatio)));
            (moveSd, moveRatio) = (moveSd * shrink, moveRatio * shrink);
            bool near = Math.Abs(moveSd) + Math.Abs(moveRatio) < 1e-9;
            if (near)
            {
                return;
            }

            value = Climb(value, moveSd, moveRatio, out bool moved);
            if (!moved)
            {
                return;
            }

            if (_hasAnimals && Math.Abs(_place[1]) < SmallestRatio)
            {
                // The likelihood is even in the ratio: it has run into its maximum at none.
                _place[1] = 0;
                value = Objective(_place[0], 0);
            }
        }

        throw new AnalysisException("The censored mixed model did not converge; there may be too few withdrawals before the cutoff.");
    }

    private double Climb(double value, double moveSd, double moveRatio, out bool moved)
    {
        for (double length = 1; length > 1e-7; length /= 2)
        {
            double next = Objective(_place[0] + length * moveSd, _place[1] + length * moveRatio);
            if (next > value || Math.Abs(length * moveSd) + Math.Abs(length * moveRatio) < 1e-6 && next > value - 1e-10)
            {
                (_place[0], _place[1]) = (_place[0] + length * moveSd, _place[1] + length * moveRatio);
                moved = true;
                return next;
            }
        }

        moved = false;
        return value;
    }

    private double Slope(int sd, int ratio) =>
        (
            Objective(_place[0] + sd * GradientStep, _place[1] + ratio * GradientStep)
            - Objective(_place[0] - sd * GradientStep, _place[1] - ratio * GradientStep)
        ) / (2 * GradientStep);

    private (double First, double Mixed, double Second) Curvature(double value, double step)
    {
        double At(int sd, int ratio) => Objective(_place[0] + sd * step, _place[1] + ratio * step);
        double first = (At(1, 0) - 2 * value + At(-1, 0)) / (step * step);
        return _hasAnimals
            ? (
                first,
                (At(1, 1) - At(1, -1) - At(-1, 1) + At(-1, -1)) / (4 * step * step),
                (At(0, 1) - 2 * value + At(0, -1)) / (step * step)
            )
            : (first, 0, 0);
    }

    private double DegreesOfFreedom(double[] weights, double variance)
    {
        double byFirst = (Variance(weights, GradientStep, 0) - Variance(weights, -GradientStep, 0)) / (2 * GradientStep);
        double bySecond =
            _place[1] == 0 ? 0 : (Variance(weights, 0, GradientStep) - Variance(weights, 0, -GradientStep)) / (2 * GradientStep);
        (double first, double mixed, double second) = _curvature;
        // The covariance of (log sd, ratio) is the inverse of the negative curvature.
        double spread =
            _place[1] == 0
                ? -byFirst * byFirst / first
                : -(byFirst * byFirst * second - 2 * byFirst * bySecond * mixed + bySecond * bySecond * first)
                    / (first * second - mixed * mixed);
        return 2 * variance * variance / spread;
    }
}
