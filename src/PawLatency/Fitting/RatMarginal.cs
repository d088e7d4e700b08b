using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using PawLatency.Statistics;

namespace PawLatency.Fitting;

/// <summary>
/// The marginal likelihood of one rat: its effects integrated out by Laplace's approximation about their mode, or by adaptive Gauss-Hermite
/// quadrature with more nodes. Effects are standard normal numbers; a factor of the rat is exp(number x standard deviation).
/// </summary>
/// <remarks>
/// The curvature is that of Gauss and Newton: second derivatives of the predictions are left out, so it is always positive. With more nodes
/// the integral does not depend on it.
/// </remarks>
internal sealed class RatMarginal(FitRat rat, int nodes)
{
    private const int MostSteps = 60;
    private const double Near = 1e-11,
        Step = 1e-3,
        DensityStep = 1e-4;

    private static readonly GaussHermite[] Rules = [.. Enumerable.Range(0, 41).Select(order => new GaussHermite(Math.Max(order, 2)))];

    private readonly RatDensity _density = new(rat);

    public FitRat Rat { get; } = rat;

    /// <summary>The mode of the effects and what belongs to it.</summary>
    /// <param name="scene">A point of the search.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="withParameters">Whether derivatives by all parameters are needed.</param>
    public RatPoint Mode(FitScene scene, double[] start, bool withParameters)
    {
        RatPoint point = Evaluate(scene, start, withParameters);
        for (int step = 0; step < MostSteps && point.Effects.Length > 0; step++)
        {
            double[] move = point.Solve(point.Gradient);
            if (Dot(move, point.Gradient) < Near)
            {
                break;
            }

            RatPoint? better = null;
            for (double length = 1; better is null && length > 1e-6; length /= 2)
            {
                double along = length;
                RatPoint next = Evaluate(scene, [.. point.Effects.Zip(move, (place, by) => place + along * by)], withParameters);
                better = next.Log >= point.Log - 1e-12 * Math.Abs(point.Log) ? next : null;
            }

            if (better is null)
            {
                break;
            }

            point = better;
        }

        return point;
    }

    /// <summary>The logarithm of the marginal likelihood.</summary>
    public double Log(FitScene scene, RatPoint mode) =>
        nodes == 1 || mode.Effects.Length == 0 ? mode.Log - mode.LogDeterminant / 2 : Grid(scene, mode, withParameters: false).Log;

    /// <summary>The gradient of the marginal likelihood.</summary>
    /// <param name="scene">The point of the search, with its neighbours.</param>
    /// <param name="mode">The mode there, with derivatives by the parameters.</param>
    public double[] Gradient(FitScene scene, RatPoint mode)
    {
        if (nodes > 1 && mode.Effects.Length > 0)
        {
            // Fisher's identity: the expected gradient of the whole density, given the data.
            (double _, RatPoint[] points, double[] weights) = Grid(scene, mode, withParameters: true);
            double[] sum = new double[scene.Space.Coordinates.Count];
            for (int node = 0; node < points.Length; node++)
            {
                double[] part = Direct(scene, points[node]);
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += weights[node] * part[i];
                }
            }

            return sum;
        }

        // At the mode the density does not change with the effects; what is left is the determinant, along the mode's own path.
        double[] gradient = Direct(scene, mode);
        for (int i = 0; i < gradient.Length && mode.Effects.Length > 0; i++)
        {
            double up = LogDeterminantBeside(scene, scene.Beside(i, 1), i, mode),
                down = LogDeterminantBeside(scene, scene.Beside(i, -1), i, mode);
            gradient[i] -= (up - down) / (4 * Step);
        }

