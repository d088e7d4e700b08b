using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace PawLatency.Evidence;

/// <summary>
/// The cost of an objective by an emulator of its values. Each value goes through the penalty of its own judgement, averaged over the
/// error that the emulator expects to make there, so the steps of the penalty become slopes where the emulator cannot tell the sides apart.
/// </summary>
internal sealed class EmulatedCost
{
    // Points this far above the lowest cost, in units of the temperature for each parameter, have half a weight in the fit.
    private const double HalfWeight = 1.5;

    // Beyond this share of the points the polynomial is not trusted, and the cost rises.
    private const double TrustedShare = 0.95;

    private readonly Objective _objective;
    private readonly Emulator _emulator;
    private readonly PenaltyTable[] _penalties;
    private readonly bool[] _promised;
    private readonly double[][]? _shape;
    private readonly double[] _centre;
    private readonly double _trusted, _temperature;

    private EmulatedCost(Objective objective, Emulator emulator, PenaltyTable[] penalties, bool[] promised, double[][] points, double temperature)
    {
        (_objective, _emulator, _penalties, _promised, _temperature) = (objective, emulator, penalties, promised, temperature);
        int dimension = points[0].Length;
        _centre = [.. Enumerable.Range(0, dimension).Select(axis => points.Average(point => point[axis]))];
        // The first look, to both sides on each axis, says nothing of how far the emulator holds.
        if (points.Length <= 3 * dimension)
        {
            return;
        }

        Matrix<double> deviations = Matrix<double>.Build.Dense(points.Length, dimension, (i, axis) => points[i][axis] - _centre[axis]);
        Matrix<double> covariance = Matrix<double>.Build.Dense(dimension, dimension, (row, column) => deviations.Column(row) * deviations.Column(column) / points.Length + (row == column ? 1e-8 : 0));
        _shape = covariance.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(dimension)).ToRowArrays();
        double[] distances = [.. points.Select(Distance).Order()];
        _trusted = distances[(int)(TrustedShare * (distances.Length - 1))];
    }

    /// <summary>Fits an emulator to evaluations.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="bands">Its judgements, with their weights.</param>
    /// <param name="evaluations">What was evaluated.</param>
    /// <param name="temperature">Temperature of the density that is drawn from; dimensionless.</param>
    /// <param name="threads">Threads, or null for all; without influence on the result.</param>
    public static EmulatedCost Fit(
        Objective objective, IReadOnlyList<(Judgement? Judgement, double Weight)> bands, IReadOnlyList<Evaluation> evaluations, double temperature, int? threads)
    {
        double lowest = evaluations.Min(evaluation => evaluation.Cost), half = HalfWeight * 2 * temperature * objective.Free.Count;
        double[] weights = [.. evaluations.Select(evaluation => 1 / (1 + Math.Pow((evaluation.Cost - lowest) / half, 2)))];
        PenaltyTable[] exact = [.. bands.Select(band => new PenaltyTable(band.Judgement, band.Weight, 0))];
        double[][] points = [.. evaluations.Select(evaluation => evaluation.Place)];
        double[][] values = [.. evaluations.Select(evaluation => evaluation.Values.Select((value, i) => exact[i].Bounded(value)).ToArray())];
        var emulator = Emulator.Fit(points, values, weights, threads);
        PenaltyTable[] penalties = [.. bands.Select((band, i) => new PenaltyTable(band.Judgement, band.Weight, emulator.Errors[i]))];
        return new EmulatedCost(objective, emulator, penalties, [.. bands.Select(band => Objective.IsPromised(band.Weight))], points, temperature);
    }

    /// <summary>The emulated cost at a place of the unit cube.</summary>
    public double At(double[] place) => At(place, withPromised: true);

    /// <summary>The cost at a place of the unit cube, the promised terms computed and the others emulated.</summary>
    public double WithPromisedComputed(double[] place) => At(place, withPromised: false) + _objective.PromisedCost(place);

    private double At(double[] place, bool withPromised)
    {
        double cost = _objective.Pull(place);
        double[] values = _emulator.Predict(place);
        for (int i = 0; i < values.Length; i++)
        {
            cost += withPromised || !_promised[i] ? _penalties[i].At(values[i]) : 0;
        }

        return _shape is null ? cost : cost + _temperature * Math.Max(0, Distance(place) - _trusted);
    }

    // Squared distance from the middle of the points, in their standard deviations.
    private double Distance(double[] place)
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
        }

        return sum;
    }
}

/// <summary>The weighted penalty of a judgement as a function of its value, averaged over a normal error of the value.</summary>
internal sealed class PenaltyTable
{
    // How far beyond its band a value is followed, in errors: further off it costs the same.
    private const double Reach = 4;

    private const int NodesPerError = 20, MostNodes = 4000, Quantiles = 15;

    private readonly double _from, _step;
    private readonly double[] _penalties;
    private readonly bool _failsLow;

    public PenaltyTable(Judgement? judgement, double weight, double error)
    {
        // Without a band: nothing was judged at the best place, and nothing is known.
        if (judgement is null || (double.IsInfinity(judgement.Low) && double.IsInfinity(judgement.High)))
        {
            (_step, _penalties) = (1, [judgement is null ? weight * Objective.FailedPenalty : 0]);
            return;
        }

        double reach = Reach * judgement.Scale;
        _failsLow = double.IsFinite(judgement.Low);
        _from = (_failsLow ? judgement.Low : judgement.High) - reach;
        double to = (double.IsFinite(judgement.High) ? judgement.High : judgement.Low) + reach;
        int nodes = (int)Math.Min(MostNodes, Math.Ceiling((to - _from) / judgement.Scale * NodesPerError)) + 1;
        _step = (to - _from) / (nodes - 1);
        double[] shifts = error > 0 ? [.. Enumerable.Range(0, Quantiles).Select(i => error * Normal.InvCDF(0, 1, (i + 0.5) / Quantiles))] : [0];
        _penalties = [.. Enumerable.Range(0, nodes).Select(node => weight * shifts.Average(shift => Objective.Penalty(judgement with { Value = _from + node * _step + shift })))];
    }

    /// <summary>A value within reach of the band; one that is absent fails, and lies as far off as is followed.</summary>
    public double Bounded(double value) => double.IsNaN(value)
        ? (_failsLow ? _from : _from + _step * (_penalties.Length - 1))
        : Math.Clamp(value, _from, _from + _step * (_penalties.Length - 1));

    /// <summary>The penalty of a value.</summary>
    public double At(double value)
    {
        double node = Math.Clamp((value - _from) / _step, 0, _penalties.Length - 1);
        int below = Math.Min((int)node, Math.Max(0, _penalties.Length - 2));
        return _penalties.Length == 1 ? _penalties[0] : _penalties[below] + (node - below) * (_penalties[below + 1] - _penalties[below]);
    }
}
