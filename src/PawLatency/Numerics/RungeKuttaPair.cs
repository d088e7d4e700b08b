namespace PawLatency.Numerics;

/// <summary>The method: the coefficients of an explicit embedded pair whose last stage is the first of the next step.</summary>
/// <remarks>
/// The coefficients check themselves when the pair is made: row sums equal the nodes, weights sum to one, error weights to zero.
/// </remarks>
internal sealed class RungeKuttaPair
{
    private readonly double[] _nodes;
    private readonly double[][] _stages;
    private readonly double[] _error;
    private readonly double[] _dense;

    private RungeKuttaPair(string name, int order, double[] nodes, double[][] stages, double[] error, double[] dense)
    {
        (Name, Order, _nodes, _stages, _error, _dense) = (name, order, nodes, stages, error, dense);
        for (int stage = 0; stage < nodes.Length; stage++)
        {
            Require(stages[stage].Sum(), nodes[stage], $"row {stage}");
        }

        Require(error.Sum(), 0, "error weights");
        Require(dense.Sum(), 0, "dense weights");
    }

    /// <summary>The method of Dormand and Prince (1980, J Comput Appl Math 6:19-26), order 5 with an error estimate of order 4.</summary>
    /// <remarks>Dense output of order 4: Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, 2nd ed., II.6.</remarks>
    public static RungeKuttaPair DormandPrince54 { get; } =
        new(
            "Dormand-Prince 5(4)",
            order: 5,
            nodes: [0, 1 / 5d, 3 / 10d, 4 / 5d, 8 / 9d, 1, 1],
            stages:
            [
                [],
                [1 / 5d],
                [3 / 40d, 9 / 40d],
                [44 / 45d, -56 / 15d, 32 / 9d],
                [19372 / 6561d, -25360 / 2187d, 64448 / 6561d, -212 / 729d],
                [9017 / 3168d, -355 / 33d, 46732 / 5247d, 49 / 176d, -5103 / 18656d],
                [35 / 384d, 0, 500 / 1113d, 125 / 192d, -2187 / 6784d, 11 / 84d],
            ],
            error: [71 / 57600d, 0, -71 / 16695d, 71 / 1920d, -17253 / 339200d, 22 / 525d, -1 / 40d],
            dense:
            [
                -12715105075 / 11282082432d,
                0,
                87487479700 / 32700410799d,
                -10690763975 / 1880347072d,
                701980252875 / 199316789632d,
                -1453857185 / 822651844d,
                69997945 / 29380423d,
            ]
        );

    /// <summary>Name of the method.</summary>
    public string Name { get; }

    /// <summary>Order of the solution that is carried on.</summary>
    public int Order { get; }

    /// <summary>Number of stages, the reused one included.</summary>
    public int StageCount => _nodes.Length;

    /// <summary>Time of each stage as a fraction of the step.</summary>
    public ReadOnlySpan<double> Nodes => _nodes;

    /// <summary>Weights of the difference between the two solutions, one for each stage.</summary>
    public ReadOnlySpan<double> ErrorWeights => _error;

    /// <summary>Weights of the highest term of the dense output, one for each stage.</summary>
    public ReadOnlySpan<double> DenseWeights => _dense;

    /// <summary>Coefficients of one stage in terms of the stages before it. The last stage is the solution itself.</summary>
    /// <param name="stage">0 to <see cref="StageCount"/> - 1.</param>
    public ReadOnlySpan<double> Stage(int stage) => _stages[stage];

    private void Require(double sum, double expected, string what)
    {
        // Seven fractions of size up to 12 sum to within a few units in the last place of 12.
        if (Math.Abs(sum - expected) > 1e-14)
        {
            throw new InvalidOperationException($"{Name}: the {what} sum to {sum:R}, not {expected:R}. This is a fault of the library.");
        }
    }
}
