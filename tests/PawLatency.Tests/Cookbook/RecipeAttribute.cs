namespace PawLatency.Tests.Cookbook;

/// <summary>A recipe of the cookbook: its heading and what it is for. The picture is the method's name with .png.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecipeAttribute(string heading, string about) : Attribute
{
    public string Heading => heading;

    public string About => about;
}
