using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>A term of the equations that a target can scale.</summary>
public enum TargetTerm
{
    /// <summary>The receptor: block acts like a competitive antagonist.</summary>
    Receptor,

    /// <summary>The NMDA gate N: formation of tolerance and sensitization.</summary>
    NmdaGate,

    /// <summary>E: expression of all sensitization.</summary>
    Expression,

    /// <summary>Expression of sensitization where the opioid has left a receptor that is adapted to it.</summary>
    WithdrawalExpression,

    /// <summary>Expression of slow tolerance.</summary>
    ToleranceExpression,

    /// <summary>Formation of slow sensitization, without tolerance.</summary>
    SensitizationFormation,

    /// <summary>Formation of tolerance, without sensitization.</summary>
    ToleranceFormation,

    /// <summary>Z: the stimulus of opioids, by way of the pathway that carries it; a share below 0 strengthens it.</summary>
    Stimulus,

    /// <summary>What injured tissue takes from the heat threshold.</summary>
    Injury,

    /// <summary>X: excitation of the fast pronociceptive state that does not come from the mu receptor.</summary>
    Excitation,
}

/// <summary>A term and how much of it the whole target carries.</summary>
/// <param name="Term">The term.</param>
/// <param name="Share">Share of the term that is lost under full engagement, 0 to 1; of <see cref="TargetTerm.Stimulus"/> down to -10,
/// where it is strengthened.</param>
public readonly record struct TermShare(TargetTerm Term, double Share = 1);

/// <summary>Something in the animal that an intervention can engage, and the terms of the model that then shrink.</summary>
/// <param name="Name">Name, for example "rvm".</param>
/// <param name="Compartment">Where it is.</param>
/// <param name="Description">What it does.</param>
/// <param name="Terms">The terms it scales.</param>
/// <param name="Basis">How that is known.</param>
/// <param name="Source">Citation.</param>
public sealed record Target(string Name, string Compartment, string Description, IReadOnlyList<TermShare> Terms, Basis Basis, string Source)
{
    /// <summary>Name, for example "rvm".</summary>
    public string Name
    {
        get;
        init => field = Guard.Name(value, "name of the target", "name");
    } = Guard.Name(Name, "name of the target", "name");

    /// <summary>The terms it scales, each once.</summary>
    /// <exception cref="ArgumentException">A term is there twice, or its share is out of range.</exception>
    public IReadOnlyList<TermShare> Terms
    {
        get;
        init => field = Checked(value);
    } = Checked(Terms);

    /// <summary>
    /// What full engagement adds to the heat threshold by itself, C: more than 0 relieves pain, less than 0 (inflammation) brings it; null
    /// for a target that only scales terms.
    /// </summary>
    public SourcedNumber? ThresholdShiftC
    {
        get;
        init => field = NumberKeys.ThresholdShift.CheckStated(value);
    }

    /// <summary>Whether it is an injury: it brings pain by itself.</summary>
    internal bool IsInjury => ThresholdShiftC is { Value: < 0 };

    /// <summary>The tissue it is in, where an assay of another tissue does not meet it; null for a target that all assays meet.</summary>
    public string? Tissue { get; init; }

    /// <summary>The terms it scales, in words, each with its share where that is not all.</summary>
    public IReadOnlyList<string> Scales => [.. Terms.Select(TargetFile.Text)];

    /// <summary>Share of a term that is lost under full engagement, a fraction; 0 where the target does not carry it.</summary>
    /// <param name="term">The term.</param>
    internal double Share(TargetTerm term) => Terms.FirstOrDefault(one => one.Term == term).Share;

    /// <summary>Refuses a target that would do nothing.</summary>
    /// <exception cref="ArgumentException">It scales no term and shifts no threshold.</exception>
    internal Target CheckWhole() =>
        Terms.Count > 0 || ThresholdShiftC is not null
            ? this
            : throw new ArgumentException("A target that scales no term and shifts no threshold would do nothing.", "terms");

