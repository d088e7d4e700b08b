using PawLatency.Numerics;

namespace PawLatency.Nociception;

/// <summary>Action of a substance in rats, per ng/mL at the effect site.</summary>
/// <typeparam name="T">The scalar.</typeparam>
/// <param name="PerAgonistDissociation">1 / KA, mL/ng.</param>
/// <param name="Efficacy">tau: stimulus of the occupied receptor.</param>
/// <param name="Adaptation">Weight of the occupied receptor in adaptation; equal to tau except for drugs and rats that adapt
/// differently.</param>
/// <param name="ToleranceShare">c: share of tolerance that applies to it.</param>
/// <param name="PerAntagonistDissociation">1 / KB, mL/ng.</param>
/// <param name="PerNmdaHalfInhibition">1 / IC50 at the NMDA gate, mL/ng.</param>
/// <param name="Excitation">Direct excitation, mL/ng.</param>
internal readonly record struct SubstanceAction<T>(
    T PerAgonistDissociation,
    T Efficacy,
    T Adaptation,
    T ToleranceShare,
    T PerAntagonistDissociation,
    T PerNmdaHalfInhibition,
    T Excitation
)
    where T : struct, IScalar<T>;
