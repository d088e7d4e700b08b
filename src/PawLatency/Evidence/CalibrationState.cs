namespace PawLatency.Evidence;

/// <summary>How far a calibration has come.</summary>
internal enum CalibrationStage
{
    /// <summary>Global search.</summary>
    Search,

    /// <summary>Local search.</summary>
    Local,

    /// <summary>Sampling of plausible sets.</summary>
    Sampling,

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

    /// <summary>The Markov chains.</summary>
    public ChainState? Chains { get; init; }

    /// <summary>Plausible sets, in the unit cube; those of one block stand together, in the order of the chains.</summary>
    public IReadOnlyList<PlausibleSet> Sets { get; init; } = [];
}

/// <summary>A plausible set.</summary>
/// <param name="Place">Place in the unit cube.</param>
/// <param name="Cost">Cost.</param>
internal sealed record PlausibleSet(double[] Place, double Cost);
