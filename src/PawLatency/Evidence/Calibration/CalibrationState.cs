namespace PawLatency.Evidence.Calibration;

/// <summary>Stage of a calibration.</summary>
internal enum CalibrationStage
{
    /// <summary>Global search.</summary>
    Search,

    /// <summary>Local search.</summary>
    Local,

    /// <summary>Sampling of plausible sets.</summary>
    Sampling,

    /// <summary>Search for the best set within the ranges of the plausible sets.</summary>
    Centre,

    /// <summary>Finished.</summary>
    Done,
}

/// <summary>State of a calibration, as saved in a checkpoint.</summary>
internal sealed record CalibrationState
{
    /// <summary>The arguments.</summary>
    public required string Arguments { get; init; }

    /// <summary>Start date, part of the source of the values.</summary>
    public required string Date { get; init; }

    /// <summary>The stage.</summary>
    public CalibrationStage Stage { get; init; }

    /// <summary>Completed steps of the stage: generations, rounds or blocks.</summary>
    public int Step { get; init; }

    /// <summary>Members of the global search, in the unit cube.</summary>
    public double[][] Members { get; init; } = [];

    /// <summary>Their costs.</summary>
    public double[] Costs { get; init; } = [];

    /// <summary>Best point so far, in the unit cube.</summary>
    public double[] Best { get; init; } = [];

    /// <summary>Its cost.</summary>
    public double BestCost { get; init; } = double.MaxValue;

    /// <summary>Temperature of the sampling, dimensionless; 0 before sampling.</summary>
    public double Temperature { get; init; }

    /// <summary>Evaluations used to train the emulator.</summary>
    public IReadOnlyList<Evaluation> Evaluations { get; init; } = [];

    /// <summary>Walkers on the emulated density.</summary>
    public ChainState? Walkers { get; init; }

    /// <summary>The Markov chains on the true density.</summary>
    public DelayedState? Chains { get; init; }

    /// <summary>Draws of the chains in the unit cube, ordered by step and then by chain.</summary>
    public IReadOnlyList<PlausibleSet> Sets { get; init; } = [];

    /// <summary>A subset of the draws: all chains at evenly spaced steps, including the last.</summary>
    /// <param name="count">Number of draws; all draws if there are fewer.</param>
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

/// <summary>A plausible parameter set.</summary>
/// <param name="Place">Position in the unit cube.</param>
/// <param name="Cost">Cost.</param>
internal sealed record PlausibleSet(double[] Place, double Cost);
