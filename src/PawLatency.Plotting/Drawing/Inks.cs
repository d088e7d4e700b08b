using ScottPlot;

namespace PawLatency.Plotting.Drawing;

/// <summary>The colours of a variant.</summary>
/// <param name="Paper">Background.</param>
/// <param name="Text">Text and axes.</param>
/// <param name="Quiet">Text of less weight; at least 4.5:1 on the paper.</param>
/// <param name="Grid">Grid lines.</param>
/// <param name="Bar">Bars of what was given.</param>
/// <param name="Band">Baseline band.</param>
/// <param name="Groups">One for each style.</param>
internal sealed record Inks(string Paper, string Text, string Quiet, string Grid, string Bar, string Band, IReadOnlyList<string> Groups)
{
    // After Okabe and Ito (Color Universal Design, 2008), the light ones darkened until a line has 3:1 on the paper. Style 0 is the
    // control's.
    public static Inks Of(Variant variant) =>
        variant switch
        {
            Variant.Light => new(
                "#ffffff",
                "#1a1a1a",
                "#595959",
                "#e6e6e6",
                "#c9c9c9",
                "#efefef",
                ["#4d4d4d", "#d55e00", "#00518c", "#009672", "#c75fb0", "#3d9ad1", "#b87d00", "#7a1f3d"]
            ),
            Variant.Dark => new(
                "#14171c",
                "#f0f0f0",
                "#a8adb5",
                "#2d323a",
                "#5a606b",
                "#23272e",
                ["#d9d9d9", "#ff8a3d", "#5aa9e6", "#2fc79a", "#c04fa0", "#f5e65a", "#9fdcff", "#f26d91"]
            ),
            // The first four are a fifth of the way from black to white apart.
            _ => new(
                "#ffffff",
                "#000000",
                "#4d4d4d",
                "#e0e0e0",
                "#cccccc",
                "#eeeeee",
                ["#606060", "#000000", "#949494", "#333333", "#7a7a7a", "#1f1f1f", "#8a8a8a", "#4d4d4d"]
            ),
        };

    private static readonly float[][] Dashes =
    [
        [],
        [],
        [7, 3],
        [2, 2.5f],
        [9, 3, 2, 3],
        [4, 2],
        [12, 4],
        [1.5f, 4],
    ];

    /// <summary>Ink of a style, or the quiet one of what holds for every group.</summary>
    public Color Of(int? style) => Color.FromHex(style is { } own ? Groups[own % Groups.Count] : Quiet);

    /// <summary>Dash of a style; a colour that comes again has another one.</summary>
    public static LinePattern Dash(int? style) =>
        Pattern(style is { } own ? Dashes[(own + 4 * (own / Dashes.Length)) % Dashes.Length] : []);

    /// <summary>A pattern of strokes and gaps, px; none for a whole line.</summary>
    public static LinePattern Pattern(params float[] strokesAndGaps) =>
        strokesAndGaps.Length == 0 ? LinePattern.Solid : new LinePattern(strokesAndGaps, 0, string.Join(' ', strokesAndGaps));
}
