using MathNet.Numerics;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Fitting;
using PawLatency.Nociception;

namespace PawLatency.Tests.Fitting;

[TestFixture]
public sealed class RatMarginalTests
{
    private static readonly FitPlan Plan = Laboratory.Plan(
        Laboratory.Pump(2, 11, variability: Variability.Standard with { Clearance = 0, SensitizationGain = 0 }) with
        {
            Assay = new Hargreaves { Cutoff = 15 },
        },
        "slow-tolerance-gain",
        "slow-sensitization-gain"
    );

    private static readonly FitData Data = FitData.Of(Plan.Study, Plan.Data);
    private static readonly FitSpace Space = new(Plan, Data, new Dictionary<string, double>());

    private static FitScene Scene(double[] point) => FitScene.At(Data, Space, point, 1, withNeighbours: true);

    private static FitRat Treated => Data.Rats.First(rat => Data.Groups[rat.Group].IsTreated && rat.Trials.Any(trial => trial.Censored));

    // A plain sum over a fine grid of both effects of the equations, and of the effect of the rat and of each session within.
    [Test]
    public void Marginal_OfARatWithCensoredTrials_EqualsTheBruteForceIntegral()
    {
        FitScene scene = Scene(Space.Start);
        FitRat rat = Treated;
        double brute = BruteForce(scene, rat);
        double Marginal(int nodes)
        {
            var marginal = new RatMarginal(rat, nodes);
            return marginal.Log(scene, marginal.Mode(scene, [0, 0], withParameters: false));
        }

        Assert.Multiple(() =>
        {
            Assert.That(Marginal(20), Is.EqualTo(brute).Within(1e-6));
            Assert.That(Marginal(9), Is.EqualTo(brute).Within(1e-4));
            Assert.That(Marginal(1), Is.EqualTo(brute).Within(0.05), "Laplace's approximation");
        });
    }

    // Laplace: the mode's path is followed with the curvature of Gauss and Newton and one correction. Seven nodes: the error of the
    // quadrature.
    // A standard error is made of gradients a hundred times as large.
    [TestCase(1, 3e-3)]
    [TestCase(7, 3e-3)]
    public void Gradient_OfThePopulation_EqualsADifferenceOfItsValue(int nodes, double tolerance)
    {
        Population population = Laboratory.Population(Plan with { Nodes = nodes });
        double[] point = [.. population.Space.Start.Select((at, i) => at + 0.05 * Math.Sin(i + 1))];
        double[] gradient = population.Evaluate(point).Gradient;
        Assert.Multiple(() =>
        {
            for (int i = 0; i < point.Length; i++)
            {
                double At(double by)
                {
                    double[] moved = [.. point];
                    moved[i] += by;
                    return population.Evaluate(moved, withGradient: false).Value;
                }

                const double Step = 0.01;
                double difference = (8 * (At(Step) - At(-Step)) - At(2 * Step) + At(-2 * Step)) / (12 * Step);
                Assert.That(
                    gradient[i],
                    Is.EqualTo(difference).Within(tolerance * Math.Max(1, Math.Abs(difference))),
                    population.Space.Coordinates[i].Name
                );
            }
        });
    }

    private static double BruteForce(FitScene scene, FitRat rat)
    {
        const double Reach = 6.25;
        const int Count = 51;
        double step = 2 * Reach / (Count - 1);
        double[] logs = new double[Count * Count];
        var places = Enumerable.Range(0, Count).Select(i => -Reach + i * step).ToArray();
        Parallel.For(
            0,
            Count * Count,
            index =>
            {
                (double first, double second) = (places[index / Count], places[index % Count]);
                double[] effects = [first * scene.Point.Sds[1], second * scene.Point.Sds[2]];
                Prediction prediction = scene.Models[rat.Group].At(effects, withParameters: false);
                double[] predicted = [.. rat.Trials.Select(trial => prediction.Logs[trial.Time] + scene.Point.LogBaseline)];
                logs[index] = Within(rat, predicted, scene.Point.LogSds) - (first * first + second * second) / 2;
            }
        );
        double highest = logs.Max();
        return highest + Math.Log(logs.Sum(log => Math.Exp(log - highest)) * step * step / (2 * Math.PI));
    }

    // The integrals over the effect of the rat and of each session, by the trapezoidal rule.
    private static double Within(FitRat rat, double[] predicted, LogSds sds)
    {
        double Sum(Func<double, double> log, double sd, int count)
        {
            const double Reach = 7;
            double step = 2 * Reach / (count - 1);
            double[] logs =
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i => -Reach + i * step)
                    .Select(place => log(sd * place) - place * place / 2 - Constants.LogSqrt2Pi),
            ];
            double highest = logs.Max();
            return highest + Math.Log(logs.Sum(one => Math.Exp(one - highest)) * step);
        }

        double Trial(int trial, double shift)
        {
            double above = (predicted[trial] + shift - rat.Trials[trial].Log) / sds.Trial;
            return rat.Trials[trial].Censored
                ? Math.Log(SpecialFunctions.Erfc(-above / Constants.Sqrt2) / 2)
                : -above * above / 2 - Math.Log(sds.Trial) - Constants.LogSqrt2Pi;
        }

        int[][] sessions =
        [
            .. Enumerable.Range(0, rat.Trials.Length).GroupBy(trial => rat.Trials[trial].Session).Select(session => session.ToArray()),
        ];
        return Sum(
            effect => sessions.Sum(session => Sum(other => session.Sum(trial => Trial(trial, effect + other)), sds.Session, 37)),
            sds.Rat,
            81
        );
    }
}
