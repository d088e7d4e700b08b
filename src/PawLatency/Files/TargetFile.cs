using PawLatency.Nociception;
using PawLatency.Pharmacology;

namespace PawLatency.Files;

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
        ("excitation", TargetTerm.Excitation),
    ];

    public static IReadOnlyList<Target> Targets => Loaded.Value;

    public static string NameOf(TargetTerm term) => Terms.First(named => named.Term == term).Name;

    private static IReadOnlyList<Target> Read(KeyReader reader) => reader.Maps("targets", "Targets.", ReadTarget, required: true);

    private static Target? ReadTarget(KeyReader map)
    {
        string? name = map.Text("name", "Name.", required: true);
        string? compartment = map.Text("compartment", "Where it is.", required: true);
        string? about = map.Text("description", "What it does.", required: true);
        IReadOnlyList<TargetTerm> terms = map.Values("terms", Term, "The terms it scales.", "Name a term.");
        string? tissue = map.Text("tissue", "The tissue it is in, where an assay of another tissue does not meet it.");
        SourcedNumber? shift = SubstanceFile.Sourced(map, "threshold-shift", UnitSet.Temperature, -20, 20, "What full engagement adds to the heat threshold by itself.");
        if (terms.Count == 0 && shift is null && !map.IsDescribing)
        {
            map.Refuse("terms", "A target that scales no term and shifts no threshold would do nothing.");
        }

        Basis basis = Basis.Assumed;
        string citation = "";
        map.Map("source", "How that is known.", inner =>
        {
            basis = inner.Choice("basis", SubstanceFile.Bases, "How it is known.", required: true) ?? basis;
            citation = inner.Text("citation", "Citation.", required: true) ?? citation;
            return inner;
        }, required: true);
        return name is null || compartment is null || about is null ? null : new Target(name, compartment, about, terms, basis, citation) { ThresholdShiftC = shift, Tissue = tissue };
    }

    private static TargetTerm Term(string text) => Terms.FirstOrDefault(term => term.Name == text) is { Name: not null } found
        ? found.Term
        : throw new ArgumentException($"There is no term \"{text}\".{Nearest.Suggest(text, [.. Terms.Select(term => term.Name)])}");
}
