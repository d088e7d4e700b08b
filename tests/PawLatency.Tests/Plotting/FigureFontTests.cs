using NUnit.Framework;
using PawLatency.Plotting.Drawing;
using PawLatency.Tests.Cli;
using SkiaSharp;

namespace PawLatency.Tests.Plotting;

/// <summary>The font that travels with the library, and what is drawn without it.</summary>
[TestFixture]
public sealed class FigureFontTests
{
    // Mounts nothing over the fonts of the machine for one process; where that is not allowed, Fontconfig alone is told of no font.
    private const string WithoutFonts =
        "export FONTCONFIG_FILE=/dev/null; hide=; "
        + "unshare -rm mount -t tmpfs none /usr/share/fonts 2> /dev/null && hide='unshare -rm'; "
        + "$hide bash -c \"${hide:+mount -t tmpfs none /usr/share/fonts &&} ";

    [TestCase("png")]
    [TestCase("svg")]
    [TestCase("pdf")]
    [Platform("Linux")]
    public void Plot_OnAMachineWithoutFonts_WritesTheSameBytes(string ending)
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.csv", FigureSamples.Measured.Replace("saline", "φυσ. ορός", StringComparison.Ordinal));

        CommandResult plain = Shell.Run(folder.Path, $"{Shell.Tool} plot mine.csv --out plain.{ending}"),
            bare = Shell.Run(folder.Path, $"{WithoutFonts} {Shell.Tool} plot mine.csv --out bare.{ending}\"");

        Assert.That(plain.ExitCode, Is.Zero, plain.ToString());
        Assert.That(bare.ExitCode, Is.Zero, bare.ToString());
        Assert.That(bare.Error, Is.Empty);
        Assert.That(File.ReadAllBytes(folder[$"bare.{ending}"]), Is.EqualTo(File.ReadAllBytes(folder[$"plain.{ending}"])));
    }

    [TestCase("生理盐水")]
    [TestCase("محلول ملحي")]
    [Platform("Linux")]
    public void Plot_OfANameThatNoFontHas_WarnsAndKeepsItInSvg(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.csv", FigureSamples.Measured.Replace("saline", name, StringComparison.Ordinal));

        CommandResult picture = Shell.Run(folder.Path, $"{WithoutFonts} {Shell.Tool} plot mine.csv --out bare.png\""),
            drawing = Shell.Run(folder.Path, $"{WithoutFonts} {Shell.Tool} plot mine.csv --out bare.svg\"");

        bool isHidden = Shell.Run(folder.Path, "unshare -rm mount -t tmpfs none /usr/share/fonts").ExitCode == 0;
        Assert.That(
            picture.Error,
            Is.EqualTo(
                isHidden || !Installed(name)
                    ? $"Warning: no font on this machine has all letters of \"{name} (n = 4)\". "
                        + "PNG and PDF show boxes in their place; SVG keeps the text.\n"
                    : ""
            )
        );
        Assert.That(drawing.Error, Is.Empty);
        Assert.That(File.ReadAllText(folder["bare.svg"]), Does.Contain($">{name} (n = 4)</text>"));
    }

    // Which scripts can be drawn depends on the machine; that a font which is there is found does not.
    [TestCase("生理盐水")]
    [TestCase("생리식염수")]
    [TestCase("محلول ملحي")]
    [TestCase("թթու")]
    [TestCase("תמיסת מלח")]
    public void CanDraw_OfAnotherScript_IsTrueWhereAnInstalledFontHasIt(string text) =>
        Assert.That(FigureFont.CanDraw(text), Is.EqualTo(Installed(text) || text[0] is >= 'א' and <= 'ת'));

    // Lamed stands at the left of shin: the word is read from the right. What follows it in Latin letters stands at its right.
    [TestCase("של", "ל")]
    [TestCase("של (n = 2)", "ל")]
    public void Draw_OfHebrew_RunsFromTheRight(string word, string leftmost) =>
        Assert.That(Columns(word, 6), Is.EqualTo(Columns(leftmost, 6)));

    [Test]
    public void Draw_OfALatinTextAfterHebrew_StandsAtItsRight()
    {
        byte[] whole = Columns("של (n = 2)", 200),
            turned = Columns("של (2 = n)", 200);

        Assert.That(whole, Is.Not.EqualTo(turned));
        Assert.That(whole[^1], Is.Zero, "the text is within the picture");
    }

    private static bool Installed(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal)
            .All(letter =>
                SKFontManager.Default.FontFamilies.Any(family => SKFontManager.Default.MatchFamily(family)?.ContainsGlyph(letter) == true)
            );

    // How dark the first columns of a drawn text are.
    private static byte[] Columns(string text, int count)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(200, 40, SKColorType.Alpha8));
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true })
        {
            FigureFont.Draw(canvas, text, 1, 30, 20, bold: false, paint);
        }

        return [.. Enumerable.Range(0, count).Select(x => Enumerable.Range(0, 40).Max(y => bitmap.GetPixel(x, y).Alpha))];
    }
}
