using MathNet.Numerics;
using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// Likelihood of the censored mixed model at given standard deviations, with the means of the cells at their maximum (it is concave in
/// them). A censored value contributes the probability of a longer latency. Values that are not censored leave a normal distribution of the
/// animal's effect in closed form; the censored ones are then integrated over it by adaptive Gauss-Hermite quadrature (Pinheiro and Bates
/// 1995, J Comput Graph Stat 4:12-35) with 25 nodes, with which more nodes change no result by 1e-9.
/// </summary>
internal sealed class CensoredLikelihood
{
    private const int NodeCount = 25,
        MostSteps = 200;
    private static readonly GaussHermite Rule = new(NodeCount);

    private readonly CellMeans _cells;
    private readonly int _mostCensored;
    private readonly double[] _means;
    private readonly double[] _gradient;
    private readonly double[] _trial;
    private readonly BlockMatrix _information;
    private readonly Node[] _nodes = new Node[NodeCount];
    private readonly double[] _scores;
    private readonly double[] _meanScores;
    private readonly double[] _covariances;
    private readonly double[] _effectCovariances;

    public CensoredLikelihood(CellMeans cells)
    {
        _cells = cells;
        int animals = cells.Starts.Length - 1;
        _mostCensored = Enumerable
            .Range(0, animals)
            .Max(animal =>
                Enumerable
                    .Range(cells.Starts[animal], cells.Starts[animal + 1] - cells.Starts[animal])
                    .Count(value => cells.Censored[value])
            );
        (_means, _gradient, _trial) = (new double[cells.Count], new double[cells.Count], new double[cells.Count]);
        _information = new BlockMatrix(cells.Blocks);
        (_scores, _meanScores, _effectCovariances) = (
            new double[NodeCount * _mostCensored],
            new double[_mostCensored],
            new double[_mostCensored]
        );
        _covariances = new double[_mostCensored * _mostCensored];
        int[] counts = new int[cells.Count];
        for (int value = 0; value < cells.Values.Length; value++)
        {
            _means[cells.Cells[value]] += cells.Values[value];
            counts[cells.Cells[value]]++;
        }

        for (int cell = 0; cell < counts.Length; cell++)
        {
            _means[cell] /= counts[cell];
        }
    }

    /// <summary>The means of the cells at the last maximum.</summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary>The information on the means at the last maximum, factored.</summary>
    public BlockMatrix Information => _information;

    /// <summary>The largest logarithm of the likelihood over the means, from where the last call left them.</summary>
    /// <param name="logResidualSd">Logarithm of the residual standard deviation.</param>
    /// <param name="ratio">Standard deviation between animals over the residual one.</param>
    public double Maximum(double logResidualSd, double ratio)
    {
        double sd = Math.Exp(logResidualSd),
            value = Evaluate(_means, sd, ratio);
        for (int step = 0; step < MostSteps; step++)
        {
            if (!_information.Factor())
            {
                break;
            }

            double expected = 0,
                length = 1;
            _gradient.CopyTo(_trial, 0);
            _information.Solve(_trial);
            double[] move = [.. _trial];
            for (int cell = 0; cell < move.Length; cell++)
            {
                expected += move[cell] * _gradient[cell];
            }

            if (expected < 1e-20)
            {
                return value;
            }

            for (; length > 1e-10; length /= 2)
            {
                for (int cell = 0; cell < move.Length; cell++)
                {
                    _trial[cell] = _means[cell] + length * move[cell];
                }

                // Near the maximum rounding alone can make the value smaller.
                double next = Evaluate(_trial, sd, ratio);
                if (next >= value - 1e-11 * Math.Abs(value) - 1e-13)
                {
                    value = next;
                    _trial.CopyTo(_means, 0);
                    break;
                }
            }
        }

        throw new AnalysisException("The censored mixed model did not converge; there may be too few withdrawals before the cutoff.");
    }

