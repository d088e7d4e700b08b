using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// The dose of half effect from a dose ladder: a logistic curve on the natural logarithm of dose from 0 to 100 %, with the interval on
/// that scale too, so that it is never below zero (Litchfield and Wilcoxon 1949, J Pharmacol Exp Ther 96:99-113, by maximum likelihood).
/// </summary>
/// <param name="Ed50">Dose of half effect, in the unit of the doses.</param>
/// <param name="Lower">Lower end of its 95 % interval, in the unit of the doses; 0 where it has none.</param>
/// <param name="Upper">Upper end of its 95 % interval, in the unit of the doses; infinite where it has none.</param>
/// <param name="Slope">Slope of the logistic on the natural logarithm of dose, dimensionless: the Hill coefficient.</param>
public sealed record LogisticDoseResponse(double Ed50, double Lower, double Upper, double Slope)
{
    private const int MostSteps = 500;

    /// <summary>Standard error of the natural logarithm of the ED50, dimensionless.</summary>
    public double LogError { get; private init; } = double.NaN;

    /// <summary>Its degrees of freedom, dimensionless; infinite for quantal effects.</summary>
    public double DegreesOfFreedom { get; private init; } = double.PositiveInfinity;

    /// <summary>The effect that the curve has at a dose, % of the maximum possible.</summary>
    /// <param name="dose">The dose, above 0, in the unit of the doses.</param>
    public double PercentAt(double dose) => 100 * Share(Slope * Math.Log(dose / Ed50));

    private static double Share(double logit) => 1 / (1 + Math.Exp(-logit));

    /// <summary>Fits graded effects by least squares (R: nls). The interval is that of t on the logarithm.</summary>
    /// <param name="doses">Dose of each animal, above 0, in any unit.</param>
    /// <param name="effectsPercent">Effect of each, percent of the maximum possible; may lie outside 0 to 100.</param>
    /// <exception cref="AnalysisException">There are fewer than three animals or two doses, a number is out of range, or no curve
    /// fits.</exception>
    public static LogisticDoseResponse FitGraded(ReadOnlySpan<double> doses, ReadOnlySpan<double> effectsPercent)
    {
        double[] x = Logarithms(doses, effectsPercent.Length, 3),
            y = effectsPercent.ToArray();
        if (y.Any(effect => !double.IsFinite(effect)))
        {
            throw new AnalysisException("An effect is not a finite number.");
        }

        // Parameters (slope, log ED50). Levenberg and Marquardt: the damping falls while the squares fall.
        double[] best = StartGraded(x, y);
        (double squares, Normal normal) = Graded(x, y, best);
        double damping = 1e-3;
        for (int step = 0; step < MostSteps && damping < 1e12; step++)
        {
            double[] move = normal.Solve(damping);
            double[] next = [best[0] + move[0], best[1] + move[1]];
            (double fewer, Normal there) = Graded(x, y, next);
            if (fewer <= squares)
            {
                (best, squares, normal, damping) = (next, fewer, there, damping / 10);
                if (Math.Abs(move[0]) + Math.Abs(move[1]) < 1e-12)
                {
                    break;
                }
            }
            else
            {
                damping *= 10;
            }
        }

        CheckInside(best, x);
        double freedom = x.Length - 2,
            error = Math.Sqrt(squares / freedom * normal.Variance),
            half = Probabilities.StudentTwoSidedQuantile(1 - LatencyTest.Confidence, freedom) * error;
        return new LogisticDoseResponse(Math.Exp(best[1]), Math.Exp(best[1] - half), Math.Exp(best[1] + half), best[0])
        {
            LogError = error,
            DegreesOfFreedom = freedom,
        };
    }

    /// <summary>Fits quantal effects by maximum likelihood (R: glm, binomial). The interval is Fieller's on the logarithm (Fieller 1954, J
    /// R Stat Soc B 16:175-185).</summary>
    /// <param name="doses">Doses, above 0, in any unit.</param>
    /// <param name="responding">Number of animals that respond to each.</param>
    /// <param name="tested">Number of animals tested with each.</param>
    /// <exception cref="AnalysisException">There are fewer than two doses, a number is out of range, or the doses part responders from
    /// others so that no slope fits.</exception>
    public static LogisticDoseResponse FitQuantal(ReadOnlySpan<double> doses, ReadOnlySpan<int> responding, ReadOnlySpan<int> tested)
    {
        double[] x = Logarithms(doses, responding.Length == tested.Length ? tested.Length : -1, 2);
        int[] y = responding.ToArray(),
            n = tested.ToArray();
        if (n.Zip(y).Any(pair => pair.First < 1 || pair.Second < 0 || pair.Second > pair.First))
        {
            throw new AnalysisException("The number that respond must be 0 to the number tested, which must be 1 or more.");
        }

        double intercept = 0,
            slope = 0,
            i00 = 0,
            i01 = 0,
            i11 = 0,
            determinant = 1;
        double center = x.Average();
        for (int step = 0; step < MostSteps; step++)
        {
            double g0 = 0,
                g1 = 0;
            (i00, i01, i11) = (0, 0, 0);
            for (int k = 0; k < x.Length; k++)
            {
                double d = x[k] - center,
                    p = Share(intercept + slope * d),
                    weight = n[k] * p * (1 - p),
                    residual = y[k] - n[k] * p;
                (g0, g1, i00, i01, i11) = (g0 + residual, g1 + residual * d, i00 + weight, i01 + weight * d, i11 + weight * d * d);
            }

            determinant = i00 * i11 - i01 * i01;
            double a = (i11 * g0 - i01 * g1) / determinant,
                b = (i00 * g1 - i01 * g0) / determinant;
            (intercept, slope) = (intercept + a, slope + b);
            if (!(Math.Abs(slope) < 1e3) || Math.Abs(a) + Math.Abs(b) < 1e-13 * (1 + Math.Abs(slope)))
            {
                break;
            }
        }

        if (!(Math.Abs(slope) is > 1e-8 and < 1e3) || !(determinant > 1e-20))
        {
            throw new AnalysisException(
                "No logistic curve fits: the response does not change with dose, or a dose parts all that respond from all that do not."
            );
        }

        return Fieller(center, intercept, slope, i11 / determinant, -i01 / determinant, i00 / determinant);
    }

