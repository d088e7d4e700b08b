using System.Text;
using System.Text.RegularExpressions;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Explorer;

/// <summary>Builds the page from its HTML template. All text passes through <see cref="Markup"/>, which escapes it.</summary>
internal static partial class PageTemplate
{
    private static readonly string Template = Encoding.UTF8.GetString(Resource("page.html"));

    /// <summary>An embedded file of the page.</summary>
    public static byte[] Resource(string name)
    {
        using Stream stream = typeof(PageTemplate).Assembly.GetManifestResourceStream($"page/{name}")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The page with its placeholders filled in.</summary>
    /// <remarks>One pass, so that user input that looks like a placeholder stays plain text.</remarks>
    public static string Page(Markup presets, Markup form, Markup result) =>
        Placeholder()
            .Replace(
                Template,
                placeholder =>
                    placeholder.Groups[1].Value switch
                    {
                        "presets" => $"{presets.Text}",
                        "form" => $"{form.Text}",
                        _ => $"{result.Text}",
                    }
            );

    [GeneratedRegex("{{(presets|form|result)}}")]
    private static partial Regex Placeholder();
}
