namespace PawLatency.Assays;

/// <summary>
/// Stimulus of an assay, which groups may set individually: lamp intensity, water temperature or plate temperature. Created by its assay,
/// for example <see cref="Hargreaves.Lamp"/>. Immutable, equal by value.
/// </summary>
/// <example><code>var bright = new Group("bright", 8, Regimen.None) { Stimulus = Hargreaves.Lamp(150) };</code></example>
public sealed record Stimulus
{
    private readonly AssayKey _key;

    internal Stimulus(AssayKey key, double value) => (_key, Value) = (key, key.Check(value));

    /// <summary>Its name and key in study files, for example lamp.</summary>
    public string Name => _key.Key;

    /// <summary>Intensity, in <see cref="Unit"/>, percent or C.</summary>
    public double Value { get; }

    /// <summary>The unit: % of the calibrated lamp, or C.</summary>
    public string Unit => _key.Units.Base;

    /// <summary>The range of <see cref="Value"/>, in its unit.</summary>
    public (double Low, double High) Range => (_key.Low, _key.High);

    /// <summary>Name and value, for example lamp 80 %.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} {Value:0.##} {Unit}");

    /// <summary>Name and value in a sentence, for example lamp at 80 %.</summary>
    public string Phrase => FormattableString.Invariant($"{Name} at {Value:0.##} {Unit}");

    /// <summary>The same stimulus with another intensity.</summary>
    /// <param name="value">The intensity, in the unit of the stimulus.</param>
    public Stimulus At(double value) => new(_key, value);
}
