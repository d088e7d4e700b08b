using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>A term of the equations that a target scales.</summary>
public enum TargetTerm
{
    /// <summary>The mu receptor; a block acts like a competitive antagonist.</summary>
    Receptor,

    /// <summary>The NMDA gate N: formation of tolerance and sensitization.</summary>
    NmdaGate,

    /// <summary>E: expression of all sensitization.</summary>
    Expression,

    /// <summary>Expression of sensitization in withdrawal, after the opioid has left an adapted receptor.</summary>
    WithdrawalExpression,

    /// <summary>Expression of slow tolerance.</summary>
    ToleranceExpression,

    /// <summary>Formation of slow sensitization, without tolerance.</summary>
    SensitizationFormation,

    /// <summary>Formation of tolerance, without sensitization.</summary>
    ToleranceFormation,

    /// <summary>Z: the opioid stimulus along its pathway; a negative share potentiates it.</summary>
    Stimulus,

    /// <summary>Fall of the heat threshold by injured tissue.</summary>
    Injury,

    /// <summary>X: excitation of the fast pronociceptive state that is not mediated by the mu receptor.</summary>
    Excitation,
}

/// <summary>A target of interventions, and the model terms that it scales.</summary>
/// <param name="Name">Name, for example "rvm".</param>
/// <param name="Compartment">Anatomical location.</param>
/// <param name="Description">Function.</param>
/// <param name="Terms">The terms it scales, and the share of each that is lost at full engagement, a fraction from 0 to 1; for
/// <see cref="TargetTerm.Stimulus"/> down to -10 (potentiation).</param>
/// <param name="Basis">Basis of this knowledge.</param>
/// <param name="Source">Citation.</param>
public sealed record Target(
    string Name,
    string Compartment,
    string Description,
    IReadOnlyList<(TargetTerm Term, double Share)> Terms,
    Basis Basis,
    string Source
)
{
    /// <summary>Name, for example "rvm".</summary>
    public string Name
    {
        get;
        init => field = Guard.Name(value, "name of the target", "name");
    } = Guard.Name(Name, "name of the target", "name");

    /// <summary>The terms it scales, each once.</summary>
    /// <exception cref="ArgumentException">A term is there twice, or its share is out of range.</exception>
    public IReadOnlyList<(TargetTerm Term, double Share)> Terms
    {
        get;
        init => field = Checked(value);
    } = Checked(Terms);

    /// <summary>
    /// Direct change of the heat threshold at full engagement, C: positive for analgesia, negative for injury (inflammation); null for a
    /// target that only scales terms.
    /// </summary>
    public SourcedNumber? ThresholdShiftC
    {
        get;
        init => field = NumberKeys.ThresholdShift.CheckStated(value);
    }

    /// <summary>Whether it is an injury, which lowers the threshold directly.</summary>
    internal bool IsInjury => ThresholdShiftC is { Value: < 0 };

    /// <summary>Its tissue, if it affects only assays of that tissue; null if it affects all assays.</summary>
    public string? Tissue { get; init; }

    /// <summary>The terms it scales, in words, each with its share where that is not all.</summary>
    public IReadOnlyList<string> Scales => [.. Terms.Select(TargetFile.Text)];

    /// <summary>Share of a term that is lost at full engagement, a fraction; 0 if the target does not carry it.</summary>
    /// <param name="term">The term.</param>
    internal double Share(TargetTerm term) => Terms.FirstOrDefault(one => one.Term == term).Share;

    /// <summary>Refuses a target that would do nothing.</summary>
    /// <exception cref="ArgumentException">It scales no term and shifts no threshold.</exception>
    internal Target CheckWhole() =>
        Terms.Count > 0 || ThresholdShiftC is not null
            ? this
            : throw new ArgumentException("A target that scales no term and shifts no threshold would do nothing.", "terms");

    private static (TargetTerm Term, double Share)[] Checked(IReadOnlyList<(TargetTerm Term, double Share)> terms)
    {
        foreach ((TargetTerm Term, double Share) term in terms)
        {
            string name = Enum.IsDefined(term.Term)
                ? TargetFile.NameOf(term.Term)
                : throw new ArgumentException($"There is no term {term.Term}.", nameof(terms));
            Guard.InRange(100 * term.Share, term.Term == TargetTerm.Stimulus ? -1000 : 0, 100, $"share of {name}", "%", "terms");
            if (terms.Count(other => other.Term == term.Term) > 1)
            {
                throw new ArgumentException($"The term {name} is there twice.", nameof(terms));
            }
        }

        return [.. terms];
    }

    /// <summary>All targets of the library.</summary>
    public static IReadOnlyList<Target> All => TargetFile.Targets;

    /// <summary>Finds a target.</summary>
    /// <param name="name">Name; case is ignored.</param>
    /// <exception cref="ArgumentException">There is no such name; the message suggests the nearest.</exception>
    public static Target Named(string name) => Nearest.Find(All, target => [target.Name], name, "target", "target");
}

/// <summary>A procedure such as a lesion, an antiserum or an injection into the brain. It blocks a target for a time, or engages a target
/// with a direct effect.</summary>
public sealed record Procedure
{
    /// <summary>A procedure.</summary>
    /// <param name="target">The target.</param>
    /// <param name="name">Name, for example "lidocaine".</param>
    /// <param name="blockPercent">Share of the target that is blocked, or engaged if the target has a direct effect, 0 to 100 %.</param>
    /// <param name="from">Start time.</param>
    /// <param name="length">Length, or null if permanent.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public Procedure(Target target, string name, double blockPercent, StudyTime from, Duration? length)
    {
        (Target, Name, From, Length) = (target.CheckWhole(), Guard.Name(name, "name of the procedure"), from, length);
        BlockPercent = Guard.InRange(blockPercent, 0, 100, "block", "%", "block");
        if (length is { } time)
        {
            Guard.InRange(time.Hours, 1.0 / 3600, 24 * 365, "duration of the procedure", "h", "for");
        }
    }

    /// <summary>The target.</summary>
    public Target Target { get; }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>Share of the target that is blocked, or engaged if the target has a direct effect, %.</summary>
    public double BlockPercent { get; }

    /// <summary>Start time.</summary>
    public StudyTime From { get; }

    /// <summary>Length, or null if permanent.</summary>
    public Duration? Length { get; }

    /// <summary>
    /// Whether it antagonises a target with a direct effect (alpha-2) instead of engaging it. It has no effect alone and blocks its share
    /// of the engagement by substances and other procedures.
    /// </summary>
    /// <exception cref="ArgumentException">The target has no direct effect, or is an injury, which has no antagonist.</exception>
    public bool IsAntagonist
    {
        get;
        init =>
            field =
                !value || Target is { ThresholdShiftC: not null, IsInjury: false }
                    ? value
                    : throw new ArgumentException($"{Target.Name} has no agonists, so it has no antagonist.", nameof(value));
    }

    /// <summary>Whether it engages its target (with a direct effect) rather than blocks it.</summary>
    internal bool Engages => Target.ThresholdShiftC is not null && !IsAntagonist;

    /// <summary>Procedure and target in words, for example "lidocaine blocks rvm". A target with a direct effect, such as an inflamed paw,
    /// is engaged.</summary>
    public string ActionText => $"{Name} {(Engages ? "engages" : "blocks")} {Target.Name}";

    /// <summary>The procedure in words.</summary>
    public string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{ActionText} by {BlockPercent:G4} % from {From} "
                + $"{(Length is { } length ? FormattableString.Invariant($"for {length.Hours:G6} h") : "on")}"
        );
}
