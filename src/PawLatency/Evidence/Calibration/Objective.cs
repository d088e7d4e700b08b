using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Evidence.Calibration;

/// <summary>
/// The cost that a calibration minimises: the sum of squared misfits over the expectations of the calibration findings and, with more
/// weight, over the reference contract and findings of the same weight, plus a weak penalty on the distance from the start. A misfit is
/// measured from slightly inside the band, raised by a step if the expectation fails, and capped so that a single contradiction cannot
/// dominate the fit.
/// </summary>
internal sealed class Objective
{
    // Findings contradict each other, so some must fail. Their distance must not dominate the fit, so the misfit is capped at 0.8 errors
    // plus the step below. A run that cannot be solved costs more than the worst that can.
    private const double Cap = 1.7,
        FailedMisfit = 4;

    /// <summary>Unweighted cost of an expectation whose finding cannot be run.</summary>
    internal const double FailedPenalty = FailedMisfit * FailedMisfit;

    // Step of the misfit of a failing expectation, in errors.
    private const double Missed = 0.9;

    // Safety margin inside the band, in errors; at most a quarter of the width of the band.
    private const double Margin = 0.3;

    // The contract must hold, so each of its bands, and each expectation of a finding of its weight, counts as twelve expectations. With a
    // weight of four, searches gave up parts of the contract for other findings.
    private const double ContractWeight = 12;

    private static readonly StepControl Quick = new() { RelativeTolerance = 1e-4, AbsoluteTolerance = 1e-6 };

    private readonly (Finding Finding, double Weight)[] _terms;
    private readonly NociceptionParameters _rest;

    /// <summary>The objective of a calibration.</summary>
    /// <param name="findings">Findings; only those for calibration are used.</param>
    /// <param name="free">The parameters to fit.</param>
    /// <param name="rest">Values of the other parameters.</param>
    /// <param name="withContract">Whether the reference contract and the findings of the same weight are fitted.</param>
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

    /// <summary>The fitted parameters, one axis each.</summary>
    public IReadOnlyList<ParameterPrior> Free { get; }

    /// <summary>Weighted number of expectations.</summary>
    public double Terms { get; }

    /// <summary>The start of the search.</summary>
    public double[] Start => [.. Free.Select(prior => prior.StartPlace)];

    /// <summary>Parameters at a point of the unit cube.</summary>
    public NociceptionParameters Parameters(IReadOnlyList<double> place) =>
        Free.Select((prior, axis) => (prior, place[axis]))
            .Aggregate(_rest, (set, pair) => pair.prior.Parameter.With(set, pair.prior.Value(pair.Item2)));

    /// <summary>Cost at a point; once the sum exceeds the bound, the partial sum.</summary>
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

    /// <summary>Cost at a point, computed on several threads; identical to the last bit.</summary>
    public double CostInParallel(double[] place, int? threads)
    {
        NociceptionParameters parameters = Parameters(place);
        double[] costs = new double[_terms.Length];
        InParallel.For(costs.Length, threads, null, term => costs[term] = Cost(term, parameters));
        return costs.Aggregate(Pull(place), (sum, cost) => sum + cost);
    }

    /// <summary>Cost at a point and the value of every judgement, in the order of the terms; NaN if a finding cannot be run.</summary>
    public Evaluation Evaluate(double[] place)
    {
        NociceptionParameters parameters = Parameters(place);
        Judgement[]?[] judged = [.. Enumerable.Range(0, _terms.Length).Select(term => Judge(term, parameters))];
        double cost = judged.Select(Cost).Aggregate(Pull(place), (sum, one) => sum + one);
        IEnumerable<double> Values(Judgement[]? judgements, int term) =>
            judgements?.Select(judgement => judgement.Value) ?? Enumerable.Repeat(double.NaN, _terms[term].Finding.Expectations.Count);
        return new Evaluation(place, cost, [.. judged.SelectMany(Values)]);
    }

    /// <summary>Every judgement at a point, in the order of the values of <see cref="Evaluate"/>.</summary>
    public IReadOnlyList<ObjectiveBand> Bands(double[] place)
    {
        NociceptionParameters parameters = Parameters(place);
        IEnumerable<ObjectiveBand> Of((Finding Finding, double Weight) term, int index) =>
            Judge(index, parameters) is { } judgements
                ? judgements.Select(judgement => new ObjectiveBand(judgement, term.Weight, index))
                : Enumerable.Repeat(new ObjectiveBand(null, term.Weight, index), term.Finding.Expectations.Count);
        return [.. _terms.SelectMany(Of)];
    }

    /// <summary>Cost of selected terms only.</summary>
    /// <param name="place">The point.</param>
    /// <param name="terms">Indices of the terms, as in the bands.</param>
    public double CostOf(double[] place, IReadOnlyList<int> terms)
    {
        NociceptionParameters parameters = Parameters(place);
        return terms.Sum(term => Cost(term, parameters));
    }

    /// <summary>Weak penalty on the distance from the start, part of the cost.</summary>
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

    /// <summary>Unweighted cost of a judgement: the square of its capped misfit.</summary>
    internal static double Penalty(Judgement judgement) => Math.Pow(Math.Min(Misfit(judgement), Cap), 2);

    /// <summary>Distance in errors from the band reduced by its margin, plus the step if the expectation fails; 0 well inside.</summary>
    internal static double Misfit(Judgement judgement)
    {
        double margin = Math.Min(Margin, (judgement.High - judgement.Low) / judgement.Scale / 4);
        // An infinite value is inside a band that is open at that end.
        double below = double.IsInfinity(judgement.Low) ? double.PositiveInfinity : judgement.Value - judgement.Low;
        double above = double.IsInfinity(judgement.High) ? double.PositiveInfinity : judgement.High - judgement.Value;
        double slack = Math.Min(below, above) / judgement.Scale;
        return judgement.Holds ? Math.Max(0, margin - slack) : Missed + judgement.Misfit;
    }
}

/// <summary>Evaluation of the objective at a point.</summary>
/// <param name="Place">Position in the unit cube.</param>
/// <param name="Cost">Cost.</param>
/// <param name="Values">Value of each judgement, in the unit of its band; NaN or infinite if there is none.</param>
internal sealed record Evaluation(double[] Place, double Cost, double[] Values);

/// <summary>A judgement in the objective.</summary>
/// <param name="Judgement">The judgement; null if its finding could not be run.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Term">Index of its finding.</param>
internal sealed record ObjectiveBand(Judgement? Judgement, double Weight, int Term);
