using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace PawLatency.Evidence.Calibration;

/// <summary>
/// Cost of an objective computed from emulated values. The penalty of each judgement is averaged over the expected error of the emulator,
/// so steps of the penalty become slopes where the emulator is uncertain.
/// </summary>
internal sealed class EmulatedCost
{
    // Points this far above the lowest cost, in units of temperature per parameter, have half weight in the fit.
    private const double HalfWeight = 1.5;

    // Outside this share of the points the polynomial is unreliable, and the cost is raised.
    private const double TrustedShare = 0.95;

    // The worst emulated terms are computed exactly before a point is proposed, until the error variance of the energy from the others is
    // below this limit, and at most this share of the terms.
    private const double MissedVariance = 0.5,
        MostComputed = 0.25;

    private readonly Objective _objective;
    private readonly Emulator _emulator;
    private readonly PenaltyTable[] _penalties;
    private readonly int[] _computed;
    private readonly bool[] _isComputed;
    private readonly double[][]? _shape;
    private readonly double[] _centre;
    private readonly double _trusted,
        _temperature;

    private EmulatedCost(
        Objective objective,
        IReadOnlyList<ObjectiveBand> bands,
        Emulator emulator,
        PenaltyTable[] penalties,
        int[] computed,
        double[][] points,
        double temperature
    )
    {
        (_objective, _emulator, _penalties, _computed, _temperature) = (objective, emulator, penalties, computed, temperature);
        _isComputed = [.. bands.Select(band => computed.Contains(band.Term))];
        int dimension = points[0].Length;
        _centre = [.. Enumerable.Range(0, dimension).Select(axis => points.Average(point => point[axis]))];
        // The first evaluations, on both sides of each axis, do not show how far the emulator is valid.
        if (points.Length <= 3 * dimension)
        {
            return;
        }

        Matrix<double> deviations = Matrix<double>.Build.Dense(points.Length, dimension, (i, axis) => points[i][axis] - _centre[axis]);
        Matrix<double> covariance = Matrix<double>.Build.Dense(
            dimension,
            dimension,
            (row, column) => deviations.Column(row) * deviations.Column(column) / points.Length + (row == column ? 1e-8 : 0)
        );
        _shape = covariance.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(dimension)).ToRowArrays();
        double[] distances = [.. points.Select(point => Distance(point, new double[dimension])).Order()];
        _trusted = distances[(int)(TrustedShare * (distances.Length - 1))];
    }

    /// <summary>Fits an emulator to evaluations.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="bands">Its judgements, with their weights.</param>
    /// <param name="evaluations">Evaluations of the objective.</param>
    /// <param name="temperature">Temperature of the sampled density, dimensionless.</param>
    /// <param name="threads">Threads, or null for all; does not affect the result.</param>
    public static EmulatedCost Fit(
        Objective objective,
        IReadOnlyList<ObjectiveBand> bands,
        IReadOnlyList<Evaluation> evaluations,
        double temperature,
        int? threads
    )
    {
        double lowest = evaluations.Min(evaluation => evaluation.Cost),
            half = HalfWeight * 2 * temperature * objective.Free.Count;
        double[] weights = [.. evaluations.Select(evaluation => 1 / (1 + Math.Pow((evaluation.Cost - lowest) / half, 2)))];
        PenaltyTable[] exact = [.. bands.Select(band => new PenaltyTable(band.Judgement, band.Weight, 0))];
        double[][] points = [.. evaluations.Select(evaluation => evaluation.Place)];
        double[][] values =
        [
            .. evaluations.Select(evaluation => evaluation.Values.Select((value, i) => exact[i].Bounded(value)).ToArray()),
        ];
        var emulator = Emulator.Fit(points, values, weights, threads);
        PenaltyTable[] penalties = [.. bands.Select((band, i) => new PenaltyTable(band.Judgement, band.Weight, emulator.Errors[i]))];
        double[] missed = Missed(bands, emulator, exact, penalties, points, values, weights);
        return new EmulatedCost(objective, bands, emulator, penalties, Worst(missed, 4 * temperature * temperature), points, temperature);
    }

    /// <summary>Indices of the worst emulated terms.</summary>
    public IReadOnlyList<int> Computed => _computed;

    // Variance over the points of the emulation error of each term.
    private static double[] Missed(
        IReadOnlyList<ObjectiveBand> bands,
        Emulator emulator,
        PenaltyTable[] exact,
        PenaltyTable[] penalties,
        double[][] points,
        double[][] values,
        double[] weights
    )
    {
        int terms = bands.Max(band => band.Term) + 1;
        double[] sums = new double[terms],
            squares = new double[terms];
        double total = weights.Sum();
        for (int i = 0; i < points.Length; i++)
        {
            double[] predicted = emulator.Predict(points[i]),
                missed = new double[terms];
            for (int band = 0; band < predicted.Length; band++)
            {
                missed[bands[band].Term] += exact[band].At(values[i][band]).Penalty - penalties[band].At(predicted[band]).Penalty;
            }

            for (int term = 0; term < terms; term++)
            {
                sums[term] += weights[i] / total * missed[term];
                squares[term] += weights[i] / total * missed[term] * missed[term];
            }
        }

        return [.. squares.Select((square, term) => square - sums[term] * sums[term])];
    }

    private static int[] Worst(double[] missed, double unit)
    {
        int[] ranked = [.. Enumerable.Range(0, missed.Length).OrderByDescending(term => missed[term]).ThenBy(term => term)];
        double left = missed.Sum();
        return
        [
            .. ranked
                .Take((int)(MostComputed * missed.Length))
                .TakeWhile(term =>
                {
                    bool isNeeded = left > MissedVariance * unit;
                    left -= missed[term];
                    return isNeeded;
                }),
        ];
    }

    /// <summary>The emulated cost at a point of the unit cube, and its gradient.</summary>
    /// <param name="place">The point.</param>
    /// <param name="gradient">Receives the derivatives.</param>
    public double At(double[] place, double[] gradient)
    {
        double cost = At(place, withComputed: true, out double[] slopes);
        for (int axis = 0; axis < place.Length; axis++)
        {
            gradient[axis] = _objective.Free[axis].PullSlope(place[axis]);
        }

        _emulator.AddGradient(place, slopes, gradient);
        return cost + Mistrust(place, gradient);
    }

    /// <summary>The cost at a point of the unit cube, with the worst emulated terms computed exactly.</summary>
    public double PartlyComputed(double[] place) =>
        At(place, withComputed: false, out _) + Mistrust(place, new double[place.Length]) + _objective.CostOf(place, _computed);

    private double At(double[] place, bool withComputed, out double[] slopes)
    {
        double cost = _objective.Pull(place);
        double[] values = _emulator.Predict(place);
        slopes = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (withComputed || !_isComputed[i])
            {
                (double penalty, slopes[i]) = _penalties[i].At(values[i]);
                cost += penalty;
            }
        }

        return cost;
    }

    // Grows with the squared distance from the centre of the points, in standard deviations, outside most of them.
    private double Mistrust(double[] place, double[] gradient)
    {
        double[] slope = new double[place.Length];
        double beyond = _shape is null ? 0 : Distance(place, slope) - _trusted;
        for (int axis = 0; axis < place.Length && beyond > 0; axis++)
        {
            gradient[axis] += _temperature * slope[axis];
        }

        return _temperature * Math.Max(0, beyond);
    }

    private double Distance(double[] place, double[] slope)
    {
        double[] away = [.. place.Zip(_centre, (value, centre) => value - centre)];
        double sum = 0;
        for (int row = 0; row < away.Length; row++)
        {
            double inner = 0;
            for (int column = 0; column < away.Length; column++)
            {
                inner += _shape![row][column] * away[column];
            }

            sum += away[row] * inner;
            slope[row] = 2 * inner;
        }

        return sum;
    }
}

