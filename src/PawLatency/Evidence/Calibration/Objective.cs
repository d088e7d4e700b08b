using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Evidence.Calibration;

/// <summary>
/// What a calibration makes small: over the expectations of the calibration findings the sum of the squared misfits, each counted from a
/// little inside its band, raised by a step where it does not hold, and capped so that one contradiction cannot rule the fit; the bands
/// of the reference contract and the findings that count as much likewise, with more weight; and a weak pull to the start.
/// </summary>
internal sealed class Objective
{
    // Findings contradict each other, so some must fail, and how far those fail must not rule the fit: beyond 0.8 errors and the step below
    // a
    // misfit says "does not hold" and no more. A run that fails costs more than the worst that can be run.
    private const double Cap = 1.7,
        FailedMisfit = 4;

    /// <summary>What an expectation costs before its weight where its finding cannot be run.</summary>
    internal const double FailedPenalty = FailedMisfit * FailedMisfit;

    // A finding just missed is missed: it costs this many errors before its distance counts.
    private const double Missed = 0.9;

    // A value this many errors inside its band is safe and does not hold by a hair; in a narrow band, a quarter of its width.
    private const double Margin = 0.3;

    // The contract is the model's promise: a band of it, or an expectation of a finding of its weight, counts as twelve expectations. With
    // four, searches paid for findings with it.
    private const double ContractWeight = 12;

    private static readonly StepControl Quick = new() { RelativeTolerance = 1e-4, AbsoluteTolerance = 1e-6 };

    private readonly (Finding Finding, double Weight)[] _terms;
    private readonly NociceptionParameters _rest;

    /// <summary>The objective of a calibration.</summary>
    /// <param name="findings">Findings; those for validation are left out.</param>
    /// <param name="free">The parameters that are fitted.</param>
    /// <param name="rest">Values of the others.</param>
    /// <param name="withContract">Whether the reference contract and the findings that count as much are fitted.</param>
    public Objective(
        IEnumerable<Finding> findings,
        IReadOnlyList<ParameterPrior> free,
        NociceptionParameters rest,
        bool withContract = true
    )
    {
        (Free, _rest) = (free, rest);
        IEnumerable<Finding> fitted = findings.Where(finding => finding.Use == EvidenceUse.Calibration).Prepend(Finding.Contract);
        _terms =
        [
            .. fitted
                .Where(finding => withContract || !finding.CountsAsContract)
                .Select(finding => (finding, finding.CountsAsContract ? ContractWeight : 1)),
        ];
        Terms = _terms.Sum(term => term.Weight * term.Finding.Expectations.Count);
    }

    /// <summary>The parameters that are fitted, one axis each.</summary>
    public IReadOnlyList<ParameterPrior> Free { get; }

    /// <summary>Number of expectations, each counted by its weight.</summary>
    public double Terms { get; }

    /// <summary>The start of the search.</summary>
    public double[] Start => [.. Free.Select(prior => prior.StartPlace)];

    /// <summary>Parameters at a place of the unit cube.</summary>
    public NociceptionParameters Parameters(IReadOnlyList<double> place) =>
        Free.Select((prior, axis) => (prior, place[axis]))
            .Aggregate(_rest, (set, pair) => pair.prior.Parameter.With(set, pair.prior.Value(pair.Item2)));

    /// <summary>Cost at a place; as soon as it is beyond the bound, what has been summed up to there.</summary>
    public double Cost(double[] place, double bound)
    {
        NociceptionParameters parameters = Parameters(place);
        double cost = Pull(place);
        for (int term = 0; term < _terms.Length && cost <= bound; term++)
        {
            cost += Cost(term, parameters);
        }

        return cost;
    }

    /// <summary>Cost at a place, its findings on several threads; the same number to the last bit.</summary>
    public double CostInParallel(double[] place, int? threads)
    {
        NociceptionParameters parameters = Parameters(place);
        double[] costs = new double[_terms.Length];
        InParallel.For(costs.Length, threads, null, term => costs[term] = Cost(term, parameters));
        return costs.Aggregate(Pull(place), (sum, cost) => sum + cost);
    }

