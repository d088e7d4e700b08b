using System.Text;
using PawLatency.Text;

namespace PawLatency.Cli;

/// <summary>
/// Standard output or standard error as the tool writes them: control characters, which a file can bring in and a terminal obeys, are
/// shown as U+FFFD. Standard error that is closed or full takes nothing, and the work goes on.
/// </summary>
internal sealed class MessageWriter(TextWriter inner, bool isOptional) : TextWriter
{
    /// <summary>Standard error as it is, for what moves the cursor of a terminal.</summary>
    public static TextWriter Terminal { get; private set; } = TextWriter.Null;

    /// <summary>Lets all that the tool writes go through here.</summary>
    public static void Install()
    {
        Terminal = Console.Error;
        Console.SetError(new MessageWriter(Console.Error, isOptional: true));
        Console.SetOut(new MessageWriter(Console.Out, isOptional: false));
    }

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Send(Shown(value).ToString());

    public override void Write(string? value) => Send(value);

    public override void Write(char[] buffer, int index, int count) => Send(new string(buffer, index, count));

    public override void WriteLine(string? value) => Send(value + NewLine);

    public override void Flush() => Try(inner.Flush);

    private void Send(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Try(() => inner.Write(string.Create(text.Length, text, static (shown, text) => Copy(text, shown))));
        }
    }

    private static void Copy(string text, Span<char> shown)
    {
        for (int i = 0; i < shown.Length; i++)
        {
            shown[i] = Shown(text[i]);
        }
    }

    private static char Shown(char letter) => Fault.IsHidden(letter) && letter is not ('\n' or '\r' or '\t') ? '\uFFFD' : letter;

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (isOptional && fault is (IOException or UnauthorizedAccessException))
        {
            // Nobody reads the messages; the results are in the files.
        }
    }
}
