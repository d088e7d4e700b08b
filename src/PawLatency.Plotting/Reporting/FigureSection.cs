using PawLatency.Plotting.Drawing;

namespace PawLatency.Plotting.Reporting;

/// <summary>A figure twice, for a wide page or paper and for a narrow one: only one of them is there for reader and screen
/// reader.</summary>
internal static class FigureSection
{
    private static readonly DrawingOptions Wide = new() { WidthPx = 860 },
        Narrow = new() { WidthPx = 340 };

    public static Markup Write(string id, Figure figure, string caption) =>
        $"""
            <figure>
            <div class="wide">{Markup.Raw(figure.ToSvg(Wide with { Id = $"{id}-wide" }))}</div>
            <div class="narrow">{Markup.Raw(figure.ToSvg(Narrow with { Id = $"{id}-narrow" }))}</div>
            <figcaption>{caption}</figcaption>
            </figure>
            """;
}
