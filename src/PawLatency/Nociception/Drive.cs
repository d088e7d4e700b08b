using PawLatency.Numerics;

namespace PawLatency.Nociception;

/// <summary>What all substances at the effect site together do at one moment: the input of the equations.</summary>
/// <typeparam name="T">The scalar.</typeparam>
/// <param name="Occupancy">U: sum of agonist concentrations over their dissociation constants.</param>
/// <param name="Efficacy">W: the same sum weighted with each agonist's efficacy tau.</param>
/// <param name="Adapting">Wa: the same sum, each agonist weighted with how strongly it drives adaptation at equal effect.</param>
/// <param name="ToleranceMet">The sum W, each agonist weighted with the share of tolerance that it meets.</param>
/// <param name="Antagonism">B: sum of antagonist concentrations over their dissociation constants.</param>
/// <param name="NmdaBlock">Sum of NMDA antagonist concentrations over their half-inhibition concentrations.</param>
/// <param name="Excitation">X: direct excitation of the fast pronociceptive state.</param>
internal readonly record struct Drive<T>(T Occupancy, T Efficacy, T Adapting, T ToleranceMet, T Antagonism, T NmdaBlock, T Excitation)
    where T : struct, IScalar<T>
{
    /// <summary>Share of the expression of all sensitization that interventions take away, 0 to 1.</summary>
    public T ExpressionBlock { get; init; }

    /// <summary>Share of the expression of sensitization in withdrawal that interventions take away, 0 to 1.</summary>
    public T WithdrawalExpressionBlock { get; init; }

    /// <summary>Share of the expression of slow tolerance that interventions take away, 0 to 1.</summary>
    public T ToleranceExpressionBlock { get; init; }

    /// <summary>Share of the formation of slow sensitization that interventions take away, 0 to 1.</summary>
    public T SensitizationFormationBlock { get; init; }

    /// <summary>Share of the stimulus that interventions take away, at most 1; less than 0 where they strengthen the opioid.</summary>
    public T StimulusBlock { get; init; }

    /// <summary>Share of the formation of tolerance that interventions take away, 0 to 1.</summary>
    public T ToleranceFormationBlock { get; init; }

    /// <summary>Share of the direct excitation that interventions take away, 0 to 1.</summary>
    public T ExcitationBlock { get; init; }

    /// <summary>What targets that relieve pain by themselves add to the heat threshold, C.</summary>
    public T ThresholdShiftC { get; init; }

    /// <summary>What injured tissue adds to the heat threshold, C, 0 or less.</summary>
    public T InjuryShiftC { get; init; }

    /// <summary>Share of that which interventions take away, 0 to 1.</summary>
    public T InjuryBlock { get; init; }
}
