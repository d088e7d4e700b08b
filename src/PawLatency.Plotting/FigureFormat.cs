namespace PawLatency.Plotting;

/// <summary>The formats a figure is written in.</summary>
public enum FigureFormat
{
    /// <summary>Lines and text that can be changed, selected and read aloud.</summary>
    Svg,

    /// <summary>A picture without loss.</summary>
    Png,

    /// <summary>A page for print.</summary>
    Pdf,

    /// <summary>A picture with loss, for what takes no other.</summary>
    Jpeg,

    /// <summary>A small picture for the web.</summary>
    Webp,
}

/// <summary>Which format the name of a file asks for.</summary>
internal static class FigureFormats
{
    private static readonly Dictionary<string, FigureFormat> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = FigureFormat.Png,
        [".svg"] = FigureFormat.Svg,
        [".pdf"] = FigureFormat.Pdf,
        [".jpg"] = FigureFormat.Jpeg,
        [".jpeg"] = FigureFormat.Jpeg,
        [".webp"] = FigureFormat.Webp,
    };

    /// <summary>The format of a file by its ending.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <exception cref="ArgumentException">The ending is none of .png, .svg, .pdf, .jpg, .jpeg and .webp.</exception>
    public static FigureFormat Of(string path) =>
        Endings.TryGetValue(Path.GetExtension(path), out FigureFormat format)
            ? format
            : throw new ArgumentException(
                Path.GetExtension(path) is { Length: > 1 } ending
                    ? $"{path}: no figure is written as {ending}. Use .png, .svg, .pdf, .jpg, .jpeg or .webp."
                    : $"{path} has no ending. A figure is written as .png, .svg, .pdf, .jpg, .jpeg or .webp.",
                nameof(path)
            );
}
