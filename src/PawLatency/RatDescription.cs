using PawLatency.Nociception;

namespace PawLatency;

/// <summary>The animals of a study.</summary>
public sealed record RatDescription
{
    /// <summary>Male Sprague-Dawley rats of 300 g.</summary>
    public static RatDescription Standard { get; } = new();

    /// <summary>Strain, one of <see cref="RatLine.Strains"/>: how much opioid the rats need.</summary>
    public string Strain { get; init => field = RatLine.Strain(Guard.Name(value, "strain", "strain")).Name; } = "Sprague-Dawley";

    /// <summary>Sex: how much opioid the rats need.</summary>
    public Sex Sex { get; init; } = Sex.Male;

    /// <summary>Body mass, g, 50 to 1000. It fills pumps and pellets; doses are for each kg.</summary>
    public double MassG { get; init => field = Guard.InRange(value, 50, 1000, "body mass", "g", "mass"); } = 300;

    /// <summary>Dose of morphine for the same effect relative to that of a male Sprague-Dawley rat, dimensionless.</summary>
    internal double MorphineDose => RatLine.Strain(Strain).MorphineDose.Value * RatLine.Of(Sex).MorphineDose.Value;

    /// <summary>The word for a sex in files.</summary>
    internal static string Word(Sex sex) => sex == Sex.Male ? "male" : "female";
}

/// <summary>Sex of the animals.</summary>
public enum Sex
{
    /// <summary>Male.</summary>
    Male,

    /// <summary>Female.</summary>
    Female,
}
