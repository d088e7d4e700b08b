using MathNet.Numerics;
using PawLatency.Statistics;

namespace PawLatency.Fitting;

/// <summary>Standard deviations of the logarithm of latency: between rats, between sessions of a rat, between trials of a
/// session.</summary>
internal readonly record struct LogSds(double Rat, double Session, double Trial);

/// <summary>
/// The log density of a rat's trials for given predictions, and its first two derivatives by them: logarithms of latencies, normal around
/// the prediction with an effect of the rat, of the session and of the trial; a latency at the cutoff counts with the probability of one
/// at least as long. Effects of rat and session are integrated out.
/// </summary>
/// <remarks>
/// Where a session or a rat has no value at the cutoff the integral is exact; otherwise it is taken by adaptive Gauss-Hermite quadrature
/// (Pinheiro and Bates 1995, J Comput Graph Stat 4:12-35). Derivatives are expectations given the data (Louis 1982, J R Stat Soc B
/// 44:226-233). Left out: rounding to the resolution of the timer, which moves a latency by a twentieth of a second at most.
/// </remarks>
internal sealed class RatDensity
{
    private const int NodeCount = 11,
        MostSteps = 60;

    private static readonly GaussHermite Rule = new(NodeCount);

    private readonly FitTrial[] _trials;
    private readonly (int First, int Count, bool Censored)[] _sessions;
    private readonly bool _censored;

    /// <summary>Prepares the density of a rat.</summary>
    /// <param name="rat">The rat.</param>
    public RatDensity(FitRat rat)
    {
        _trials = rat.Trials;
        _censored = _trials.Any(trial => trial.Censored);
        int first = 0;
        var sessions = new List<(int, int, bool)>();
        foreach (IGrouping<int, FitTrial> session in _trials.GroupBy(trial => trial.Session))
        {
            int count = session.Count();
            sessions.Add((first, count, session.Any(trial => trial.Censored)));
            first += count;
        }

        _sessions = [.. sessions];
    }

    /// <summary>The density at predicted logarithms of latency, one for each trial.</summary>
    public DensityPoint At(ReadOnlySpan<double> predicted, LogSds sds)
    {
        double[] place = predicted.ToArray();
        return Integrate(place.Length, sds.Rat, _censored, shift => Sessions(place, shift, sds));
    }

    private DensityPoint Sessions(double[] predicted, double shift, LogSds sds)
    {
        var sum = new DensityPoint(predicted.Length);
        foreach ((int first, int count, bool censored) in _sessions)
        {
            // One trial of a session has the effects of both in one.
            bool alone = count == 1 || sds.Session == 0;
            double sd = alone ? Math.Sqrt(sds.Session * sds.Session + sds.Trial * sds.Trial) : sds.Trial;
            sum.Add(
                first,
                Integrate(count, alone ? 0 : sds.Session, censored, effect => Trials(predicted, first, count, shift + effect, sd))
            );
        }

        return sum;
    }

    private DensityPoint Trials(double[] predicted, int first, int count, double shift, double sd)
    {
        var point = new DensityPoint(count);
        for (int trial = 0; trial < count; trial++)
        {
            FitTrial one = _trials[first + trial];
            double above = (predicted[first + trial] + shift - one.Log) / sd;
            if (one.Censored)
            {
                (double log, double mills) = CensoredLikelihood.Tail(above);
                point.Log += log;
                point.Gradient[trial] = mills / sd;
                point.Curvature[trial * count + trial] = mills * (above + mills) / (sd * sd);
            }
            else
            {
                point.Log -= Constants.LogSqrt2Pi + Math.Log(sd) + above * above / 2;
                point.Gradient[trial] = -above / sd;
                point.Curvature[trial * count + trial] = 1 / (sd * sd);
            }
        }

        return point;
    }

