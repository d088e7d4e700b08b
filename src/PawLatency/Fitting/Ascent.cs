using MathNet.Numerics.LinearAlgebra;

namespace PawLatency.Fitting;

/// <summary>
/// Climbs to the maximum of a population within its limits: the method of Broyden, Fletcher, Goldfarb and Shanno with Powell's damping
/// and a projection on the limits (Nocedal and Wright 2006, Numerical Optimization, chapters 6 and 18). It begins with the sum of squares
/// of the rats' gradients for a curvature (Berndt, Hall, Hall and Hausman 1974), which is close already.
/// </summary>
/// <remarks>Of MathNet's own minimiser, the curvature at the end cannot be had, nor one given at the beginning.</remarks>
internal static class Ascent
{
    private const int MostSteps = 100,
        MostHalvings = 14;
    private const double LongestStep = 1,
        Ridge = 0.05;

    /// <summary>Climbs.</summary>
    /// <param name="population">The population.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="held">A coordinate that is held where it is, or -1.</param>
    /// <param name="near">Ends where this much more of the log likelihood can be expected.</param>
    /// <param name="curvature">Negative second derivatives to begin with; null where they are not known.</param>
    public static PopulationPoint Climb(Population population, double[] start, int held, double near, Matrix<double>? curvature = null)
    {
        PopulationPoint place = population.Evaluate(Within(population.Space, start));
        if (double.IsNegativeInfinity(place.Value))
        {
            return place;
        }

        Matrix<double> bend = curvature?.Clone() ?? OuterProducts(population, place);
        for (int step = 0; step < MostSteps; step++)
        {
            double[] move = Move(population.Space, place, bend, held);
            double expected = Dot(move, place.Gradient);
            if (expected < near || Uphill(population, place, move, expected) is not { } next)
            {
                break;
            }

            bend = Update(bend, place, next);
            place = next;
        }

        return place;
    }

    private static PopulationPoint? Uphill(Population population, PopulationPoint place, double[] move, double expected)
    {
        double length = Math.Min(1, LongestStep / move.Max(Math.Abs));
        for (int halving = 0; halving < MostHalvings; halving++, length /= halving < 3 ? 2 : 4)
        {
            double[] point = Within(population.Space, [.. place.Point.Zip(move, (at, by) => at + length * by)]);
            // The first is nearly always taken, so its gradient is asked for at once.
            PopulationPoint next = population.Evaluate(point, withGradient: halving == 0);
            if (next.Value >= place.Value + 1e-4 * length * expected)
            {
                return halving == 0 ? next : population.Evaluate(point);
            }
        }

        return null;
    }

    // Newton's step in the coordinates that are free: not held, and not pushed against a limit.
    private static double[] Move(FitSpace space, PopulationPoint place, Matrix<double> bend, int held)
    {
        int[] free =
        [
            .. Enumerable
                .Range(0, place.Point.Length)
                .Where(i =>
                    i != held
                    && !(place.Point[i] <= space.Coordinates[i].Low && place.Gradient[i] < 0)
                    && !(place.Point[i] >= space.Coordinates[i].High && place.Gradient[i] > 0)
                ),
        ];
        double[] move = new double[place.Point.Length];
        if (free.Length == 0)
        {
            return move;
        }

        Matrix<double> part = Matrix<double>.Build.Dense(free.Length, free.Length, (row, column) => bend[free[row], free[column]]);
        Vector<double> step = part.Solve(Vector<double>.Build.Dense(free.Length, i => place.Gradient[free[i]]));
        for (int i = 0; i < free.Length; i++)
        {
            move[free[i]] = double.IsFinite(step[i]) ? step[i] : 0;
        }

        return Dot(move, place.Gradient) > 0
            ? move
            : [.. place.Gradient.Select((slope, i) => i == held ? 0 : slope / Math.Max(1, bend[i, i]))];
    }

    private static Matrix<double> Update(Matrix<double> bend, PopulationPoint from, PopulationPoint to)
    {
        int count = from.Point.Length;
        Vector<double> step = Vector<double>.Build.Dense(count, i => to.Point[i] - from.Point[i]),
            change = Vector<double>.Build.Dense(count, i => from.Gradient[i] - to.Gradient[i]),
            bent = bend * step;
        double along = step * bent,
            seen = step * change;
        if (along <= 0)
        {
            return bend;
        }

        // Powell's damping keeps the curvature positive.
        double share = seen >= 0.2 * along ? 1 : 0.8 * along / (along - seen);
        Vector<double> damped = share * change + (1 - share) * bent;
        return bend - bent.OuterProduct(bent) / along + damped.OuterProduct(damped) / (step * damped);
    }

    private static Matrix<double> OuterProducts(Population population, PopulationPoint place)
    {
        int count = place.Point.Length;
        Matrix<double> sum = Matrix<double>.Build.Dense(
            count,
            count,
            (row, column) =>
                row != column ? 0
                : double.IsInfinity(population.Space.Coordinates[row].PriorSd) ? Ridge
                : Ridge + 1 / Math.Pow(population.Space.Coordinates[row].PriorSd, 2)
        );
        foreach (RatResultPart rat in place.Rats)
        {
            Vector<double> gradient = Vector<double>.Build.DenseOfArray(rat.Gradient);
            sum += gradient.OuterProduct(gradient);
        }

        return sum;
    }

    private static double[] Within(FitSpace space, double[] point) =>
        [.. point.Select((value, i) => Math.Clamp(value, space.Coordinates[i].Low, space.Coordinates[i].High))];

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
}
