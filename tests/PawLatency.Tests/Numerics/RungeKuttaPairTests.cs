using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

/// <summary>Order conditions of Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, 2nd ed., table II.2.2.</summary>
public class RungeKuttaPairTests
{
    // Sums of seven fractions of size up to 12: a few units in the last place of 12.
    private const double Rounding = 1e-14;
    private static readonly RungeKuttaPair Pair = RungeKuttaPair.DormandPrince54;
    private static readonly double[] Nodes = Pair.Nodes.ToArray();

    // The last stage is the solution, so its coefficients are the weights b; it has no weight on itself.
    private static readonly double[] Weights = [.. Pair.Stage(Pair.StageCount - 1), 0];

    [TestCase(0, 1.0)]
    [TestCase(1, 1.0 / 2)]
    [TestCase(2, 1.0 / 3)]
    [TestCase(3, 1.0 / 4)]
    [TestCase(4, 1.0 / 5)]
    public void Weights_QuadratureConditions_HoldToOrder5(int power, double expected)
    {
        double[] raised = Nodes.Select(c => Math.Pow(c, power)).ToArray();
        Assert.That(Dot(Weights, raised), Is.EqualTo(expected).Within(Rounding));
    }

    [Test]
    public void Weights_ConditionsOnNestedStages_HoldToOrder5()
    {
        double[] once = Apply(Nodes),
            squared = Apply([.. Nodes.Select(c => c * c)]);
        Assert.Multiple(() =>
        {
            Assert.That(Dot(Weights, once), Is.EqualTo(1.0 / 6).Within(Rounding));
            Assert.That(Dot(Weights, Times(Nodes, once)), Is.EqualTo(1.0 / 8).Within(Rounding));
            Assert.That(Dot(Weights, squared), Is.EqualTo(1.0 / 12).Within(Rounding));
            Assert.That(Dot(Weights, Apply(once)), Is.EqualTo(1.0 / 24).Within(Rounding));
            Assert.That(Dot(Weights, Times(once, once)), Is.EqualTo(1.0 / 20).Within(Rounding));
            Assert.That(Dot(Weights, Apply(Apply(once))), Is.EqualTo(1.0 / 120).Within(Rounding));
        });
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void ErrorWeights_DifferenceOfTwoSolutions_VanishesToOrder4(int power) =>
        Assert.That(Dot(Pair.ErrorWeights.ToArray(), [.. Nodes.Select(c => Math.Pow(c, power))]), Is.EqualTo(0).Within(Rounding));

    [Test]
    public void ErrorWeights_AtOrder5_SeeTheError() =>
        Assert.That(Math.Abs(Dot(Pair.ErrorWeights.ToArray(), [.. Nodes.Select(c => Math.Pow(c, 4))])), Is.GreaterThan(1e-4));

    [Test]
    public void Stages_RowSums_EqualTheNodes()
    {
        for (int stage = 0; stage < Pair.StageCount; stage++)
        {
            Assert.That(Pair.Stage(stage).ToArray().Sum(), Is.EqualTo(Nodes[stage]).Within(Rounding), $"stage {stage}");
        }
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static double[] Times(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a * b)];

    private static double[] Apply(double[] values) =>
        [.. Enumerable.Range(0, Pair.StageCount).Select(stage => Dot(Pair.Stage(stage).ToArray(), values))];
}
