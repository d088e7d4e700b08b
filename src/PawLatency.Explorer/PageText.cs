using System.Text;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Explorer;

/// <summary>Pieces of markup put together. Every text goes through <see cref="Markup"/>, which escapes it.</summary>
internal static class PageText
{
    private static readonly string Template = Encoding.UTF8.GetString(Resource("page.html"));

    /// <summary>Markup of the project's own, never of a request.</summary>
    public static Markup Raw(string markup)
    {
        var text = new Markup(markup.Length, 0);
        text.AppendLiteral(markup);
        return text;
    }

    public static Markup Join(IEnumerable<Markup> parts) => Raw(string.Concat(parts.Select(part => part.Text)));

    /// <summary>A page of the assembly.</summary>
    public static byte[] Resource(string name)
    {
        using Stream stream = typeof(PageText).Assembly.GetManifestResourceStream($"page/{name}")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The page with its places filled in.</summary>
    public static string Page(Markup presets, Markup form, Markup result) => Template
        .Replace("{{presets}}", $"{presets.Text}", StringComparison.Ordinal)
        .Replace("{{form}}", $"{form.Text}", StringComparison.Ordinal)
        .Replace("{{result}}", $"{result.Text}", StringComparison.Ordinal);
}
