using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>Reads the targets of interventions.</summary>
internal static class TargetFile
{
    private static readonly Lazy<IReadOnlyList<Target>> Loaded = new(() => EmbeddedData.Read("targets.yaml", Read));

    private static readonly (string Name, TargetTerm Term)[] Terms =
    [
        ("receptor", TargetTerm.Receptor),
        ("nmda-gate", TargetTerm.NmdaGate),
        ("expression", TargetTerm.Expression),
        ("withdrawal-expression", TargetTerm.WithdrawalExpression),
        ("tolerance-expression", TargetTerm.ToleranceExpression),
        ("sensitization-formation", TargetTerm.SensitizationFormation),
        ("tolerance-formation", TargetTerm.ToleranceFormation),
        ("stimulus", TargetTerm.Stimulus),
        ("injury", TargetTerm.Injury),
        ("excitation", TargetTerm.Excitation),
    ];

    public static IReadOnlyList<Target> Targets => Loaded.Value;

    public static string NameOf(TargetTerm term) => Terms.First(named => named.Term == term).Name;

    /// <summary>Reads the targets of a file.</summary>
    internal static IReadOnlyList<Target> Read(KeyReader reader) => reader.Maps("targets", "Targets.", ReadTarget, required: true);

    private static Target? ReadTarget(KeyReader map)
    {
        string? name = map.Text("name", "Name.", required: true);
        string? compartment = map.Text("compartment", "Anatomical location.", required: true);
        string? about = map.Text("description", "Function.", required: true);
        IReadOnlyList<(TargetTerm Term, double Share)> terms = map.Values(
            "terms",
            Term,
            "The terms it scales, each with the share that is lost at full engagement; all of it if absent.",
            "Give a term, with its share if less than all: stimulus 60 %."
        );
        string? tissue = map.Text("tissue", "Its tissue, if it affects only assays of that tissue.");
        SourcedNumber? shift = NumberKeys.ThresholdShift.Read(map);
        Basis basis = Basis.Assumed;
        string citation = "";
        map.Map(
            "source",
            "Basis of this knowledge.",
            inner =>
            {
                basis = SourcedNumberFile.ReadBasis(inner, "Basis of the target.") ?? basis;
                citation = inner.Text("citation", "Citation.", required: true) ?? citation;
                return inner;
            },
            required: true
        );
        return name is null || compartment is null || about is null
            ? null
            : map.Build(() =>
                new Target(name, compartment, about, terms, basis, citation) { ThresholdShiftC = shift, Tissue = tissue }.CheckWhole()
            );
    }

    /// <summary>A term as written in a file: its name, and its share if less than all.</summary>
    public static string Text((TargetTerm Term, double Share) term) =>
        term.Share == 1 ? NameOf(term.Term) : FormattableString.Invariant($"{NameOf(term.Term)} {100 * term.Share:0.##} %");

    private static (TargetTerm Term, double Share) Term(string text)
    {
        string[] words = text.Split(' ', 2);
        (string name, TargetTerm term) = Terms.FirstOrDefault(named => named.Name == words[0]);
        if (name is null)
        {
            throw new ArgumentException(
                $"There is no term \"{words[0]}\".{Nearest.Suggest(words[0], [.. Terms.Select(named => named.Name)])}"
            );
        }

        (double percent, string? problem) = words.Length == 1 ? (100, null) : UnitSet.Percent.Parse(words[1]);
        if (problem is not null)
        {
            throw new ArgumentException(problem);
        }

        double share = percent / 100,
            least = term == TargetTerm.Stimulus ? -10 : 0;
        return share >= least && share <= 1
            ? (term, share)
            : throw new ArgumentException(
                FormattableString.Invariant($"The share of {name} is {100 * share:0.##} %; the allowed range is {100 * least:0} to 100 %.")
            );
    }
}
