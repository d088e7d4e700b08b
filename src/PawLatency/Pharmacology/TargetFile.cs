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
        string? compartment = map.Text("compartment", "Where it is.", required: true);
        string? about = map.Text("description", "What it does.", required: true);
        IReadOnlyList<TermShare> terms = map.Values(
            "terms",
            Term,
            "The terms it scales, each with the share of it that full engagement takes away, all if absent.",
            "Name a term, with its share where it is not all: stimulus 60 %."
        );
        string? tissue = map.Text("tissue", "The tissue it is in, where an assay of another tissue does not meet it.");
        SourcedNumber? shift = NumberKeys.ThresholdShift.Read(map);
        Basis basis = Basis.Assumed;
        string citation = "";
        map.Map(
            "source",
            "How that is known.",
            inner =>
            {
                basis = inner.Choice("basis", SourcedNumberFile.Bases, "How it is known.", required: true) ?? basis;
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

    /// <summary>A term as a file states it: its name, and its share where it is not all.</summary>
    public static string Text(TermShare term) =>
        term.Share == 1 ? NameOf(term.Term) : FormattableString.Invariant($"{NameOf(term.Term)} {100 * term.Share:0.##} %");

    private static TermShare Term(string text)
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
            ? new TermShare(term, share)
            : throw new ArgumentException(
                FormattableString.Invariant($"The share of {name} is {100 * share:0.##} %; allowed are {100 * least:0} to 100 %.")
            );
    }
}
