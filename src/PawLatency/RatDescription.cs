using System.Globalization;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Description of the rats of a study.</summary>
public sealed record RatDescription
{
    /// <summary>Male Sprague-Dawley rats of 300 g.</summary>
    public static RatDescription Standard { get; } = new();

    /// <summary>Strain, one of <see cref="StrainSensitivity.Strains"/>; it determines the sensitivity to opioids.</summary>
    public string Strain
    {
        get;
        init => field = StrainSensitivity.Strain(Guard.Name(value, "strain", "strain")).Name;
    } = "Sprague-Dawley";

    /// <summary>Sex; it determines the sensitivity to opioids.</summary>
    public Sex Sex { get; init; } = Sex.Male;

    /// <summary>Body mass, g, 50 to 1000. It determines the filling of pumps and the dose of pellets; other doses are per kg.</summary>
    public double MassG
    {
        get;
        init => field = Guard.InRange(value, 50, 1000, "body mass", "g", "mass");
    } = 300;

    /// <summary>Dose of morphine for the same effect relative to that of a male Sprague-Dawley rat, dimensionless.</summary>
    internal double MorphineDose => StrainSensitivity.Strain(Strain).MorphineDose.Value * StrainSensitivity.Of(Sex).MorphineDose.Value;

    /// <summary>Sex and strain of several groups in words, with the names of the groups if they differ.</summary>
    /// <param name="groups">The groups, at least one.</param>
    public string Describe(IEnumerable<Group> groups)
    {
        IGrouping<string, string>[] kinds = [.. groups.GroupBy(group => Kind(group.Traits.Of(this)), group => group.Name)];
        string mass = MassG.ToString("0.#", CultureInfo.InvariantCulture);
        return kinds.Length == 1
            ? $"{kinds[0].Key} of {mass} g"
            : $"{string.Join(" and ", kinds.Select(kind => $"{kind.Key} ({string.Join(", ", kind)})"))}, all of {mass} g";
    }

    private static string Kind(RatDescription rats) => $"{Word(rats.Sex)} {rats.Strain} rats";

    /// <summary>The word for a sex in study files.</summary>
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