    private static LogisticDoseResponse Fieller(double center, double intercept, double slope, double v00, double v01, double v11)
    {
        double z = Probabilities.StudentTwoSidedQuantile(1 - LatencyTest.Confidence, double.PositiveInfinity),
            log = -intercept / slope,
            g = z * z * v11 / (slope * slope);
        double ed50 = Math.Exp(center + log),
            error = Math.Sqrt(v00 + 2 * log * v01 + log * log * v11) / Math.Abs(slope);
        if (g >= 1)
        {
            // The slope is not different from zero: any dose may be the one of half effect.
            return new LogisticDoseResponse(ed50, 0, double.PositiveInfinity, slope) { LogError = error };
        }

        double middle = log + g / (1 - g) * (log + v01 / v11);
        double half = z / (Math.Abs(slope) * (1 - g)) * Math.Sqrt(v00 + 2 * log * v01 + log * log * v11 - g * (v00 - v01 * v01 / v11));
        return new LogisticDoseResponse(ed50, Math.Exp(center + middle - half), Math.Exp(center + middle + half), slope)
        {
            LogError = error,
        };
    }

    private static double[] Logarithms(ReadOnlySpan<double> doses, int values, int fewest)
    {
        double[] all = doses.ToArray();
        if (all.Length != values || all.Length < fewest || all.Distinct().Count() < 2)
        {
            throw new AnalysisException(
                $"A dose ladder needs at least {fewest} values at two doses or more, and as many effects as doses; there are "
                    + $"{all.Length} doses, {all.Distinct().Count()} different, and {Math.Max(0, values)} effects."
            );
        }

        return
        [
            .. all.Select(dose =>
                dose > 0 && double.IsFinite(dose)
                    ? Math.Log(dose)
                    : throw new AnalysisException(
                        FormattableString.Invariant(
                            $"A dose is {dose}; its logarithm needs a dose above 0. Animals without the drug are the baseline, not a dose."
                        )
                    )
            ),
        ];
    }

    // From a regression of the logits of the effects, kept inside 2 to 98 %.
    private static double[] StartGraded(double[] x, double[] y)
    {
        double[] logits = [.. y.Select(effect => Math.Clamp(effect, 2, 98) / 100).Select(p => Math.Log(p / (1 - p)))];
        double mean = x.Average(),
            slope = x.Zip(logits).Sum(pair => (pair.First - mean) * pair.Second) / x.Sum(value => (value - mean) * (value - mean));
        slope = Math.Abs(slope) < 0.05 ? 1 : slope;
        return [slope, Math.Clamp(mean - logits.Average() / slope, x.Min() - 2, x.Max() + 2)];
    }

    private static (double Squares, Normal Normal) Graded(double[] x, double[] y, double[] place)
    {
        double squares = 0,
            a = 0,
            b = 0,
            c = 0,
            ga = 0,
            gb = 0;
        for (int k = 0; k < x.Length; k++)
        {
            double p = Share(place[0] * (x[k] - place[1])),
                residual = y[k] - 100 * p,
                steep = 100 * p * (1 - p);
            double bySlope = steep * (x[k] - place[1]),
                byPlace = -steep * place[0];
            (squares, a, b, c) = (squares + residual * residual, a + bySlope * bySlope, b + bySlope * byPlace, c + byPlace * byPlace);
            (ga, gb) = (ga + bySlope * residual, gb + byPlace * residual);
        }

        return (squares, new Normal(a, b, c, ga, gb));
    }

    private static void CheckInside(double[] place, double[] x)
    {
        // Beyond a hundredfold outside the ladder the data say nothing of a half effect.
        if (
            !double.IsFinite(place[1])
            || Math.Abs(place[0]) < 1e-6
            || place[1] < x.Min() - Math.Log(100)
            || place[1] > x.Max() + Math.Log(100)
        )
        {
            throw new AnalysisException(
                FormattableString.Invariant(
                    $"No logistic curve fits: the dose of half effect would be {Math.Exp(place[1]):G3}, more than a hundredfold outside "
                ) + FormattableString.Invariant($"the ladder of {Math.Exp(x.Min()):G3} to {Math.Exp(x.Max()):G3}.")
            );
        }
    }

    // The normal equations of (slope, log ED50).
    private readonly record struct Normal(double A, double B, double C, double GradientA, double GradientB)
    {
        public double Variance => A / (A * C - B * B);

        public double[] Solve(double damping)
        {
            double a = A * (1 + damping),
                c = C * (1 + damping),
                determinant = a * c - B * B;
            return [(c * GradientA - B * GradientB) / determinant, (a * GradientB - B * GradientA) / determinant];
        }
    }
}
