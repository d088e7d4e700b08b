using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using PawLatency.Tests.Plotting;

namespace PawLatency.Tests.Cookbook;

/// <summary>Each recipe is a test, a picture and a page of the documentation at once.</summary>
[TestFixture]
public sealed partial class CookbookTests
{
    private const string Pictures = "data/figures/cookbook";

    private static readonly (string Name, RecipeAttribute Recipe, MethodInfo Method)[] All =
    [
        .. typeof(Recipes)
            .GetMethods()
            .Select(method => (method.Name, Recipe: method.GetCustomAttribute<RecipeAttribute>()!, Method: method))
            .Where(one => one.Recipe is not null),
    ];

    private static IEnumerable<string> Names => All.Select(one => one.Name);

    [TestCaseSource(nameof(Names))]
    public void Recipe_Cooked_GivesItsPicture(string name)
    {
        string accepted = Path.Combine(Repository.Root, Pictures, $"{name}.png"),
            received = Path.Combine(AppContext.BaseDirectory, $"cookbook-{name}.received.png");

        All.Single(one => one.Name == name).Method.Invoke(null, [received]);

        byte[] drawn = File.ReadAllBytes(received);
        Assert.That(
            File.Exists(accepted) ? PictureDistance.Between(drawn, File.ReadAllBytes(accepted)) : 1e6,
            Is.LessThan(PictureDistance.Alike),
            $"the picture has changed; look at it, and to accept it: cp {received} {accepted}"
        );
        Assert.That(drawn, Has.Length.LessThan(120_000), "small enough for a page of twenty");
    }

    [Test]
    public void Page_OfTheRecipes_IsTheAcceptedOne()
    {
        string accepted = Path.Combine(Repository.Root, "docs", "cookbook.md"),
            received = Path.Combine(AppContext.BaseDirectory, "cookbook.received.md");
        string page = Page(File.ReadAllText(Path.Combine(Repository.Root, "tests/PawLatency.Tests/Cookbook/Recipes.cs")));
        File.WriteAllText(received, page);

        Assert.That(All, Has.Length.GreaterThanOrEqualTo(20));
        Assert.That(
            File.Exists(accepted) ? File.ReadAllText(accepted) : "",
            Is.EqualTo(page),
            $"a recipe has changed; to accept it: cp {received} {accepted}"
        );
    }

    private static string Page(string source)
    {
        var page = new StringBuilder(
            "# Cookbook of figures\n\nEach recipe is a method of the tests (`tests/PawLatency.Tests/Cookbook/Recipes.cs`): the code "
                + "runs as it "
                + "stands, and the picture is what it draws. `Result` is `Study.Reference.Run()`, and `Small` is "
                + "`new DrawingOptions { WidthPx = 640, DotsPerInch = 96 }`. The ending of the path chooses the format: .png, .svg, "
                + ".pdf, .jpg or "
                + ".webp.\n"
        );
        foreach ((string name, RecipeAttribute recipe, _) in All)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {recipe.Heading}\n\n{recipe.About}\n\n```csharp\n{Code(source, name)}\n```\n\n"
            );
            page.Append(CultureInfo.InvariantCulture, $"![{recipe.Heading}](../{Pictures}/{name}.png)\n");
        }

        return page.ToString();
    }

    // From the head of the method to the end of its body, without the margin of the class.
    private static string Code(string source, string name)
    {
        int start = source.IndexOf($"    public static void {name}(string path)", StringComparison.Ordinal),
            block = source.IndexOf("\n    }\n", start, StringComparison.Ordinal) + "\n    }".Length,
            line = source.IndexOf(";\n\n", start, StringComparison.Ordinal) + 1;
        bool isExpression = ExpressionBody().IsMatch(source[start..source.IndexOf('\n', start)]);
        return string.Join(
            '\n',
            source[start..(isExpression ? line : block)]
                .Split('\n')
                .Select(text => text.StartsWith("    ", StringComparison.Ordinal) ? text[4..] : text)
        );
    }

    [GeneratedRegex("=>")]
    private static partial Regex ExpressionBody();
}
