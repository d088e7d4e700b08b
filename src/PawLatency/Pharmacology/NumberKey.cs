using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>A number of the data: its key in files, its units and its range. Files and scripts are held to the same range.</summary>
/// <param name="Key">The key in files.</param>
/// <param name="Units">The units it may be written in; it is held in the first.</param>
/// <param name="Low">Least value, allowed.</param>
/// <param name="High">Greatest value, allowed.</param>
/// <param name="About">What it is, for the schema: a sentence.</param>
internal sealed record NumberKey(string Key, UnitSet Units, double Low, double High, string About)
{
    /// <summary>Reads it from a map of a file.</summary>
    public SourcedNumber? Read(KeyReader reader, bool required = false) =>
        SourcedNumberFile.Read(reader, Key, Units, Low, High, About, required);

    /// <summary>The number, if it and its range are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public SourcedNumber Check(SourcedNumber number)
    {
        Guard.InRange(number.Value, Low, High, Key.Replace('-', ' '), Units.Suffix, Key);
        return number;
    }

    /// <summary>The number, if it is in range or not stated.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public SourcedNumber? CheckStated(SourcedNumber? number) => number is null ? null : Check(number);

    /// <summary>A copy of a table of numbers, if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not.</exception>
    public IReadOnlyDictionary<T, SourcedNumber> CheckEach<T>(IReadOnlyDictionary<T, SourcedNumber> numbers)
        where T : notnull => numbers.ToDictionary(entry => entry.Key, entry => Check(entry.Value));
}
