using System.Text;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Explorer;

/// <summary>The page, put together of markup. Every text goes through <see cref="Markup"/>, which escapes it.</summary>
internal static class PageText
{
    private static readonly string Template = Encoding.UTF8.GetString(Resource("page.html"));

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
