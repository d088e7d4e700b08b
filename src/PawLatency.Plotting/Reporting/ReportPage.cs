using System.Text;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Plotting.Reporting;

/// <summary>The frame of a report: head, style, contents, sections.</summary>
internal static class ReportPage
{
    private static readonly Markup Style = Markup.Raw(Resource("report.css"));

    /// <summary>The page.</summary>
    public static string Write(string title, IReadOnlyList<(string Id, string Heading, Markup Body)> sections)
    {
        Markup contents = Markup.Join(sections.Select(section => (Markup)$"<li><a href=\"#{section.Id}\">{section.Heading}</a></li>\n"));
        Markup bodies = Markup.Join(sections.Select(section => Section(section.Id, section.Heading, section.Body)));
        Markup page = $"""
            <!DOCTYPE html>
            <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="generator" content="PawLatency {RunManifest.LibraryVersion}"/>
            <title>{title}</title>
            <style>
            {Style}</style>
            </head>
            <body>
            <header>
            <h1>{title}</h1>
            <p>A virtual experiment in rats, simulated with PawLatency {RunManifest.LibraryVersion}. No animal was tested.</p>
            </header>
            <nav aria-label="Contents"><ul>
            {contents}</ul></nav>
            <main>
            {bodies}</main>
            </body>
            </html>

            """;
        return page.Text!.ToString();
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream($"reporting/{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static Markup Section(string id, string heading, Markup body)
    {
        Markup title = $"<h2 id=\"{id}-heading\">{heading}</h2>";
        return $"<section id=\"{id}\" aria-labelledby=\"{id}-heading\">\n{title}\n{body}\n</section>\n";
    }
}
