using PawLatency.Numerics;

namespace PawLatency.Nociception;

/// <summary>Combined action of all substances at the effect site at one time: the input of the equations.</summary>
/// <typeparam name="T">The scalar.</typeparam>
/// <param name="Occupancy">U: sum of agonist concentrations over their dissociation constants.</param>
/// <param name="Efficacy">W: the same sum weighted by each agonist's efficacy tau.</param>
/// <param name="Adapting">Wa: the same sum, each agonist weighted by its adaptation at equal effect.</param>
/// <param name="ToleranceMet">The sum W, each agonist weighted by its share of tolerance.</param>
/// <param name="Antagonism">B: sum of antagonist concentrations over their dissociation constants.</param>
/// <param name="NmdaBlock">Sum of NMDA antagonist concentrations over their half-inhibition concentrations.</param>
/// <param name="Excitation">X: direct excitation of the fast pronociceptive state.</param>
internal readonly record struct Drive<T>(T Occupancy, T Efficacy, T Adapting, T ToleranceMet, T Antagonism, T NmdaBlock, T Excitation)
    where T : struct, IScalar<T>
{
    /// <summary>Share of the expression of all sensitization that interventions block, 0 to 1.</summary>
    public T ExpressionBlock { get; init; }

    /// <summary>Share of the expression of sensitization in withdrawal that interventions block, 0 to 1.</summary>
    public T WithdrawalExpressionBlock { get; init; }

    /// <summary>Share of the expression of slow tolerance that interventions block, 0 to 1.</summary>
    public T ToleranceExpressionBlock { get; init; }

    /// <summary>Share of the formation of slow sensitization that interventions block, 0 to 1.</summary>
    public T SensitizationFormationBlock { get; init; }

    /// <summary>Share of the stimulus that interventions block, at most 1; negative if they potentiate the opioid.</summary>
    public T StimulusBlock { get; init; }

    /// <summary>Share of the formation of tolerance that interventions block, 0 to 1.</summary>
    public T ToleranceFormationBlock { get; init; }

    /// <summary>Share of the direct excitation that interventions block, 0 to 1.</summary>
    public T ExcitationBlock { get; init; }

    /// <summary>Rise of the heat threshold by analgesic targets other than the mu receptor, C.</summary>
    public T ThresholdShiftC { get; init; }

    /// <summary>Change of the heat threshold by injured tissue, C, 0 or less.</summary>
    public T InjuryShiftC { get; init; }

    /// <summary>Share of that change that interventions block, 0 to 1.</summary>
    public T InjuryBlock { get; init; }
}
