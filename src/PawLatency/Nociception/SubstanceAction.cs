namespace PawLatency.Nociception;

/// <summary>What a substance does per ng/mL at the effect site of one rat.</summary>
/// <param name="PerAgonistDissociation">1 / KA, mL/ng.</param>
/// <param name="Efficacy">tau: stimulus of the occupied receptor.</param>
/// <param name="Adaptation">What the occupied receptor counts for adaptation; tau, but for drugs and rats that adapt otherwise.</param>
/// <param name="ToleranceShare">c: share of tolerance that it meets.</param>
/// <param name="PerAntagonistDissociation">1 / KB, mL/ng.</param>
/// <param name="PerNmdaHalfInhibition">1 / IC50 at the NMDA gate, mL/ng.</param>
/// <param name="Excitation">Direct excitation, mL/ng.</param>
internal readonly record struct SubstanceAction(
    double PerAgonistDissociation,
    double Efficacy,
    double Adaptation,
    double ToleranceShare,
    double PerAntagonistDissociation,
    double PerNmdaHalfInhibition,
    double Excitation
);
