using PawLatency.Nociception;

namespace PawLatency.Evidence;

/// <summary>Number of expectations a model meets in the reference contract and the published findings.</summary>
/// <param name="Model">The model.</param>
/// <param name="Contract">The reference contract.</param>
/// <param name="Findings">The findings.</param>
public sealed record ModelScore(Model Model, Verification Contract, Verification Findings)
{
    /// <summary>Scores models on the same findings.</summary>
    /// <param name="models">The models.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="progress">Receives the completed fraction, 0 to 1.</param>
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

    /// <summary>Expectations of findings with one use: number that hold, and total.</summary>
    /// <param name="use">The use.</param>
    public (int Holding, int All) Of(EvidenceUse use) => Findings.Count(finding => finding.Use == use);

    /// <summary>Expectations of findings that were not fitted: number that hold, and total.</summary>
    public (int Holding, int All) OfHeldOut => Findings.Count(finding => finding.Use != EvidenceUse.Calibration);

    /// <summary>Whether this model has fewer parameters than another and meets at least as many expectations of the contract, the fitted
    /// and the held-out findings.</summary>
    /// <param name="other">The other model.</param>
    public bool Beats(ModelScore other) =>
        Model.ParameterCount < other.Model.ParameterCount
        && OfContract.Holding >= other.OfContract.Holding
        && Of(EvidenceUse.Calibration).Holding >= other.Of(EvidenceUse.Calibration).Holding
        && OfHeldOut.Holding >= other.OfHeldOut.Holding;

    /// <summary>Findings in which this model meets expectations that another misses, with their number, largest first.</summary>
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
