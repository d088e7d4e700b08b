namespace PawLatency.Text;

/// <summary>One fault of an input file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What was found, what is allowed, and the nearest valid name.</param>
public sealed record Fault(string File, int Line, int Column, string Message)
{
    /// <summary>"file:line:column: message", the form editors can jump to.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";

    /// <summary>The message of an exception without the parameter's name and value that the framework appends.</summary>
    /// <param name="fault">The exception.</param>
    public static string Plain(ArgumentException fault)
    {
        int suffix = fault.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return suffix < 0 ? fault.Message : fault.Message[..suffix];
    }
}

/// <summary>Input files that cannot be used, with all their faults.</summary>
public sealed class InputException : Exception
{
    /// <summary>Reports the faults of a file.</summary>
    /// <param name="faults">At least one fault, in any order.</param>
    public InputException(IEnumerable<Fault> faults)
        : this([.. faults.OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Line).ThenBy(fault => fault.Column)])
    { }

    private InputException(Fault[] faults)
        : base(string.Join('\n', faults.Select(fault => fault.ToString()))) => Faults = faults;

    /// <summary>The faults, by file and in the order of each.</summary>
    public IReadOnlyList<Fault> Faults { get; }
}
