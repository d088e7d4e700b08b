using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Fitting;

/// <summary>What a fit is to do: a study, a table of measured rats, and what of the model is free. Immutable.</summary>
internal sealed record FitPlan
{
    /// <summary>The study: doses, apparatus, groups and traits; its parameters and its variability where nothing else is said.</summary>
    public required Study Study { get; init; }

    /// <summary>The measured rats.</summary>
    public required MeasuredData Data { get; init; }

    /// <summary>Parameters to fit, by their keys in a parameter file, for example "slow-sensitization-gain".</summary>
    public IReadOnlyList<string> Free
    {
        get;
        init => field = [.. value.Select(name => ParameterKey.Named(name).Key).Distinct()];
    } = [];

    /// <summary>Coefficients of variation to fit, by their keys in a parameter file; the others are the study's. Default: baseline-latency,
    /// session and trial.</summary>
    public IReadOnlyList<string> Estimated
    {
        get;
        init => field = [.. value.Select(name => FitSpace.VariationNamed(name)).Distinct()];
    } = ["baseline-latency", "session", "trial"];

    /// <summary>Parameters that a group multiplies by a factor of its own, which is fitted.</summary>
    public IReadOnlyList<FitCovariate> Covariates { get; init; } = [];

    /// <summary>Values of parameters that the fit is compared with.</summary>
    public IReadOnlyList<FitComparison> Compare { get; init; } = [];

    /// <summary>Starts of the search, 1 to 100; the first is the study's parameters. Default 3.</summary>
    public int Starts
    {
        get;
        init => field = (int)Guard.InRange(value, 1, 100, "number of starts", "", "starts");
    } = 3;

    /// <summary>Nodes of the quadrature over each of the rat's effects on the drug, 1 (Laplace's approximation) to 9. Default 1.</summary>
    public int Nodes
    {
        get;
        init => field = (int)Guard.InRange(value, 1, 9, "number of nodes", "", "nodes");
    } = 1;

    /// <summary>Whether 95 % profile-likelihood intervals are computed; without, intervals follow from standard errors. Default
    /// true.</summary>
    public bool WithProfiles { get; init; } = true;

    /// <summary>What tells the files of study and table from others, for the checkpoint.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Whether values at the cutoff are counted as if they were latencies, which is biased: to show by how much.</summary>
    internal bool AsTheyStand { get; init; }
}

/// <summary>A group with a factor of its own on a parameter.</summary>
/// <param name="Parameter">Key of the parameter.</param>
/// <param name="Group">Name of the group.</param>
internal sealed record FitCovariate(string Parameter, string Group);

/// <summary>A value of a parameter to compare a fit with.</summary>
/// <param name="Parameter">Key of the parameter.</param>
/// <param name="Value">The value, in the unit of the parameter.</param>
internal sealed record FitComparison(string Parameter, double Value);
