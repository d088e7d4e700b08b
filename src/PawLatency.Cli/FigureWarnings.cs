using PawLatency.Plotting;

namespace PawLatency.Cli;

/// <summary>What a user is told of a figure that cannot be drawn whole on this machine.</summary>
internal static class FigureWarnings
{
    /// <summary>Names the texts that a picture shows as boxes.</summary>
    public static void Write(Figure figure)
    {
        foreach (string text in figure.Undrawable)
        {
            Console.Error.WriteLine(
                $"Warning: no font on this machine has all letters of \"{text}\". PNG and PDF show boxes in their place; SVG keeps the text."
            );
        }
    }
}
