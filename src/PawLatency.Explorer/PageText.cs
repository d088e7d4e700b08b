using System.Text;
using System.Text.RegularExpressions;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Explorer;

/// <summary>The page, put together of markup. Every text goes through <see cref="Markup"/>, which escapes it.</summary>
internal static partial class PageText
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
    /// <remarks>In one pass: a text of the form that looks like a place is a text.</remarks>
    public static string Page(Markup presets, Markup form, Markup result) =>
        Place()
            .Replace(
                Template,
                place =>
                    place.Groups[1].Value switch
                    {
                        "presets" => $"{presets.Text}",
                        "form" => $"{form.Text}",
                        _ => $"{result.Text}",
                    }
            );

    [GeneratedRegex("{{(presets|form|result)}}")]
    private static partial Regex Place();
}