    private static TermShare[] Checked(IReadOnlyList<TermShare> terms)
    {
        foreach (TermShare term in terms)
        {
            string name = Enum.IsDefined(term.Term)
                ? TargetFile.NameOf(term.Term)
                : throw new ArgumentException($"There is no term {term.Term}.", "terms");
            Guard.InRange(100 * term.Share, term.Term == TargetTerm.Stimulus ? -1000 : 0, 100, $"share of {name}", "%", "terms");
            if (terms.Count(other => other.Term == term.Term) > 1)
            {
                throw new ArgumentException($"The term {name} is there twice.", "terms");
            }
        }

        return [.. terms];
    }

    /// <summary>All targets of the library.</summary>
    public static IReadOnlyList<Target> All => TargetFile.Targets;

    /// <summary>Finds a target.</summary>
    /// <param name="name">Name, in any case.</param>
    /// <exception cref="ArgumentException">There is none; the message offers the nearest.</exception>
    public static Target Named(string name) => Nearest.Find(All, target => [target.Name], name, "target", "target");
}

/// <summary>A lesion, an antiserum, an injection into the brain: blocks a target for a time, or engages one that acts by itself.</summary>
public sealed record Procedure
{
    /// <summary>A procedure.</summary>
    /// <param name="target">What it blocks or engages.</param>
    /// <param name="name">What is done, for example "lidocaine".</param>
    /// <param name="blockPercent">Share of the target's function that is lost, or engaged where the target acts by itself, 0 to 100
    /// %.</param>
    /// <param name="from">Start.</param>
    /// <param name="length">Length, or null for good.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public Procedure(Target target, string name, double blockPercent, StudyTime from, Duration? length)
    {
        (Target, Name, From, Length) = (target.CheckWhole(), Guard.Name(name, "name of the procedure"), from, length);
        BlockPercent = Guard.InRange(blockPercent, 0, 100, "block", "%", "block");
        if (length is { } time)
        {
            Guard.InRange(time.Hours, 1.0 / 3600, 24 * 365, "length of the procedure", "h", "for");
        }
    }

    /// <summary>What it blocks or engages.</summary>
    public Target Target { get; }

    /// <summary>What is done.</summary>
    public string Name { get; }

    /// <summary>Share of the target's function that is lost, or engaged where the target acts by itself, %.</summary>
    public double BlockPercent { get; }

    /// <summary>Start.</summary>
    public StudyTime From { get; }

    /// <summary>Length, or null for good.</summary>
    public Duration? Length { get; }

    /// <summary>
    /// Whether it keeps agonists off a target that acts by itself (alpha-2), in place of engaging it: it does nothing alone and takes away
    /// its share of what substances and other procedures engage.
    /// </summary>
    /// <exception cref="ArgumentException">The target does not act by itself, or is an injury, which has no antagonist.</exception>
    public bool IsAntagonist
    {
        get;
        init =>
            field =
                !value || Target is { ThresholdShiftC: not null, IsInjury: false }
                    ? value
                    : throw new ArgumentException($"{Target.Name} has no agonists that an antagonist could keep off.", nameof(value));
    }

    /// <summary>Whether it engages its target, where the target acts by itself; otherwise it blocks it.</summary>
    internal bool Engages => Target.ThresholdShiftC is not null && !IsAntagonist;

    /// <summary>What is done to what, for example "lidocaine blocks rvm". A target that moves the threshold itself, as an inflamed paw
    /// does, is engaged.</summary>
    public string Deed => $"{Name} {(Engages ? "engages" : "blocks")} {Target.Name}";

    /// <summary>In words.</summary>
    public string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Deed} by {BlockPercent:G4} % from {From} "
                + $"{(Length is { } length ? FormattableString.Invariant($"for {length.Hours:G6} h") : "on")}"
        );
}
