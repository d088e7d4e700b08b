namespace PawLatency.Plotting;

/// <summary>Small multiples: figures of one panel each, side by side over the same axes.</summary>
internal static class Multiples
{
    /// <summary>Puts figures side by side.</summary>
    /// <param name="title">Title of the whole.</param>
    /// <param name="parts">Name and figure of each part; of each figure the first panel is taken. Their axes must mean the same.</param>
    /// <exception cref="ArgumentException">There is no part, or the axes of two differ in title or scale.</exception>
    public static Figure Of(string title, IReadOnlyList<(string Title, Figure Figure)> parts)
    {
        if (parts.Count == 0)
        {
            throw new ArgumentException("Small multiples need at least one figure.", nameof(parts));
        }

        Panel[] panels = [.. parts.Select(part => part.Figure.Panels[0])];
        Axis x = Common([.. panels.Select(panel => panel.X)]),
            y = Common([.. panels.Select(panel => panel.Y)]);
        return new Figure(
            title,
            string.Join(' ', parts.Select(part => $"{part.Title}: {part.Figure.Description}")),
            [.. parts.Select((part, index) => panels[index] with { Title = part.Title, X = x, Y = y })]
        )
        {
            Arrangement = Arrangement.Grid,
            Legend = [.. parts.SelectMany(part => part.Figure.Legend).Distinct().OrderBy(entry => entry.Style is null)],
        };
    }

    private static Axis Common(IReadOnlyList<Axis> axes) =>
        axes.FirstOrDefault(axis => axis.Title != axes[0].Title || axis.Scale != axes[0].Scale) is { } other
            ? throw new ArgumentException($"The axes \"{axes[0].Title}\" and \"{other.Title}\" cannot be one.", nameof(axes))
            : axes[0] with
            {
                From = axes.Min(axis => axis.From),
                To = axes.Max(axis => axis.To),
            };
}
