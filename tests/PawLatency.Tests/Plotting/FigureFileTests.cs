using System.Globalization;
using System.Xml.Linq;
using NUnit.Framework;
using PawLatency.Pharmacology;
using PawLatency.Plotting;
using ScottPlot;
using SkiaSharp;

namespace PawLatency.Tests.Plotting;

/// <summary>Figures as files: the same bytes every time, pictures that show the numbers, names in every script.</summary>
[TestFixture]
public sealed class FigureFileTests
{
    private static readonly DrawingOptions Small = new() { DotsPerInch = 96 };

    [Test]
    public void ToBytes_TwiceAndOnEightThreads_GivesTheSameBytes([Values] FigureFormat format)
    {
        Func<Figure>[] makes = [.. FigureSamples.All.Values];
        byte[][] first = [.. makes.Select(make => make().ToBytes(format, Small))];

        byte[][] again =
        [
            .. Enumerable
                .Range(0, 2 * makes.Length)
                .AsParallel()
                .AsOrdered()
                .WithDegreeOfParallelism(8)
                .Select(index => makes[index % makes.Length]().ToBytes(format, Small)),
        ];

        for (int i = 0; i < again.Length; i++)
        {
            Assert.That(again[i].AsSpan().SequenceEqual(first[i % makes.Length]), $"{FigureSamples.All.Keys.ElementAt(i % makes.Length)}");
        }
    }

    [Test]
    public void ToBytes_UnderADecimalComma_GivesTheSameBytes()
    {
        byte[] plain = FigureSamples.Latency.ToBytes(FigureFormat.Png, Small);
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("da-DK");
            Assert.That(FigureSamples.Latency.ToBytes(FigureFormat.Png, Small).AsSpan().SequenceEqual(plain));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    // The first bytes of each format.
    [TestCase("x.png", "89504E47")]
    [TestCase("x.svg", "3C737667")]
    [TestCase("x.pdf", "25504446")]
    [TestCase("x.jpg", "FFD8FF")]
    [TestCase("x.JPEG", "FFD8FF")]
    [TestCase("x.webp", "52494646")]
    public void Save_ByItsEnding_WritesTheFormat(string name, string start)
    {
        using var folder = new Cli.TemporaryFolder();

        FigureSamples.Power.Save(folder[name], Small);

        Assert.That(Convert.ToHexString(File.ReadAllBytes(folder[name])), Does.StartWith(start));
    }

    [TestCase("x.bmp", "x.bmp: no figure is written as .bmp. Use .png, .svg, .pdf, .jpg, .jpeg or .webp.")]
    [TestCase("x", "x has no ending. A figure is written as .png, .svg, .pdf, .jpg, .jpeg or .webp.")]
    public void Save_UnknownEnding_IsRefusedByName(string name, string message)
    {
        using var folder = new Cli.TemporaryFolder();

        Assert.That(() => FigureSamples.Power.Save(folder[name]), Throws.ArgumentException.With.Message.Contains(message));
        Assert.That(folder.Files, Is.Empty);
    }

    [TestCase(96, 800)]
    [TestCase(192, 1600)]
    [TestCase(300, 2500)]
    public void Picture_OfAResolution_HasItsPixels(double dotsPerInch, int width)
    {
        using SKBitmap picture = SKBitmap.Decode(
            FigureSamples.Power.ToBytes(FigureFormat.Png, new DrawingOptions { DotsPerInch = dotsPerInch })
        );

        Assert.That(picture.Width, Is.EqualTo(width));
    }

    // What another patch of Skia may change is the shade of edges, as JPEG does; what another dose changes is where lines are.
    [TestCase("latency")]
    [TestCase("dose-response")]
    [TestCase("power")]
    [TestCase("reference")]
    public void Picture_OfEachKind_LooksLikeTheStoredOne(string kind)
    {
        string accepted = Path.Combine(Repository.Root, "tests/PawLatency.Tests/Plotting/Goldens", $"{kind}.png"),
            received = Path.Combine(AppContext.BaseDirectory, $"{kind}.received.png");
        byte[] drawn = FigureSamples.All[kind]().ToBytes(FigureFormat.Png, Small);
        File.WriteAllBytes(received, drawn);

        Assert.That(
            File.Exists(accepted) ? PictureDistance.Between(drawn, File.ReadAllBytes(accepted)) : 1e6,
            Is.LessThan(PictureDistance.Alike),
            $"the picture has changed; look at it, and to accept it: cp {received} {accepted}"
        );
    }

    [Test]
    public void PictureDistance_OfTwoPercentMoreDose_IsSeen()
    {
        byte[] Drawn(double factor) =>
            (
                Study.Reference with
                {
                    Groups =
                    [
                        new Group("saline", 0, TestStudies.SalinePump),
                        new Group(
                            "morphine",
                            0,
                            Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, (0.5 * factor).MgPerKgPerHour, 0.Days, 7.Days)
                        ),
                    ],
                }
            )
                .Run()
                .LatencyFigure(new LatencyFigureOptions { Title = "the same title" })
                .ToBytes(FigureFormat.Png, Small);
        byte[] plain = Drawn(1);
        using var bitmap = SKBitmap.Decode(plain);

        Assert.That(PictureDistance.Between(plain, Drawn(1.02)), Is.GreaterThan(2 * PictureDistance.Alike));
        Assert.That(
            PictureDistance.Between(plain, bitmap.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray()),
            Is.LessThan(PictureDistance.Alike / 2),
            "shades alone"
        );
    }

