using NUnit.Framework;
using PawLatency.Pharmacology;

namespace PawLatency.Tests.Pharmacology;

public class CascadeTests
{
    [Test]
    public void Solve_SixEqualRates_IsTheErlangDensity()
    {
        CascadeSolution solution = Chain(0).Solve([1, 0, 0, 0, 0, 0], new double[6]);
        foreach (double time in new[] { 0.01, 0.5, 2.5, 10.0 })
        {
            // (2 t)^5 / 5! exp(-2 t), with nothing to cancel: a dozen roundings.
            double expected = Math.Pow(2 * time, 5) / 120 * Math.Exp(-2 * time);
            Assert.That(solution.At(5, time), Is.EqualTo(expected).Within(1e-14 * expected), $"{time} h");
        }
    }

    [TestCase(1e-15)]
    [TestCase(1e-12)]
    [TestCase(1e-9)]
    [TestCase(1e-6)]
    [TestCase(1e-4)]
    [TestCase(1e-3)]
    [TestCase(0.007)]
    [TestCase(0.025)]
    public void Solve_SixRatesAlmostEqual_IsTheErlangDensityOfTheirMeanToSecondOrder(double gap)
    {
        CascadeSolution solution = Chain(gap).Solve([1, 0, 0, 0, 0, 0], new double[6]);
        double[] rates = Rates(gap);
        double mean = rates.Average(),
            variance = rates.Average(rate => (rate - mean) * (rate - mean));
        foreach (double time in new[] { 0.5, 2.5, 5.0 })
        {
            // A divided difference of exp(-rate t) over six rates is the mean of its fifth derivative over the simplex they span: the
            // density at the mean times 1 + t^2 variance / 14, the next terms being gap^3 and gap^4 times powers of the 10 in rate x time.
            double product = rates.Take(5).Aggregate(1.0, (all, rate) => all * rate);
            double expected = product * Math.Pow(time, 5) / 120 * Math.Exp(-mean * time) * (1 + time * time * variance / 14);
            double next = Math.Pow(5 * gap * mean * time, 4) / 100;
            Assert.That(solution.At(5, time), Is.EqualTo(expected).Within((next + 1e-13) * expected), $"{time} h");
        }
    }

    [TestCase(0)]
    [TestCase(1e-9)]
    [TestCase(1e-3)]
    [TestCase(0.007)]
    [TestCase(0.025)]
    [TestCase(0.04)]
    [TestCase(0.3)]
    public void Solve_InTenPieces_EqualsSolvingOnce(double gap)
    {
        Cascade cascade = Chain(gap);
        double[] constant = [3, 0, 0, 1, 0, 0],
            state = [1, 0, 0, 0, 0, 0];
        CascadeSolution whole = cascade.Solve(state, constant);
        for (int piece = 1; piece <= 10; piece++)
        {
            CascadeSolution solution = cascade.Solve(state, constant);
            for (int compartment = 0; compartment < state.Length; compartment++)
            {
                state[compartment] = solution.At(compartment, 0.2);

                // Values are near 1. Rates 4 % apart are the worst: just too far from one another for a group of six, they cost
                // 1e-16 / (0.04^5 4!), and the ten pieces add up.
                Assert.That(
                    state[compartment],
                    Is.EqualTo(whole.At(compartment, 0.2 * piece)).Within(gap is 0.04 ? 1e-9 : 1e-12),
                    $"compartment {compartment}, piece {piece}"
                );
            }
        }
    }

    private static double[] Rates(double gap) => [.. Enumerable.Range(0, 6).Select(i => 2 * (1 + gap * i))];

    private static Cascade Chain(double gap) =>
        new([
            .. Rates(gap).Select((rate, i) => i == 0 ? new Compartment(rate) : new Compartment(rate, new Link(i - 1, Rates(gap)[i - 1]))),
        ]);
}
