namespace PawLatency.Text;

/// <summary>An error in an input file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">The value found, the allowed values, and the nearest valid name.</param>
public sealed record Fault(string File, int Line, int Column, string Message)
{
    /// <summary>"file:line:column: message", a format that editors can open.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";

    /// <summary>The message of an exception without the parameter's name and value that the framework appends.</summary>
    /// <param name="fault">The exception.</param>
    public static string Plain(ArgumentException fault)
    {
        int suffix = fault.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return suffix < 0 ? fault.Message : fault.Message[..suffix];
    }

    /// <summary>
    /// Whether a character must not reach a terminal: control characters, line ends and tabs among them, and those that turn the direction
    /// of a text and so hide what it says.
    /// </summary>
    /// <param name="letter">The character.</param>
    public static bool IsHidden(char letter) =>
        char.IsControl(letter) || letter is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

/// <summary>Thrown for input files with errors; lists all of them.</summary>
public sealed class InputException : Exception
{
    /// <summary>Creates an exception for the errors of input files.</summary>
    /// <param name="faults">At least one error, in any order.</param>
    public InputException(IEnumerable<Fault> faults)
        : this([.. faults.OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Line).ThenBy(fault => fault.Column)])
    { }

    private InputException(Fault[] faults)
        : base(string.Join('\n', faults.Select(fault => fault.ToString()))) => Faults = faults;

    /// <summary>The errors, by file and position.</summary>
    public IReadOnlyList<Fault> Faults { get; }
}
