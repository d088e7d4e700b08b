using PawLatency.Plotting.Drawing;

namespace PawLatency.Plotting.Reporting;

/// <summary>A table with a caption; where the page is narrower it scrolls alone, with the keyboard too.</summary>
internal static class ReportTable
{
    /// <summary>Writes a table; the first column names the rows.</summary>
    /// <param name="caption">Caption.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">The cells of each row.</param>
    /// <param name="texts">Whether the cells are texts; numbers stand at the right.</param>
    public static Markup Write(string caption, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, bool texts = false)
    {
        Markup head = Markup.Join(header.Select(name => (Markup)$"<th scope=\"col\">{name}</th>"));
        Markup body = Markup.Join(rows.Select(Row));
        return $"""
            <div class="scroll" role="region" aria-label="{caption}" tabindex="0">
            <table{(texts ? Markup.Raw(" class=\"texts\"") : default)}>
            <caption><span>{caption}</span></caption>
            <thead><tr>{head}</tr></thead>
            <tbody>
            {body}</tbody>
            </table>
            </div>
            """;
    }

    private static Markup Row(IReadOnlyList<string> row)
    {
        Markup kind = row[0].Length > 20 ? Markup.Raw(" class=\"long\"") : default;
        Markup cells = Markup.Join(row.Skip(1).Select(cell => (Markup)$"<td>{cell}</td>"));
        return $"<tr><th scope=\"row\"{kind}>{row[0]}</th>{cells}</tr>\n";
    }
}
