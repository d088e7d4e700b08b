using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Fitting;

/// <summary>What a fit is to do: a study, a table of measured rats, and what of the model is free. Immutable.</summary>
public sealed record FitPlan
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
    public IReadOnlyList<(string Parameter, string Group)> Covariates
    {
        get;
        init => field = [.. value.Select(one => (ParameterKey.Named(one.Parameter).Key, one.Group))];
    } = [];

    /// <summary>Values of parameters, in their units, at which each is held to see what the fit loses; these parameters are free
    /// too.</summary>
    public IReadOnlyList<(string Parameter, double Value)> Compare
    {
        get;
        init => field = [.. value.Select(one => (ParameterKey.Named(one.Parameter).Key, one.Value))];
    } = [];

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

    /// <summary>All parameters that are searched.</summary>
    internal IReadOnlyList<string> Searched => [.. Free.Concat(Compare.Select(one => one.Parameter)).Distinct()];

    /// <summary>A plan for untreated rats whose variability alone is of interest: each group of the table is a group of a study in which
    /// nothing is given.</summary>
    /// <param name="data">The table; its cutoff must be known.</param>
    /// <exception cref="ArgumentException">Nothing tells the cutoff.</exception>
    public static FitPlan OfControls(MeasuredData data)
    {
        if (!double.IsFinite(data.Cutoff))
        {
            throw new ArgumentException("Nothing tells the cutoff of these data; a study or --cutoff tells it.");
        }

        NociceptiveAssay assay =
            AssayFile.All.FirstOrDefault(one => one.Readout.Name == data.Readout.Name)
            ?? AssayFile.All.First(one => one.Readout.Unit == data.Readout.Unit);
        double least = Math.Min(assay.Baseline, data.Cutoff / 2);
        return new FitPlan
        {
            Study = new Study
            {
                Name = "controls",
                Test = new TestSchedule { Days = [0] },
                Assay = assay with { Baseline = least, Cutoff = data.Cutoff },
                Groups = [.. data.Groups.Select(group => new Group(group.Name, 0, Regimen.None))],
            },
            Data = data,
        };
    }

    /// <summary>Whether values at the cutoff are counted as if they were latencies, which is biased: to show by how much.</summary>
    internal bool AsTheyStand { get; init; }
}
