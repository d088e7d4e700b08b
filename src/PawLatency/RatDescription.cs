using System.Globalization;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency;

/// <summary>The animals of a study.</summary>
public sealed record RatDescription
{
    /// <summary>Male Sprague-Dawley rats of 300 g.</summary>
    public static RatDescription Standard { get; } = new();

    /// <summary>Strain, one of <see cref="RatLine.Strains"/>: how much opioid the rats need.</summary>
    public string Strain
    {
        get;
        init => field = RatLine.Strain(Guard.Name(value, "strain", "strain")).Name;
    } = "Sprague-Dawley";

    /// <summary>Sex: how much opioid the rats need.</summary>
    public Sex Sex { get; init; } = Sex.Male;

    /// <summary>Body mass, g, 50 to 1000. It fills pumps and pellets; doses are for each kg.</summary>
    public double MassG
    {
        get;
        init => field = Guard.InRange(value, 50, 1000, "body mass", "g", "mass");
    } = 300;

    /// <summary>Dose of morphine for the same effect relative to that of a male Sprague-Dawley rat, dimensionless.</summary>
    internal double MorphineDose => RatLine.Strain(Strain).MorphineDose.Value * RatLine.Of(Sex).MorphineDose.Value;

    /// <summary>The animals of some groups in words: sex and strain that are there, and of which group each is where they differ.</summary>
    /// <param name="groups">The groups, at least one; each may have a sex and a strain of its own.</param>
    public string Describe(IEnumerable<Group> groups)
    {
        IGrouping<string, string>[] kinds = [.. groups.GroupBy(group => Kind(group.Traits.Of(this)), group => group.Name)];
        string mass = MassG.ToString("0.#", CultureInfo.InvariantCulture);
        return kinds.Length == 1
            ? $"{kinds[0].Key} of {mass} g"
            : $"{string.Join(" and ", kinds.Select(kind => $"{kind.Key} ({string.Join(", ", kind)})"))}, all of {mass} g";
    }

    private static string Kind(RatDescription rats) => $"{Word(rats.Sex)} {rats.Strain} rats";

    /// <summary>The word for a sex in files.</summary>
    /// <param name="sex">The sex.</param>
    public static string Word(Sex sex) => sex == Sex.Male ? "male" : "female";
}

/// <summary>Sex of the animals.</summary>
public enum Sex
{
    /// <summary>Male.</summary>
    Male,

    /// <summary>Female.</summary>
    Female,
}
