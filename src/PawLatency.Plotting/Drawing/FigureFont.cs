using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ScottPlot;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace PawLatency.Plotting.Drawing;

/// <summary>
/// The font of all figures, Liberation Sans, from this assembly: as wide as Arial and Helvetica, and the same on every machine. Letters
/// that it lacks are drawn with a font of the system.
/// </summary>
internal sealed class FigureFont : IFontResolver
{
    public const string Name = "Liberation Sans";

    private static readonly Lazy<SKTypeface> Regular = new(() => Load("LiberationSans-Regular.ttf")),
        Bold = new(() => Load("LiberationSans-Bold.ttf"));

    private static readonly ConcurrentDictionary<int, SKTypeface?> Fallbacks = [];

    // Upright letters without serifs before others, and names in order, so that a machine chooses the same font every time.
    private static readonly Lazy<SKTypeface[]> Installed = new(() =>
        [
            .. SKFontManager
                .Default.FontFamilies.Order(StringComparer.Ordinal)
                .OrderBy(name => !name.Contains("Sans", StringComparison.Ordinal) || name.Contains("Mono", StringComparison.Ordinal))
                .Select(SKFontManager.Default.MatchFamily)
                .OfType<SKTypeface>(),
        ]
    );

    // HarfBuzz reads a whole font for a shaper, and does not say that threads may share one.
    private static readonly Dictionary<SKTypeface, SKShaper> Shapers = [];

    private static readonly Lock Shaping = new();

    private static readonly ConcurrentDictionary<(int Letter, bool IsBold), float> Widths = [];

    private static readonly Lazy<bool> Registered = new(Register);

    private FigureFont() { }

    /// <summary>Lets ScottPlot find the font by its name; the fonts of the user's own plots stay as they are.</summary>
    public static void Use() => _ = Registered.Value;

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, false);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Typeface(bold) : null;

    /// <summary>Width of a letter at a font size of 1 px; a letter that the font lacks is taken as wide as a Chinese one.</summary>
    public static double Width(Rune letter, bool bold)
    {
        Use();
        return Widths.GetOrAdd((letter.Value, bold), Measure);
    }

    /// <summary>Whether every letter is in the font that travels with the library.</summary>
    public static bool Has(string text) => text.EnumerateRunes().All(letter => Typeface(false).ContainsGlyph(letter.Value));

    /// <summary>Whether a font of this machine has every letter, so that a picture can show the text.</summary>
    public static bool CanDraw(string text)
    {
        Use();
        return text.EnumerateRunes().All(letter => TypefaceOf(letter.Value, false) is not null);
    }

    /// <summary>Draws a text from its left end on the baseline; each stretch of letters in the first font that has them.</summary>
    public static void Draw(SKCanvas canvas, string text, double x, double baseline, double sizePx, bool bold, SKPaint paint)
    {
        float at = (float)x;
        foreach ((string part, SKTypeface typeface, bool isPlain) in Runs(text, bold))
        {
            using var font = new SKFont(typeface, (float)sizePx) { Subpixel = true, Hinting = SKFontHinting.None };
            if (isPlain)
            {
                canvas.DrawText(part, at, (float)baseline, SKTextAlign.Left, font, paint);
                at += font.MeasureText(part);
                continue;
            }

            // Hebrew runs from the right, and Arabic joins its letters, too.
            lock (Shaping)
            {
                if (!Shapers.TryGetValue(typeface, out SKShaper? shaper))
                {
                    Shapers[typeface] = shaper = new SKShaper(typeface);
                }

                canvas.DrawShapedText(shaper, part, at, (float)baseline, SKTextAlign.Left, font, paint);
                at += shaper.Shape(part, font).Width;
            }
        }
    }

    // Plain letters, as Latin, Greek and Cyrillic ones, stand beside each other as they come. Of the others a run goes on as long as its
    // font has them, so that a word is not drawn in two.
    private static List<(string Text, SKTypeface Typeface, bool IsPlain)> Runs(string text, bool bold)
    {
        List<(StringBuilder Text, SKTypeface Typeface, bool IsPlain)> runs = [];
        foreach (Rune letter in text.EnumerateRunes())
        {
            SKTypeface typeface = TypefaceOf(letter.Value, bold) ?? Typeface(bold);
            bool isPlain = letter.Value is < 0x590 or (>= 0x2000 and < 0x3000) && ReferenceEquals(typeface, Typeface(bold));
            if (runs.Count > 0 && (Rune.IsWhiteSpace(letter) || Continues(runs[^1], isPlain, typeface, letter)))
            {
                runs[^1].Text.Append(letter.ToString());
                continue;
            }

            runs.Add((new StringBuilder(), typeface, isPlain));
            runs[^1].Text.Append(isPlain && runs.Count > 1 ? Spaces(runs[^2].Text) : "").Append(letter.ToString());
        }

        return [.. runs.Select(run => (run.Text.ToString(), run.Typeface, run.IsPlain))];
    }

    private static bool Continues(
        (StringBuilder Text, SKTypeface Typeface, bool IsPlain) run,
        bool isPlain,
        SKTypeface typeface,
        Rune letter
    ) => run.IsPlain == isPlain && (ReferenceEquals(run.Typeface, typeface) || (!isPlain && run.Typeface.ContainsGlyph(letter.Value)));

    // Takes the spaces from the end of a run: at the end of one that runs from the right they would stand at its left.
    private static string Spaces(StringBuilder run)
    {
        int end = run.Length;
        while (run.Length > 0 && run[^1] == ' ')
        {
            run.Length--;
        }

        return new string(' ', end - run.Length);
    }

    private static SKTypeface? TypefaceOf(int letter, bool bold) =>
        Typeface(bold).ContainsGlyph(letter)
            ? Typeface(bold)
            : Fallbacks.GetOrAdd(
                letter,
                // Skia's own search finds nothing where it is built without Fontconfig, as for Linux. A letter for private use means
                // something else in every font.
                unknown =>
                    Rune.GetUnicodeCategory(new Rune(unknown)) == UnicodeCategory.PrivateUse ? null
                    : SKFontManager.Default.MatchCharacter(unknown) is { } found && found.ContainsGlyph(unknown) ? found
                    : Array.Find(Installed.Value, one => one.ContainsGlyph(unknown))
            );

    private static SKTypeface Typeface(bool bold) => (bold ? Bold : Regular).Value;

    private static float Measure((int Letter, bool IsBold) key)
    {
        SKTypeface typeface = Typeface(key.IsBold);
        using var font = new SKFont(typeface, 1000) { Subpixel = true, Hinting = SKFontHinting.None };
        return typeface.ContainsGlyph(key.Letter) ? font.MeasureText(char.ConvertFromUtf32(key.Letter)) / 1000 : 1;
    }

    // Both typefaces and a first plot are made here, by one thread: SkiaSharp's own first steps are not made for several.
    private static bool Register()
    {
        Fonts.FontResolvers.Insert(0, new FigureFont());
        _ = new[] { Regular.Value, Bold.Value };
        using var canvas = new SKNoDrawCanvas(10, 10);
        new Plot().Render(canvas, new PixelRect(10, 10));
        return true;
    }

    private static SKTypeface Load(string file)
    {
        using Stream stream = typeof(FigureFont).Assembly.GetManifestResourceStream($"fonts/{file}")!;
        return SKTypeface.FromStream(stream);
    }
}
