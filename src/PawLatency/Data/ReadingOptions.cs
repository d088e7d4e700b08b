namespace PawLatency.Data;

/// <summary>What a user says of a table that the table does not say itself. Immutable; the defaults say nothing.</summary>
public sealed record ReadingOptions
{
    /// <summary>Cutoff of the test, above 0, in the unit of the values, s or g; null where only the censored values tell it.</summary>
    public double? Cutoff { get; init; }

    /// <summary>What columns are, each as ROLE=HEAD, for example "rat=ID" or "group=drug+dose"; a head may be written as its number,
    /// #1.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The rows that are read, each as HEAD=VALUE, for example "paw=ipsi"; all if empty.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Name or number, from 1, of the sheet of a workbook; null for its only sheet.</summary>
    public string? Sheet { get; init; }

    /// <summary>Whether decimals are written with a comma, as in 9,5.</summary>
    public bool HasDecimalComma { get; init; }

    /// <summary>The test that was done, for example hot-plate; null where the heads tell it.</summary>
    public string? Assay { get; init; }

    /// <summary>The date that is day 0, as 2024-03-04; null where the table holds no dates.</summary>
    public string? Day0 { get; init; }

    /// <summary>The group of all animals where no column tells it; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>What follows the mean in the blocks of a grouped table that does not say it: sem, sd, or none for animals.</summary>
    public string? Spread { get; init; }

    /// <summary>Whether several rows of one animal at one time are repeated trials.</summary>
    public bool HasRepeats { get; init; }

    /// <summary>Whether an animal that is in two groups is one animal, as in a crossover; null where the names must tell.</summary>
    public bool? IsCrossover { get; init; }

    /// <summary>Filaments of the up-down method, g, ascending; empty for those of Chaplan, 0.41 to 15.14 g.</summary>
    public IReadOnlyList<double> FilamentsG { get; init; } = [];

    /// <summary>The filament that an up-down series begins with, g; null for the fourth of the set.</summary>
    public double? FirstFilamentG { get; init; }
}
