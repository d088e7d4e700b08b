using System.Xml.Linq;
using NUnit.Framework;
using PawLatency.Plotting;

namespace PawLatency.Tests.Plotting;

/// <summary>
/// Each kind of figure against the drawing that was last looked at. Made by <see cref="FigureSamples"/> on 2026-11-22 and looked at as
/// pictures at 400, 800 and 1600 px, light, dark and print; look again before accepting another.
/// </summary>
[TestFixture]
public sealed class GoldenFigureTests
{
    // The figures of the model itself open the README, and stand where readers find them.
    [TestCase("latency", "tests/PawLatency.Tests/Plotting/Goldens")]
    [TestCase("multiples", "tests/PawLatency.Tests/Plotting/Goldens")]
    [TestCase("dose-response", "tests/PawLatency.Tests/Plotting/Goldens")]
    [TestCase("power", "tests/PawLatency.Tests/Plotting/Goldens")]
    [TestCase("reference", "data/figures")]
    [TestCase("mechanism", "data/figures")]
    public void Figure_OfEachKind_IsTheAcceptedDrawing(string kind, string folder)
    {
        string accepted = Path.Combine(Repository.Root, folder, $"{kind}.svg"),
            received = Path.Combine(AppContext.BaseDirectory, $"{kind}.received.svg");
        FigureSamples.All[kind]().Save(received);

        Assert.That(
            File.ReadAllText(received) == (File.Exists(accepted) ? File.ReadAllText(accepted) : ""),
            $"the drawing has changed; look at it, and to accept it: cp {received} {accepted}"
        );
    }

    [Test]
    public void ToSvg_OfEachKindAndVariant_IsSoundXmlWithNamesForScreenReaders(
        [Values] Variant variant,
        [Values(320, 800, 2000)] double width
    )
    {
        foreach ((string kind, Func<Figure> make) in FigureSamples.All)
        {
            Figure figure = make();
            string svg = figure.ToSvg(
                new DrawingOptions
                {
                    Variant = variant,
                    WidthPx = width,
                    Id = "own",
                }
            );
            XElement root = XDocument.Parse(svg).Root!;

            Assert.Multiple(() =>
            {
                Assert.That((string?)root.Attribute("role"), Is.EqualTo("img"), kind);
                Assert.That((string?)root.Attribute("aria-labelledby"), Is.EqualTo("own-title own-description"), kind);
                Assert.That(
                    root.Elements().Take(2).Select(element => (element.Name.LocalName, (string?)element.Attribute("id"), element.Value)),
                    Is.EqualTo(new[] { ("title", "own-title", figure.Title), ("desc", "own-description", figure.Description) }),
                    kind
                );
                Assert.That(
                    svg,
                    Does.Not.Contain("NaN")
                        .And.Not.Contain("∞")
                        .And.Not.Contain("Infinity")
                        .And.Not.Contain("\r")
                        .And.Not.Contain("style="),
                    kind
                );
                Assert.That(
                    root.Descendants().Where(element => element.Name.LocalName is "script" or "image" or "style" or "use"),
                    Is.Empty,
                    "nothing is fetched or run"
                );
            });
        }
    }

    [Test]
    public void ToSvg_Twice_GivesTheSameBytes()
    {
        foreach (Func<Figure> make in FigureSamples.All.Values)
        {
            string first = make().ToSvg(),
                second = make().ToSvg();
            Assert.That(second, Is.EqualTo(first));
        }
    }

    [Test]
    public void ToSvg_UnderADecimalComma_GivesTheSameBytes()
    {
        string[] plain = [.. FigureSamples.All.Values.Select(make => make().ToSvg())];
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("da-DK");
            Assert.That(1.5.ToString(System.Globalization.CultureInfo.CurrentCulture), Is.EqualTo("1,5"), "the culture is there");
            Assert.That(FigureSamples.All.Values.Select(make => make().ToSvg()), Is.EqualTo(plain));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void ToSvg_NamesWithMarkup_AreText()
    {
        Figure figure = FigureSamples
            .Data("day,<b>&\"a\",<b>&\"a\"\n0,10,11\n1,12,13\n")
            .LatencyFigure(new LatencyFigureOptions { Title = "</svg><script>alert(1)</script> \u0001" });

        XElement root = XDocument.Parse(figure.ToSvg()).Root!;

        Assert.That(root.Descendants().Any(element => element.Name.LocalName == "script"), Is.False);
        Assert.That(root.Elements().First().Value, Is.EqualTo("</svg><script>alert(1)</script> \uFFFD"));
        Assert.That(
            root.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value),
            Contains.Item("<b>&a (n = 2)").Or.Contains("<b>&\"a\" (n = 2)")
        );
    }

    [TestCase(319)]
    [TestCase(2001)]
    [TestCase(double.NaN)]
    public void DrawingOptions_WidthOutOfRange_IsRefused(double width) =>
        Assert.That(
            () => new DrawingOptions { WidthPx = width },
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("it must be 320 to 2000 px")
        );
}
