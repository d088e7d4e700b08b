using SkiaSharp;

namespace PawLatency.Tests.Plotting;

/// <summary>How much two pictures differ to the eye.</summary>
internal static class PictureDistance
{
    /// <summary>The share of pixels, in parts per million, that may be of another colour: the ends of a few lines.</summary>
    public const double Alike = 150;

    // A shade of an edge differs by less; a line that moved by a pixel differs by more.
    private const int Other = 80;

    /// <summary>Pixels of clearly another colour, parts per million; all of them if the sizes differ.</summary>
    public static double Between(byte[] one, byte[] other)
    {
        using var first = SKBitmap.Decode(one);
        using var second = SKBitmap.Decode(other);
        if (first.Width != second.Width || first.Height != second.Height)
        {
            return 1e6;
        }

        SKColor[] a = first.Pixels,
            b = second.Pixels;
        int count = 0;
        for (int i = 0; i < a.Length; i++)
        {
            int difference = Math.Max(
                Math.Abs(a[i].Red - b[i].Red),
                Math.Max(Math.Abs(a[i].Green - b[i].Green), Math.Abs(a[i].Blue - b[i].Blue))
            );
            count += difference > Other ? 1 : 0;
        }

        return 1e6 * count / a.Length;
    }
}