/// <summary>Weighted penalty of a judgement as a function of its value, averaged over a normal error of the value.</summary>
internal sealed class PenaltyTable
{
    // Distance from the band, in errors, beyond which the penalty is constant.
    private const double Reach = 4;

    // Nodes per error of the band or of the emulator, whichever is finer.
    private const int NodesPerScale = 20,
        NodesPerError = 4,
        MostNodes = 20_000;

    // The emulator error is integrated over three standard deviations on each side, in this many steps per side.
    private const int Shifts = 40;

    private readonly double _from,
        _step;
    private readonly double[] _penalties;
    private readonly bool _failsLow;

    public PenaltyTable(Judgement? judgement, double weight, double error)
    {
        // No band: the best point could not be judged.
        if (judgement is null || (double.IsInfinity(judgement.Low) && double.IsInfinity(judgement.High)))
        {
            (_step, _penalties) = (1, [judgement is null ? weight * Objective.FailedPenalty : 0]);
            return;
        }

        double reach = Reach * judgement.Scale;
        _failsLow = double.IsFinite(judgement.Low);
        _from = (_failsLow ? judgement.Low : judgement.High) - reach;
        double to = (double.IsFinite(judgement.High) ? judgement.High : judgement.Low) + reach;
        double finest = Math.Min(judgement.Scale / NodesPerScale, error > 0 ? error / NodesPerError : double.PositiveInfinity);
        int nodes = (int)Math.Min(MostNodes, Math.Ceiling((to - _from) / finest)) + 1;
        _step = (to - _from) / (nodes - 1);
        double[] shifts = error > 0 ? [.. Enumerable.Range(-Shifts, 2 * Shifts + 1).Select(i => 3.0 * i / Shifts)] : [0];
        double[] shares = [.. shifts.Select(shift => Normal.PDF(0, 1, shift))];
        double all = weight / shares.Sum();
        double Averaged(double value) =>
            all * shifts.Select((shift, i) => shares[i] * Objective.Penalty(judgement with { Value = value + shift * error })).Sum();
        _penalties = [.. Enumerable.Range(0, nodes).Select(node => Averaged(_from + node * _step))];
    }

    /// <summary>Limits a value to the range of the penalty. An absent value fails with the largest distance.</summary>
    public double Bounded(double value) =>
        double.IsNaN(value)
            ? (_failsLow ? _from : _from + _step * (_penalties.Length - 1))
            : Math.Clamp(value, _from, _from + _step * (_penalties.Length - 1));

    /// <summary>The penalty of a value, and its slope there.</summary>
    public (double Penalty, double Slope) At(double value)
    {
        double node = (value - _from) / _step;
        if (!(node > 0 && node < _penalties.Length - 1))
        {
            return (_penalties[node > 0 ? ^1 : 0], 0);
        }

        // Cubic interpolation with slopes from the neighbouring nodes, so the slope is continuous.
        int below = (int)node,
            last = _penalties.Length - 1;
        double part = node - below,
            low = _penalties[below],
            rise = _penalties[below + 1] - low;
        double first = (_penalties[below + 1] - _penalties[Math.Max(0, below - 1)]) / 2,
            second = (_penalties[Math.Min(last, below + 2)] - low) / 2;
        double square = 3 * rise - 2 * first - second,
            cube = first + second - 2 * rise;
        return (low + part * (first + part * (square + part * cube)), (first + part * (2 * square + part * 3 * cube)) / _step);
    }
}