    [TestCase("ασβεστος")]
    [TestCase("физраствор")]
    [TestCase("生理盐水")]
    [TestCase("生理食塩水")]
    [TestCase("محلول ملحي")]
    public void GroupName_InAnotherScript_IsTextInSvgAndWarnedOfWhereNoFontHasIt(string name)
    {
        Figure figure = FigureSamples.Data($"day,{name},{name}\n0,10,11\n1,12,13\n").LatencyFigure();
        bool own = name[0] < 'Ԁ';

        Assert.That(
            XDocument.Parse(figure.ToSvg()).Descendants().Where(element => element.Name.LocalName == "text").Select(one => one.Value),
            Contains.Item($"{name} (n = 2)")
        );
        Assert.That(figure.Undrawable, own ? Is.Empty : Is.Empty.Or.EqualTo(new[] { $"{name} (n = 2)" }));
        Assert.That(figure.ToBytes(FigureFormat.Png, Small), Has.Length.GreaterThan(5000));
    }

    [Test]
    public void Undrawable_OfALetterThatNoFontHas_NamesTheText() =>
        Assert.That((FigureSamples.Power with { Title = "A title with \uE123" }).Undrawable, Is.EqualTo(new[] { "A title with \uE123" }));

    [Test]
    public void ToPlot_ChangedByTheUser_ShowsTheChange()
    {
        Plot plot = FigureSamples.Latency.ToPlot();
        byte[] before = plot.GetImageBytes(800, 540, ImageFormat.Png);

        plot.Add.HorizontalLine(9, 2, Colors.Red);
        plot.Axes.Bottom.Label.Text = "days after implantation";
        plot.Axes.AddRightAxis().LabelText = "skin temperature, °C";
        plot.Axes.SetLimitsX(0, 5);

        Assert.That(plot.GetImageBytes(800, 540, ImageFormat.Png), Is.Not.EqualTo(before));
    }

    [Test]
    public void ToPlot_AtTheFiguresSize_IsTheFiguresPicture()
    {
        Figure figure = FigureSamples.Power;
        using var drawn = SKBitmap.Decode(figure.ToBytes(FigureFormat.Png, Small));

        byte[] plot = figure.ToPlot().GetImageBytes(drawn.Width, drawn.Height, ImageFormat.Png);

        Assert.That(PictureDistance.Between(plot, figure.ToBytes(FigureFormat.Png, Small)), Is.LessThan(PictureDistance.Alike));
    }

    [Test]
    public void ToPlot_OfSeveralPanels_IsRefusedAndToPlotsTakesThem()
    {
        Figure figure = FigureSamples.Reference.MechanismFigure();

        Assert.That(() => figure.ToPlot(), Throws.ArgumentException.With.Message.Contains("use ToPlots()"));
        Assert.That(figure.ToPlots().GetPlots(), Has.Length.EqualTo(figure.Panels.Count));
    }

    [Test]
    public void Svg_OfADashedLine_KeepsItsDashAsAnAttribute()
    {
        string svg = FigureSamples.Latency.ToSvg();

        Assert.That(svg, Does.Contain("stroke-dasharray=\"6 3\"").And.Contain("stroke-dasharray=\"1.5 2.5\""));
        Assert.That(svg.Length, Is.LessThan(40_000));
    }
}
