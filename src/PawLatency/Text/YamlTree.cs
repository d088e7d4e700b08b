using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PawLatency.Text;

/// <summary>A node of a YAML file and where it stands.</summary>
internal abstract record YamlItem(int Line, int Column)
{
    public abstract string Kind { get; }
}

internal sealed record YamlText(int Line, int Column, string Value) : YamlItem(Line, Column)
{
    // Of a file that is no YAML at all, the beginning is enough to know it by.
    private const int LongestQuote = 60;

    public override string Kind =>
        Value.Length == 0 ? "nothing"
        : Value.Length <= LongestQuote ? $"\"{Value}\""
        : $"\"{Value[..LongestQuote]}...\"";
}

internal sealed record YamlList(int Line, int Column, IReadOnlyList<YamlItem> Items) : YamlItem(Line, Column)
{
    public override string Kind => "a list";
}

internal sealed record YamlMap(int Line, int Column, IReadOnlyList<(YamlText Key, YamlItem Value)> Entries) : YamlItem(Line, Column)
{
    public override string Kind => "a map of keys and values";
}

/// <summary>Reads YAML text into nodes that know their line. Refuses what study files have no use for, so that nothing is read in
/// silence.</summary>
internal static class YamlTree
{
    private const int MaximumBytes = 1 << 20;
    private const int MaximumDepth = 20;

    /// <summary>Decodes and parses a file.</summary>
    /// <exception cref="InputException">The bytes are not UTF-8 text, or not a YAML map.</exception>
    public static YamlMap Parse(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumBytes)
        {
            throw new InputException([
                new Fault(
                    file,
                    1,
                    1,
                    FormattableString.Invariant($"The file has {bytes.Length:N0} bytes; {MaximumBytes:N0} is the most that is read.")
                ),
            ]);
        }

        return Parse(file, Decode(file, bytes));
    }

    private static string Decode(string file, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text);
        }
        catch (DecoderFallbackException fault)
        {
            ReadOnlySpan<byte> before = text[..Math.Clamp(fault.Index, 0, text.Length)];
            int column = fault.Index - before.LastIndexOf((byte)'\n');
            string found =
                bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)
                    ? "UTF-16"
                    : "not UTF-8";
            throw new InputException([
                new Fault(file, before.Count((byte)'\n') + 1, column, $"The file is {found} text. Save it as UTF-8."),
            ]);
        }
    }

    private static YamlMap Parse(string file, string text)
    {
        var scanner = new Scanner(new StringReader(text));
        try
        {
            var parser = new Parser(scanner);
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                throw Refuse(file, Mark.Empty, text.Length == 0 ? "The file is empty." : "The file holds nothing but comments and blanks.");
            }

            parser.Consume<DocumentStart>();
            YamlItem root = Item(file, parser, 0);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _))
            {
                throw Refuse(file, parser.Current!.Start, "A second document begins here; a file holds one.");
            }

            return root as YamlMap
                ?? throw new InputException([
                    new Fault(file, root.Line, root.Column, $"A map of keys and values is needed here, not {root.Kind}."),
                ]);
        }
        catch (YamlException fault)
        {
            throw Explain(file, text, fault);
        }
        // The package also throws what it does not mean to, for example on an escape of no character.
        catch (Exception fault) when (fault is not InputException and not OutOfMemoryException)
        {
            throw Refuse(
                file,
                scanner.CurrentPosition,
                "This is not YAML: a bracket, a quote or an escape near here does not fit the rest."
            );
        }
    }

    // A tab is the commonest slip, and the parser may notice it only later: the fault is put on the tab itself.
    private static InputException Explain(string file, string text, YamlException fault)
    {
        string[] lines = text.Split('\n');
        for (int line = (int)fault.Start.Line; line <= Math.Min((int)fault.End.Line, lines.Length); line++)
        {
            if (line > 0 && lines[line - 1].IndexOf('\t', StringComparison.Ordinal) is var column and >= 0)
            {
                return new InputException([
                    new Fault(file, line, column + 1, "This line has a tab character; YAML is indented with spaces."),
                ]);
            }
        }

        return Refuse(file, fault.Start, $"This is not YAML: {fault.Message.TrimEnd('.')}.");
    }

    private static YamlItem Item(string file, Parser parser, int depth)
    {
        ParsingEvent start = parser.Current is null && !parser.MoveNext() ? throw new InvalidOperationException() : parser.Current!;
        (int line, int column) = ((int)start.Start.Line, (int)start.Start.Column);
        if (depth > MaximumDepth)
        {
            throw Refuse(file, start.Start, $"This is nested more than {MaximumDepth} deep.");
        }

        switch (start)
        {
            case AnchorAlias or NodeEvent { Anchor.IsEmpty: false }:
                throw Refuse(file, start.Start, "Anchors and aliases are not used here; write the value out.");
            case NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } }:
                throw Refuse(file, start.Start, "Tags are not used here.");
            case Scalar scalar:
                parser.MoveNext();
                return new YamlText(line, column, Printable(file, start.Start, scalar.Value.Trim()));
            case SequenceStart:
                parser.MoveNext();
                var items = new List<YamlItem>();
                while (!parser.TryConsume<SequenceEnd>(out _))
                {
                    items.Add(Item(file, parser, depth + 1));
                }

                return new YamlList(line, column, items);
            default:
                parser.Consume<MappingStart>();
                var entries = new List<(YamlText, YamlItem)>();
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    YamlItem key = Item(file, parser, depth + 1);
                    YamlItem value = Item(file, parser, depth + 1);
                    entries.Add((key as YamlText ?? throw Refuse(file, start.Start, $"A key is a word, not {key.Kind}."), value));
                }

                return new YamlMap(line, column, entries);
        }
    }

    // A terminal obeys control characters, and half of a surrogate pair cannot be written again.
    private static string Printable(string file, in Mark at, string text)
    {
        foreach (Rune letter in text.EnumerateRunes())
        {
            if (letter == Rune.ReplacementChar || (Rune.IsControl(letter) && letter.Value is not ('\n' or '\r' or '\t')))
            {
                throw Refuse(
                    file,
                    at,
                    letter == Rune.ReplacementChar
                        ? "This text has a character that is none (U+FFFD, or half of a pair)."
                        : FormattableString.Invariant(
                            $"This text has the control character U+{letter.Value:X4}; write printable characters."
                        )
                );
            }
        }

        return text;
    }

    private static InputException Refuse(string file, in Mark at, string message) =>
        new([new Fault(file, Math.Max(1, (int)at.Line), Math.Max(1, (int)at.Column), message)]);
}