    private double Evaluate(double[] means, double sd, double ratio)
    {
        double sum = 0;
        Array.Clear(_gradient);
        _information.Clear();
        for (int animal = 0; animal < _cells.Starts.Length - 1; animal++)
        {
            if (_cells.Starts[animal + 1] > _cells.Starts[animal])
            {
                sum += Animal(animal, means, sd, ratio);
            }
        }

        return sum;
    }

    private double Animal(int animal, double[] means, double sd, double ratio)
    {
        (int first, int last) = (_cells.Starts[animal], _cells.Starts[animal + 1]);
        double sumResiduals = 0,
            sumSquares = 0,
            count = 0;
        int censored = 0;
        for (int value = first; value < last; value++)
        {
            if (_cells.Censored[value])
            {
                censored++;
                continue;
            }

            double residual = (_cells.Values[value] - means[_cells.Cells[value]]) / sd;
            sumResiduals += residual;
            sumSquares += residual * residual;
            count++;
        }

        // The effect u is standard normal; the values that are not censored make it normal with this mean and variance.
        double variance = 1 / (1 + count * ratio * ratio),
            mean = variance * ratio * sumResiduals;
        double log =
            -count * (0.5 * Constants.LogSqrt2Pi * 2 + Math.Log(sd))
            + 0.5 * Math.Log(variance)
            - sumSquares / 2
            + mean * mean / (2 * variance);
        if (censored > 0)
        {
            (double more, mean, variance) = Integrate(first, last, means, sd, ratio, mean, variance, censored);
            log += more;
        }

        Accumulate(animal, means, sd, ratio, mean, variance);
        return log;
    }

    // The censored part over the effect; leaves moments of its scores, and gives the effect's mean and variance given all values.
    private (double Log, double Mean, double Variance) Integrate(
        int first,
        int last,
        double[] means,
        double sd,
        double ratio,
        double mean,
        double variance,
        int censored
    )
    {
        (double mode, double curvature) = Mode(first, last, means, sd, ratio, mean, variance);
        double scale = Math.Sqrt(2 / curvature),
            highest = double.NegativeInfinity;
        for (int k = 0; k < NodeCount; k++)
        {
            double effect = mode + scale * Rule.Nodes[k],
                log = -(effect - mean) * (effect - mean) / (2 * variance);
            int c = 0;
            for (int value = first; value < last; value++)
            {
                if (_cells.Censored[value])
                {
                    (double logTail, double mills) = Tail((means[_cells.Cells[value]] - _cells.Values[value]) / sd + ratio * effect);
                    log += logTail;
                    _scores[k * _mostCensored + c++] = mills;
                }
            }

            log += Math.Log(Rule.Weights[k]) + Rule.Nodes[k] * Rule.Nodes[k];
            _nodes[k] = new Node(effect, log);
            highest = Math.Max(highest, log);
        }

        double total = 0,
            first1 = 0;
        for (int k = 0; k < NodeCount; k++)
        {
            double weight = Math.Exp(_nodes[k].Weight - highest);
            _nodes[k] = _nodes[k] with { Weight = weight };
            total += weight;
            first1 += weight * _nodes[k].Effect;
        }

        double posterior = first1 / total,
            spread = Moments(total, posterior, censored);
        return (highest + Math.Log(total * scale) - 0.5 * Math.Log(2 * Math.PI * variance), posterior, spread);
    }

    private double Moments(double total, double posterior, int censored)
    {
        double spread = 0;
        Array.Clear(_meanScores);
        Array.Clear(_effectCovariances);
        Array.Clear(_covariances);
        for (int k = 0; k < NodeCount; k++)
        {
            double weight = _nodes[k].Weight / total;
            for (int c = 0; c < censored; c++)
            {
                _meanScores[c] += weight * _scores[k * _mostCensored + c];
            }
        }

        for (int k = 0; k < NodeCount; k++)
        {
            double weight = _nodes[k].Weight / total,
                effect = _nodes[k].Effect - posterior;
            spread += weight * effect * effect;
            for (int c = 0; c < censored; c++)
            {
                double score = _scores[k * _mostCensored + c] - _meanScores[c];
                _effectCovariances[c] += weight * effect * score;
                for (int d = 0; d <= c; d++)
                {
                    _covariances[c * _mostCensored + d] += weight * score * (_scores[k * _mostCensored + d] - _meanScores[d]);
                }
            }
        }

        return spread;
    }

