using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace PawLatency.Evidence.Calibration;

/// <summary>
/// Convergence and effective sample size of Markov chains of one quantity (Vehtari, Gelman, Simpson, Carpenter
/// &amp; Buerkner 2021, Bayesian Anal 16:667): each chain is split in two halves and the draws are replaced by their normal scores.
/// </summary>
internal static class ChainDiagnostics
{
    private const int FewestDraws = 4;

    /// <summary>
    /// Rank-normalised split R-hat, the larger of the values for the draws and for their distances from the median. It is 1 if the halves
    /// of all chains agree in location and scale and larger otherwise; NaN with fewer than four draws in a half.
    /// </summary>
    /// <param name="chains">The draws of each chain, in equal numbers.</param>
    public static double RHat(IReadOnlyList<double[]> chains)
    {
        double[][] halves = Halves(chains);
        if (halves.Length == 0)
        {
            return double.NaN;
        }

        double median = halves.SelectMany(half => half).Median();
        double[][] folded = [.. halves.Select(half => half.Select(value => Math.Abs(value - median)).ToArray())];
        return Math.Max(Ratio(NormalScores(halves)), Ratio(NormalScores(folded)));
    }

    /// <summary>Effective number of independent draws for the bulk of the distribution; NaN with fewer than four draws in a half.</summary>
    /// <param name="chains">The draws of each chain, in equal numbers.</param>
    public static double EffectiveDraws(IReadOnlyList<double[]> chains)
    {
        double[][] halves = Halves(chains);
        if (halves.Length == 0)
        {
            return double.NaN;
        }

        double[][] scores = NormalScores(halves);
        int length = scores[0].Length,
            all = length * scores.Length;
        (double within, double pooled) = Variances(scores);
        double[] means = [.. scores.Select(half => half.Average())];
        double Correlation(int lag) =>
            1 - (within - scores.Select((half, i) => Covariance(half, means[i], lag)).Average() * length / (length - 1)) / pooled;

        // Geyer's initial monotone sequence of sums of two neighbouring lags (1992, Stat Sci 7:473).
        double sum = -1,
            last = double.PositiveInfinity;
        for (int lag = 0; lag + 1 < length; lag += 2)
        {
            double pair = Math.Min(last, (lag == 0 ? 1 : Correlation(lag)) + Correlation(lag + 1));
            if (!(pair > 0))
            {
                break;
            }

            sum += 2 * pair;
            last = pair;
        }

        // Upper limit, for antithetic chains.
        return all / Math.Max(sum, 1 / Math.Log10(all));
    }

    private static double[][] Halves(IReadOnlyList<double[]> chains)
    {
        int half = chains.Count == 0 ? 0 : chains[0].Length / 2;
        return half < FewestDraws ? [] : [.. chains.SelectMany(chain => new[] { chain[..half], chain[^half..] })];
    }

    private static double[][] NormalScores(double[][] chains)
    {
        double[] ranks = ArrayStatistics.RanksInplace([.. chains.SelectMany(chain => chain)], RankDefinition.Average);
        double[] scores = [.. ranks.Select(rank => Normal.InvCDF(0, 1, (rank - 0.375) / (ranks.Length + 0.25)))];
        return [.. scores.Chunk(chains[0].Length)];
    }

    private static double Ratio(double[][] chains)
    {
        (double within, double pooled) = Variances(chains);
        return within > 0 ? Math.Sqrt(pooled / within)
            : pooled > 0 ? double.PositiveInfinity
            : 1;
    }

    // Mean variance within chains, and the pooled variance estimate.
    private static (double Within, double Pooled) Variances(double[][] chains)
    {
        int length = chains[0].Length;
        double within = chains.Average(ArrayStatistics.Variance);
        return (within, within * (length - 1) / length + ArrayStatistics.Variance([.. chains.Select(chain => chain.Average())]));
    }

    private static double Covariance(double[] chain, double mean, int lag)
    {
        double sum = 0;
        for (int i = lag; i < chain.Length; i++)
        {
            sum += (chain[i] - mean) * (chain[i - lag] - mean);
        }

        return sum / chain.Length;
    }
}
