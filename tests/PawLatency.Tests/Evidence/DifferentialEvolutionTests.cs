using NUnit.Framework;
using PawLatency.Evidence.Calibration;

namespace PawLatency.Tests.Evidence;

/// <summary>The global search, on functions whose minimum is known.</summary>
[TestFixture]
public sealed class DifferentialEvolutionTests
{
    private static readonly double[] Minimum = [0.2, 0.9, 0.5, 0.05],
        Centre = [0.5, 0.5, 0.5, 0.5];

    [Test]
    public void Search_OfABowl_FindsItsMinimum()
    {
        (double[][] members, double[] costs) = Run(Bowl, 100, null);

        Assert.That(costs.Min(), Is.LessThan(1e-6));
        Assert.That(members[Array.IndexOf(costs, costs.Min())], Is.EqualTo(Minimum).Within(1e-3));
    }

    // Rastrigin's function: five local minima on each axis, so that a descent from the centre ends in the nearest.
    [Test]
    public void Search_OfManyPits_FindsTheDeepest()
    {
        static double Pits(double[] place, double bound) =>
            place
                .Zip(Minimum)
                .Sum(pair =>
                {
                    double x = 5 * (pair.First - pair.Second);
                    return x * x + 3 * (1 - Math.Cos(2 * Math.PI * x));
                });

        (double[][] members, double[] costs) = Run(Pits, 200, null);

        Assert.That(members[Array.IndexOf(costs, costs.Min())], Is.EqualTo(Minimum).Within(0.01));
    }

    [Test]
    public void Search_OnOneOrFourThreads_TakesTheSameCourse() =>
        Assert.That(Run(Bowl, 10, 4).Members, Is.EqualTo(Run(Bowl, 10, 1).Members));

    // What a bounded evaluation says beyond its bound is of no importance.
    [Test]
    public void Search_WithEvaluationsCutOffAtTheBound_TakesTheSameCourse()
    {
        static double Hasty(double[] place, double bound) => Bowl(place, bound) is var cost && cost > bound ? double.MaxValue : cost;

        Assert.That(Run(Hasty, 20, null).Members, Is.EqualTo(Run(Bowl, 20, null).Members));
    }

    [Test]
    public void Search_NeverLeavesTheCubeAndNeverLosesItsBest()
    {
        double[][] members = DifferentialEvolution.Initial(Centre, 12, 3);
        double[] costs = DifferentialEvolution.Evaluate(members, null, Bowl);
        Assert.That(members[0], Is.EqualTo(Centre), "the first member is the start");
        for (int generation = 1; generation <= 30; generation++)
        {
            double before = costs.Min();
            (members, costs) = DifferentialEvolution.Next(members, costs, generation, 3, null, Bowl);
            Assert.That(members.SelectMany(member => member), Is.All.InRange(0, 1));
            Assert.That(costs.Min(), Is.LessThanOrEqualTo(before));
        }
    }

    private static double Bowl(double[] place, double bound) => place.Zip(Minimum).Sum(pair => Math.Pow(pair.First - pair.Second, 2));

    private static (double[][] Members, double[] Costs) Run(Func<double[], double, double> cost, int generations, int? threads)
    {
        double[][] members = DifferentialEvolution.Initial(Centre, 24, 5);
        double[] costs = DifferentialEvolution.Evaluate(members, threads, cost);
        for (int generation = 1; generation <= generations; generation++)
        {
            (members, costs) = DifferentialEvolution.Next(members, costs, generation, 5, threads, cost);
        }

        return (members, costs);
    }
}
