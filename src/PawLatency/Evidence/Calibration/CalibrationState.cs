namespace PawLatency.Evidence.Calibration;

/// <summary>How far a calibration has come.</summary>
internal enum CalibrationStage
{
    /// <summary>Global search.</summary>
    Search,

    /// <summary>Local search.</summary>
    Local,

    /// <summary>Sampling of plausible sets.</summary>
    Sampling,

    /// <summary>The best set is brought inside the ranges of the plausible sets.</summary>
    Centre,

    /// <summary>Finished.</summary>
    Done,
}

/// <summary>All a calibration needs to go on; what a checkpoint holds.</summary>
internal sealed record CalibrationState
{
    /// <summary>What was asked for.</summary>
    public required string Arguments { get; init; }

    /// <summary>Date of the beginning; it goes into the source of the numbers.</summary>
    public required string Date { get; init; }

    /// <summary>The stage.</summary>
    public CalibrationStage Stage { get; init; }

    /// <summary>Steps of the stage that are done: generations, rounds or blocks.</summary>
    public int Step { get; init; }

    /// <summary>Members of the global search, in the unit cube.</summary>
    public double[][] Members { get; init; } = [];

    /// <summary>Their costs.</summary>
    public double[] Costs { get; init; } = [];

    /// <summary>Best place so far, in the unit cube.</summary>
    public double[] Best { get; init; } = [];

    /// <summary>Its cost.</summary>
    public double BestCost { get; init; } = double.MaxValue;

    /// <summary>Temperature of the sampling, 0 before it; dimensionless.</summary>
    public double Temperature { get; init; }

    /// <summary>What the emulator of the sampling learns from.</summary>
    public IReadOnlyList<Evaluation> Evaluations { get; init; } = [];

    /// <summary>Walkers on the emulated density.</summary>
    public ChainState? Walkers { get; init; }

    /// <summary>The Markov chains on the true density.</summary>
    public DelayedState? Chains { get; init; }

    /// <summary>What the chains drew, in the unit cube: those of one step stand together, in the order of the chains.</summary>
    public IReadOnlyList<PlausibleSet> Sets { get; init; } = [];

    /// <summary>Some of the draws: those of all chains at steps that are evenly spread, the last among them.</summary>
    /// <param name="count">How many; all where there are no more.</param>
    public IReadOnlyList<PlausibleSet> Spread(int count)
    {
        int chains = Chains?.Positions.Length ?? 1,
            steps = Sets.Count / chains,
            taken = Math.Min(steps, (count + chains - 1) / chains);
        return
        [
            .. Enumerable
                .Range(1, taken)
                .Select(i => (int)((long)i * steps / taken) - 1)
                .SelectMany(step => Sets.Skip(step * chains).Take(chains))
                .Take(count),
        ];
    }
}

/// <summary>A plausible set.</summary>
/// <param name="Place">Place in the unit cube.</param>
/// <param name="Cost">Cost.</param>
internal sealed record PlausibleSet(double[] Place, double Cost);
