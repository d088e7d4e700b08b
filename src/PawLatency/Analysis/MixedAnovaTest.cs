namespace PawLatency.Analysis;

/// <summary>A correction of degrees of freedom for days that are not equally correlated.</summary>
public enum SphericityCorrection
{
    /// <summary>Greenhouse and Geisser 1959, Psychometrika 24:95-112.</summary>
    GreenhouseGeisser,

    /// <summary>Huynh and Feldt 1976, J Educ Stat 1:69-82, in the form that Lecoutre 1991, J Educ Stat 16:371-372, corrected for several groups; at most 1.</summary>
    HuynhFeldt,

    /// <summary>None: sphericity is assumed.</summary>
    None,
}

/// <summary>
/// Analysis of variance of group x day with animals as repeated measures: the test of the interaction, whether the curves of the groups
/// differ in shape. The estimate is partial eta squared (a fraction). Every animal must have a value on every day.
/// </summary>
public sealed record MixedAnovaTest : LatencyTest
{
    private const string Name = "mixed analysis of variance, group x day";

    /// <summary>How the degrees of freedom are corrected.</summary>
    public SphericityCorrection Correction { get; init; }

    /// <summary>Days to use, or none for all.</summary>
    public IReadOnlyList<double> Days { get; init; } = [];

    /// <inheritdoc/>
    public override TestResult Run(LatencyTable table)
    {
        (int treated, int control) = Groups(table, Name);
        return MixedAnova.Of(table, [treated, control], [.. Days.Count == 0 ? Enumerable.Range(0, table.Days.Count) : Days.Select(table.DayIndex).Distinct().Order()])
            .Interaction(Correction, $"{Treated} and {Control}");
    }
}