    // Gradient and information of the means: expected second derivatives less the covariance of the scores, all given the data (Louis
    // 1982).
    private void Accumulate(int animal, double[] means, double sd, double ratio, double mean, double variance)
    {
        (int first, int last, int block) = (_cells.Starts[animal], _cells.Starts[animal + 1], _cells.GroupOf(animal));
        double perVariance = 1 / (sd * sd),
            shared = ratio * ratio * variance * perVariance;
        for (int i = first, c = 0; i < last; i++)
        {
            int row = _cells.Cells[i];
            double distance = (means[row] - _cells.Values[i]) / sd;
            _gradient[row] += (_cells.Censored[i] ? _meanScores[c] : -distance - ratio * mean) / sd;
            _information.Add(block, row, row, _cells.Censored[i] ? Curvature(c, distance, ratio) * perVariance : perVariance);
            for (int j = first, d = 0; j < last; j++)
            {
                double covariance = (_cells.Censored[i], _cells.Censored[j]) switch
                {
                    (false, false) => shared,
                    (true, true) => _covariances[Math.Max(c, d) * _mostCensored + Math.Min(c, d)] * perVariance,
                    (true, false) => -ratio * _effectCovariances[c] * perVariance,
                    _ => -ratio * _effectCovariances[d] * perVariance,
                };
                _information.Add(block, row, _cells.Cells[j], -covariance);
                d += _cells.Censored[j] ? 1 : 0;
            }

            c += _cells.Censored[i] ? 1 : 0;
        }
    }

    // Expectation of -d2 log tail / dz2 = m (z + m).
    private double Curvature(int c, double distance, double ratio)
    {
        double sum = 0,
            total = 0;
        for (int k = 0; k < NodeCount; k++)
        {
            double mills = _scores[k * _mostCensored + c];
            sum += _nodes[k].Weight * mills * (distance + ratio * _nodes[k].Effect + mills);
            total += _nodes[k].Weight;
        }

        return sum / total;
    }

    private (double Mode, double Curvature) Mode(int first, int last, double[] means, double sd, double ratio, double mean, double variance)
    {
        double effect = mean,
            curvature = 1 / variance;
        for (int step = 0; step < MostSteps; step++)
        {
            double slope = (mean - effect) / variance;
            curvature = 1 / variance;
            for (int value = first; value < last; value++)
            {
                if (_cells.Censored[value])
                {
                    double z = (means[_cells.Cells[value]] - _cells.Values[value]) / sd + ratio * effect,
                        mills = Tail(z).Mills;
                    slope += ratio * mills;
                    curvature += ratio * ratio * mills * (z + mills);
                }
            }

            double move = slope / curvature;
            effect += move;
            // The nodes need not sit on the mode to the last digit.
            if (Math.Abs(move) < 1e-5)
            {
                break;
            }
        }

        return (effect, curvature);
    }

    // log of the normal probability below z, and the normal density over it.
    internal static (double Log, double Mills) Tail(double z)
    {
        if (z < -25)
        {
            // Asymptotic: the next term is below 1e-12 of this.
            double s = 1 / (z * z),
                series = 1 - s * (1 - s * (3 - s * (15 - s * 105)));
            return (-z * z / 2 - Constants.LogSqrt2Pi - Math.Log(-z) + Math.Log(series), -z / series);
        }

        double probability = SpecialFunctions.Erfc(-z / Constants.Sqrt2) / 2;
        return (Math.Log(probability), Math.Exp(-z * z / 2) / (Constants.Sqrt2Pi * probability));
    }

    private readonly record struct Node(double Effect, double Weight);
}
