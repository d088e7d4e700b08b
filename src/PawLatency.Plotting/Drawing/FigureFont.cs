using System.Collections.Concurrent;
using System.Text;
using ScottPlot;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace PawLatency.Plotting.Drawing;

/// <summary>
/// The font of all figures, Liberation Sans, from this assembly: as wide as Arial and Helvetica, and the same on every machine. Letters that
/// it lacks are drawn with a font of the system.
/// </summary>
internal sealed class FigureFont : IFontResolver
{
    public const string Name = "Liberation Sans";

    private static readonly Lazy<SKTypeface> Regular = new(() => Load("LiberationSans-Regular.ttf")),
        Bold = new(() => Load("LiberationSans-Bold.ttf"));

    private static readonly ConcurrentDictionary<int, SKTypeface?> Fallbacks = [];

    private static readonly ConcurrentDictionary<(int Letter, bool IsBold), float> Widths = [];

    private static readonly Lazy<bool> Registered = new(Register);

    private FigureFont() { }

    /// <summary>Lets ScottPlot find the font by its name; the fonts of the user's own plots stay as they are.</summary>
    public static void Use() => _ = Registered.Value;

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, false);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Typeface(bold) : null;

    /// <summary>Width of a letter at a font size of 1 px; a letter that the font lacks is taken as wide as a Chinese one.</summary>
    public static double Width(Rune letter, bool bold) => Widths.GetOrAdd((letter.Value, bold), Measure);

    /// <summary>Whether every letter is in the font that travels with the library.</summary>
    public static bool Has(string text) => text.EnumerateRunes().All(letter => Typeface(false).ContainsGlyph(letter.Value));

    /// <summary>Whether a font of this machine has every letter, so that a picture can show the text.</summary>
    public static bool CanDraw(string text) => text.EnumerateRunes().All(letter => TypefaceOf(letter.Value, false) is not null);

    /// <summary>Draws a text from its left end on the baseline; each stretch of letters in the first font that has them.</summary>
    public static void Draw(SKCanvas canvas, string text, double x, double baseline, double sizePx, bool bold, SKPaint paint)
    {
        float at = (float)x;
        foreach ((string part, SKTypeface typeface) in Runs(text, bold))
        {
            using var font = new SKFont(typeface, (float)sizePx) { Subpixel = true, Hinting = SKFontHinting.None };
            if (ReferenceEquals(typeface, Typeface(bold)))
            {
                canvas.DrawText(part, at, (float)baseline, SKTextAlign.Left, font, paint);
                at += font.MeasureText(part);
                continue;
            }

            // Arabic joins its letters, and runs from the right.
            using var shaper = new SKShaper(typeface);
            canvas.DrawShapedText(shaper, part, at, (float)baseline, SKTextAlign.Left, font, paint);
            at += shaper.Shape(part, font).Width;
        }
    }

    private static List<(string Text, SKTypeface Typeface)> Runs(string text, bool bold)
    {
        List<(StringBuilder Text, SKTypeface Typeface)> runs = [];
        foreach (Rune letter in text.EnumerateRunes())
        {
            SKTypeface typeface = TypefaceOf(letter.Value, bold) ?? Typeface(bold);
            // A space between two words of another script belongs to them.
            if (runs.Count > 0 && (ReferenceEquals(runs[^1].Typeface, typeface) || Rune.IsWhiteSpace(letter)))
            {
                runs[^1].Text.Append(letter.ToString());
            }
            else
            {
                runs.Add((new StringBuilder(letter.ToString()), typeface));
            }
        }

        return [.. runs.Select(run => (run.Text.ToString(), run.Typeface))];
    }

    private static SKTypeface? TypefaceOf(int letter, bool bold) =>
        Typeface(bold).ContainsGlyph(letter)
            ? Typeface(bold)
            : Fallbacks.GetOrAdd(
                letter,
                unknown => SKFontManager.Default.MatchCharacter(unknown) is { } found && found.ContainsGlyph(unknown) ? found : null
            );

    private static SKTypeface Typeface(bool bold) => (bold ? Bold : Regular).Value;

    private static float Measure((int Letter, bool IsBold) key)
    {
        SKTypeface typeface = Typeface(key.IsBold);
        using var font = new SKFont(typeface, 1000) { Subpixel = true, Hinting = SKFontHinting.None };
        return typeface.ContainsGlyph(key.Letter) ? font.MeasureText(char.ConvertFromUtf32(key.Letter)) / 1000 : 1;
    }

    private static bool Register()
    {
        Fonts.FontResolvers.Insert(0, new FigureFont());
        return true;
    }

    private static SKTypeface Load(string file)
    {
        using Stream stream = typeof(FigureFont).Assembly.GetManifestResourceStream($"fonts/{file}")!;
        return SKTypeface.FromStream(stream);
    }
}