    // Integrates a shared normal effect out of a density that is log-concave in it.
    private static DensityPoint Integrate(int count, double sd, bool censored, Func<double, DensityPoint> at)
    {
        if (sd == 0)
        {
            return at(0);
        }

        double effect = 0,
            curvature = 0,
            precision = 1 / (sd * sd);
        DensityPoint mode = at(0);
        for (int step = 0; step < MostSteps; step++)
        {
            curvature = precision + mode.Curvature.Sum();
            double move = (mode.Gradient.Sum() - effect * precision) / curvature;
            effect += move;
            mode = at(effect);
            // The nodes need not sit on the mode to the last digit.
            if (!censored || Math.Abs(move) < 1e-3 * sd)
            {
                break;
            }
        }

        curvature = precision + mode.Curvature.Sum();
        if (censored)
        {
            return Quadrature(count, sd, effect, curvature, at);
        }

        // Normal in the effect: the mode is the mean, and the gradient is linear in it.
        mode.Log -= effect * effect * precision / 2 + Math.Log(sd) + Math.Log(curvature) / 2;
        mode.Effect = effect;
        mode.Spread(1 / curvature);
        return mode;
    }

    private static DensityPoint Quadrature(int count, double sd, double mode, double curvature, Func<double, DensityPoint> at)
    {
        double scale = Math.Sqrt(2 / curvature);
        var points = new DensityPoint[NodeCount];
        double[] weights = new double[NodeCount];
        for (int node = 0; node < NodeCount; node++)
        {
            double effect = mode + scale * Rule.Nodes[node];
            points[node] = at(effect);
            points[node].Effect = effect;
            weights[node] =
                points[node].Log - effect * effect / (2 * sd * sd) + Math.Log(Rule.Weights[node]) + Rule.Nodes[node] * Rule.Nodes[node];
        }

        double highest = weights.Max(),
            total = weights.Sum(weight => Math.Exp(weight - highest));
        var sum = new DensityPoint(count) { Log = highest + Math.Log(total * scale / sd) - Constants.LogSqrt2Pi };
        for (int node = 0; node < NodeCount; node++)
        {
            sum.AddMean(points[node], Math.Exp(weights[node] - highest) / total);
        }

        for (int node = 0; node < NodeCount; node++)
        {
            sum.AddCovariance(points[node], Math.Exp(weights[node] - highest) / total);
        }

        return sum;
    }
}

/// <summary>A log density, its gradient and its curvature (the negative second derivatives) by predictions.</summary>
internal sealed class DensityPoint(int count)
{
    public double Log { get; set; }

    /// <summary>Expected value of the effect that was integrated out last.</summary>
    public double Effect { get; set; }

    public double[] Gradient { get; } = new double[count];

    /// <summary>Row by row.</summary>
    public double[] Curvature { get; } = new double[count * count];

    /// <summary>Adds an independent part, whose predictions begin at a place.</summary>
    public void Add(int first, DensityPoint part)
    {
        Log += part.Log;
        int size = part.Gradient.Length;
        for (int row = 0; row < size; row++)
        {
            Gradient[first + row] += part.Gradient[row];
            for (int column = 0; column < size; column++)
            {
                Curvature[(first + row) * count + first + column] += part.Curvature[row * size + column];
            }
        }
    }

    public void AddMean(DensityPoint node, double weight)
    {
        Effect += weight * node.Effect;
        for (int i = 0; i < count; i++)
        {
            Gradient[i] += weight * node.Gradient[i];
        }

        for (int i = 0; i < Curvature.Length; i++)
        {
            Curvature[i] += weight * node.Curvature[i];
        }
    }

    /// <summary>Subtracts what a node adds to the covariance of the gradient, whose mean is complete.</summary>
    public void AddCovariance(DensityPoint node, double weight)
    {
        for (int row = 0; row < count; row++)
        {
            double away = weight * (node.Gradient[row] - Gradient[row]);
            for (int column = 0; column < count; column++)
            {
                Curvature[row * count + column] -= away * (node.Gradient[column] - Gradient[column]);
            }
        }
    }

    /// <summary>The covariance of the gradient where it is linear in a normal effect of this variance.</summary>
    public void Spread(double variance)
    {
        double[] sums = [.. Enumerable.Range(0, count).Select(row => Curvature.AsSpan(row * count, count).ToArray().Sum())];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
            {
                Curvature[row * count + column] -= variance * sums[row] * sums[column];
            }
        }
    }
}
