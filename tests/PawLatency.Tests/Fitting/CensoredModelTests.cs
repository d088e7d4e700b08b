using MathNet.Numerics.Distributions;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Fitting;
using PawLatency.Statistics;

namespace PawLatency.Tests.Fitting;

/// <summary>Where the predictions are means of group and day, the likelihood is that of the censored mixed model.</summary>
[TestFixture]
public sealed class CensoredModelTests
{
    [Test]
    public void Likelihood_AtTheMeansOfTheCensoredMixedModel_IsItsLikelihood()
    {
        LatencyRow[] rows = [.. Rows()];
        var cells = new CellMeans(LatencyTable.Of(rows, SessionValue.Median, "s"));
        var likelihood = new CensoredLikelihood(cells);
        const double Sd = 0.14,
            Ratio = 0.9;
        double expected = likelihood.Maximum(Math.Log(Sd), Ratio);
        double[] means = likelihood.Means.ToArray();
        var sds = new LogSds(Ratio * Sd, 0, Sd);
        double sum = 0;
        for (int animal = 0; animal < cells.Starts.Length - 1; animal++)
        {
            int[] values = [.. Enumerable.Range(cells.Starts[animal], cells.Starts[animal + 1] - cells.Starts[animal])];
            FitTrial[] trials =
            [
                .. values.Select(value => new FitTrial(0, value, Math.Exp(cells.Values[value]), cells.Censored[value], 0)),
            ];
            sum += new RatDensity(new FitRat(0, "rat", trials)).At([.. values.Select(value => means[cells.Cells[value]])], sds).Log;
        }

        Assert.That(rows.Count(row => row.Censored), Is.GreaterThan(15));
        Assert.That(sum, Is.EqualTo(expected).Within(1e-5));
    }

    // Ten rats a group on five days, about a sixth at the cutoff.
    private static IEnumerable<LatencyRow> Rows()
    {
        double Draw(int group, int rat, int day) =>
            Normal.InvCDF(0, 1, (0.5 + (97 * group + 31 * rat + 57 * day + 13 * rat * day) % 101) / 101.0);
        foreach (int group in Enumerable.Range(0, 2))
        {
            foreach (int rat in Enumerable.Range(1, 10))
            {
                foreach (int day in Enumerable.Range(1, 5))
                {
                    double log =
                        Math.Log(10.5) + (group == 1 && day < 4 ? 0.5 : 0) + 0.13 * Draw(group, rat, 0) + 0.14 * Draw(group, rat, day);
                    yield return new LatencyRow(
                        group == 0 ? "saline" : "morphine",
                        $"{group}-{rat}",
                        day,
                        Math.Min(16, Math.Exp(log)),
                        Math.Exp(log) >= 16
                    );
                }
            }
        }
    }
}
