using PawLatency.Nociception;

namespace PawLatency.Evidence;

/// <summary>What a model holds of the reference contract and of the published findings.</summary>
/// <param name="Model">The model.</param>
/// <param name="Contract">The reference contract.</param>
/// <param name="Findings">The findings.</param>
public sealed record ModelScore(Model Model, Verification Contract, Verification Findings)
{
    /// <summary>Scores models on the same findings.</summary>
    /// <param name="models">The models.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    public static IReadOnlyList<ModelScore> Of(
        IReadOnlyList<Model> models,
        IReadOnlyList<Finding> findings,
        IProgress<double>? progress = null
    )
    {
        var scores = new List<ModelScore>();
        foreach (Model model in models)
        {
            var contract = Verification.Run([Finding.Contract], model.Parameters);
            scores.Add(new ModelScore(model, contract, Verification.Run(findings, model.Parameters)));
            progress?.Report((double)scores.Count / models.Count);
        }

        return scores;
    }

    /// <summary>Scores as a table for a terminal.</summary>
    /// <param name="scores">The scores.</param>
    public static string ToText(IReadOnlyList<ModelScore> scores) => ModelReport.Plain(scores);

    /// <summary>Scores as JSON.</summary>
    /// <param name="scores">The scores.</param>
    public static string ToJson(IReadOnlyList<ModelScore> scores) => ModelReport.Json(scores);

    /// <summary>Scores as a Markdown page.</summary>
    /// <param name="scores">The scores.</param>
    public static string ToMarkdown(IReadOnlyList<ModelScore> scores) => ModelReport.Write(scores);

    /// <summary>Features of the contract that hold, and all.</summary>
    public (int Holding, int All) OfContract => Contract.Count(_ => true);

    /// <summary>Expectations of one use that hold, and all.</summary>
    /// <param name="use">The use.</param>
    public (int Holding, int All) Of(EvidenceUse use) => Findings.Count(finding => finding.Use == use);

    /// <summary>Expectations of the findings that were not fitted which hold, and all.</summary>
    public (int Holding, int All) OfUnseen => Findings.Count(finding => finding.Use != EvidenceUse.Calibration);

    /// <summary>Whether it holds as much as another of the contract, of what was fitted and of what was not, with fewer
    /// parameters.</summary>
    /// <param name="other">The other.</param>
    public bool Beats(ModelScore other) =>
        Model.ParameterCount < other.Model.ParameterCount
        && OfContract.Holding >= other.OfContract.Holding
        && Of(EvidenceUse.Calibration).Holding >= other.Of(EvidenceUse.Calibration).Holding
        && OfUnseen.Holding >= other.OfUnseen.Holding;

    /// <summary>Findings of which this model holds more than another, most first: their names, and how many expectations more.</summary>
    internal IEnumerable<(string Finding, int More)> MoreThan(ModelScore other) =>
        Findings
            .Findings.Zip(other.Findings.Findings)
            .Select(pair => (pair.First.Finding.Id, More: More(pair.First.Judgements, pair.Second.Judgements)))
            .Where(one => one.More > 0)
            .OrderByDescending(one => one.More)
            .ThenBy(one => one.Id, StringComparer.Ordinal);

    private static int More(IReadOnlyList<Judgement> own, IReadOnlyList<Judgement> other) =>
        own.Zip(other).Count(both => both.First.Holds && !both.Second.Holds);
}