    /// <summary>Cost at a place with the value of every judgement, in the order of the terms; NaN where a finding cannot be run.</summary>
    public Evaluation Evaluate(double[] place)
    {
        NociceptionParameters parameters = Parameters(place);
        Judgement[]?[] judged = [.. Enumerable.Range(0, _terms.Length).Select(term => Judge(term, parameters))];
        double cost = judged.Select(Cost).Aggregate(Pull(place), (sum, one) => sum + one);
        IEnumerable<double> Values(Judgement[]? judgements, int term) =>
            judgements?.Select(judgement => judgement.Value) ?? Enumerable.Repeat(double.NaN, _terms[term].Finding.Expectations.Count);
        return new Evaluation(place, cost, [.. judged.SelectMany(Values)]);
    }

    /// <summary>Every judgement at a place, in the order of the values of <see cref="Evaluate"/>.</summary>
    public IReadOnlyList<ObjectiveBand> Bands(double[] place)
    {
        NociceptionParameters parameters = Parameters(place);
        IEnumerable<ObjectiveBand> Of((Finding Finding, double Weight) term, int index) =>
            Judge(index, parameters) is { } judgements
                ? judgements.Select(judgement => new ObjectiveBand(judgement, term.Weight, index))
                : Enumerable.Repeat(new ObjectiveBand(null, term.Weight, index), term.Finding.Expectations.Count);
        return [.. _terms.SelectMany(Of)];
    }

    /// <summary>Cost of some terms alone.</summary>
    /// <param name="place">The place.</param>
    /// <param name="terms">Numbers of the terms, as the bands have them.</param>
    public double CostOf(double[] place, IReadOnlyList<int> terms)
    {
        NociceptionParameters parameters = Parameters(place);
        return terms.Sum(term => Cost(term, parameters));
    }

    /// <summary>The weak pull to the start, part of the cost.</summary>
    public double Pull(double[] place) => Free.Select((prior, axis) => prior.Pull(place[axis])).Sum();

    private double Cost(int term, NociceptionParameters parameters) => Cost(Judge(term, parameters), term);

    private double Cost(Judgement[]? judgements, int term)
    {
        (Finding finding, double weight) = _terms[term];
        return weight * (judgements?.Sum(Penalty) ?? finding.Expectations.Count * FailedPenalty);
    }

    private Judgement[]? Judge(int term, NociceptionParameters parameters)
    {
        try
        {
            return [.. Verification.Simulate(_terms[term].Finding, parameters, Quick).Judgements];
        }
        catch (Exception fault) when (fault is SolveException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What a judgement costs before its weight: the square of its capped misfit.</summary>
    internal static double Penalty(Judgement judgement) => Math.Pow(Math.Min(Misfit(judgement), Cap), 2);

    /// <summary>Distance in errors from the band less its margin, with the step where the expectation does not hold; 0 well
    /// inside.</summary>
    internal static double Misfit(Judgement judgement)
    {
        double margin = Math.Min(Margin, (judgement.High - judgement.Low) / judgement.Scale / 4);
        // An infinite value lies infinitely far inside a band without an end there, and not nowhere.
        double below = double.IsInfinity(judgement.Low) ? double.PositiveInfinity : judgement.Value - judgement.Low;
        double above = double.IsInfinity(judgement.High) ? double.PositiveInfinity : judgement.High - judgement.Value;
        double slack = Math.Min(below, above) / judgement.Scale;
        return judgement.Holds ? Math.Max(0, margin - slack) : Missed + judgement.Misfit;
    }
}

/// <summary>What the objective finds at a place.</summary>
/// <param name="Place">Place in the unit cube.</param>
/// <param name="Cost">Cost.</param>
/// <param name="Values">Value of each judgement, in the unit of its band; NaN or infinite where there is none.</param>
internal sealed record Evaluation(double[] Place, double Cost, double[] Values);

/// <summary>A judgement of the objective.</summary>
/// <param name="Judgement">The judgement; null where its finding could not be run.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Term">Number of the finding it belongs to.</param>
internal sealed record ObjectiveBand(Judgement? Judgement, double Weight, int Term);