        return gradient;
    }

    /// <summary>The step of the neighbours of a scene.</summary>
    public static double NeighbourStep => Step;

    private double LogDeterminantBeside(FitScene scene, FitScene beside, int coordinate, RatPoint mode)
    {
        RatPoint first = scene.SharesPredictions(coordinate)
            ? Evaluate(beside, mode.Effects, mode.Prediction)
            : Evaluate(beside, mode.Effects, withParameters: false);
        double[] move = first.Solve(first.Gradient);
        double length = Dot(move, move);
        if (length == 0)
        {
            return first.LogDeterminant;
        }

        RatPoint second = Evaluate(beside, [.. mode.Effects.Zip(move, (place, by) => place + by)], withParameters: false);
        double rest = Dot(second.Solve(second.Gradient), move) / length;
        return second.LogDeterminant + rest * (second.LogDeterminant - first.LogDeterminant);
    }

    private (double Log, RatPoint[] Points, double[] Weights) Grid(FitScene scene, RatPoint mode, bool withParameters)
    {
        int effects = mode.Effects.Length;
        GaussHermite rule = Rules[nodes];
        // Upper triangle with H = U' U, so that effects = mode + inverse of U x.
        Matrix<double> upper = mode.Factor!.Factor.Transpose();
        int count = (int)Math.Pow(nodes, effects);
        var points = new RatPoint[count];
        double[] logs = new double[count];
        for (int node = 0; node < count; node++)
        {
            double[] away = new double[effects];
            for (int effect = 0, rest = node; effect < effects; effect++, rest /= nodes)
            {
                double place = rule.Nodes[rest % nodes];
                away[effect] = Constants.Sqrt2 * place;
                logs[node] += Math.Log(rule.Weights[rest % nodes]) + place * place;
            }

            Vector<double> shift = upper.Solve(Vector<double>.Build.DenseOfArray(away));
            points[node] = Evaluate(scene, [.. mode.Effects.Zip(shift, (at, by) => at + by)], withParameters);
            logs[node] += points[node].Log;
        }

        double highest = logs.Max(),
            total = logs.Sum(log => Math.Exp(log - highest));
        double whole = highest + Math.Log(total) - mode.LogDeterminant / 2 - effects * Math.Log(Math.PI) / 2;
        return (whole, points, [.. logs.Select(log => Math.Exp(log - highest) / total)]);
    }

    // The gradient of the density of data and effects, the effects held.
    private double[] Direct(FitScene scene, RatPoint point)
    {
        int[] moving = scene.Moving[Rat.Group],
            effects = scene.Effects[Rat.Group];
        double[] gradient = new double[scene.Space.Coordinates.Count],
            scores = point.Density.Gradient;
        for (int i = 0; i < gradient.Length; i++)
        {
            FitCoordinate coordinate = scene.Space.Coordinates[i];
            int slope =
                coordinate.Kind == CoordinateKind.Parameter ? Array.IndexOf(moving, i)
                : coordinate.Kind == CoordinateKind.Variation ? Array.IndexOf(effects, coordinate.Place)
                : 0;
            gradient[i] = coordinate.Kind switch
            {
                CoordinateKind.Baseline => scores.Sum(),
                CoordinateKind.Parameter => slope < 0 ? 0 : Along(point.Prediction.Slopes[effects.Length + slope], scores),
                _ when coordinate.Place < GroupModel.EffectCount => slope < 0
                    ? 0
                    : Along(point.Prediction.Slopes[slope], scores) * point.Effects[slope] * scene.Point.Sds[coordinate.Place],
                _ => BySd(scene, point, coordinate.Place),
            };
        }

        return gradient;
    }

    private double Along(double[] slopes, double[] scores)
    {
        double sum = 0;
        for (int trial = 0; trial < scores.Length; trial++)
        {
            sum += scores[trial] * slopes[Rat.Trials[trial].Time];
        }

        return sum;
    }

    private double BySd(FitScene scene, RatPoint point, int place)
    {
        double At(double by)
        {
            LogSds sds = scene.Point.LogSds;
            double factor = Math.Exp(by);
            sds = place switch
            {
                4 => sds with { Rat = sds.Rat * factor },
                5 => sds with { Session = sds.Session * factor },
                _ => sds with { Trial = sds.Trial * factor },
            };
            return _density.At(point.Predicted, sds).Log;
        }

        return (At(DensityStep) - At(-DensityStep)) / (2 * DensityStep);
    }

    private RatPoint Evaluate(FitScene scene, double[] effects, bool withParameters)
    {
        int[] places = scene.Effects[Rat.Group];
        double[] logs = [.. places.Select((place, i) => effects[i] * scene.Point.Sds[place])];
        return Evaluate(scene, effects, scene.Models[Rat.Group].At(logs, withParameters));
    }

    private RatPoint Evaluate(FitScene scene, double[] effects, Prediction prediction)
    {
        double[] predicted = [.. Rat.Trials.Select(trial => prediction.Logs[trial.Time] + scene.Point.LogBaseline + trial.LogNovelty)];
        DensityPoint density = _density.At(predicted, scene.Point.LogSds);
        int count = effects.Length,
            trials = predicted.Length;
        int[] places = scene.Effects[Rat.Group];
        double[] gradient = [.. effects.Select(effect => -effect)];
        double[][] moves =
        [
            .. places.Select((place, i) => Rat.Trials.Select(trial => prediction.Slopes[i][trial.Time] * scene.Point.Sds[place]).ToArray()),
        ];
        double[,] curvature = new double[count, count];
        for (int row = 0; row < count; row++)
        {
            gradient[row] += Dot(moves[row], density.Gradient);
            curvature[row, row] += 1;
            for (int trial = 0; trial < trials; trial++)
            {
                double weighted = 0;
                for (int other = 0; other < trials; other++)
                {
                    weighted += density.Curvature[trial * trials + other] * moves[row][other];
                }

                for (int column = 0; column < count; column++)
                {
                    curvature[row, column] += weighted * moves[column][trial];
                }
            }
        }

        return new RatPoint(effects, density.Log - Dot(effects, effects) / 2, gradient, curvature, predicted, prediction, density);
    }

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
