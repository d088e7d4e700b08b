namespace PawLatency;

/// <summary>The animals of a study.</summary>
public sealed record RatDescription
{
    /// <summary>Male Sprague-Dawley rats of 300 g.</summary>
    public static RatDescription Standard { get; } = new();

    /// <summary>Strain; recorded in the result, without influence on the model yet.</summary>
    public string Strain { get; init => field = Guard.Name(value, "strain", "strain"); } = "Sprague-Dawley";

    /// <summary>Sex; recorded in the result, without influence on the model yet.</summary>
    public Sex Sex { get; init; } = Sex.Male;

    /// <summary>Body mass, g, 50 to 1000. It fills pumps and pellets; doses are for each kg.</summary>
    public double MassG { get; init => field = Guard.InRange(value, 50, 1000, "body mass", "g", "mass"); } = 300;
}

/// <summary>Sex of the animals.</summary>
public enum Sex
{
    /// <summary>Male.</summary>
    Male,

    /// <summary>Female.</summary>
    Female,
}
