using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>
/// A model of the rat: the library's model or a rival. All use the same equations; a rival lacks some terms or has another form, with its
/// own parameters. Immutable, with reference equality.
/// </summary>
public sealed class Model
{
    private readonly NociceptionParameters? _own;

    internal Model(
        string name,
        string title,
        string description,
        IReadOnlyList<string> sources,
        ModelForm form,
        IReadOnlyList<string> without,
        NociceptionParameters? own,
        string head
    ) => (Name, Title, Description, Sources, Form, Without, _own, Head) = (name, title, description, sources, form, without, own, head);

    /// <summary>The library's model.</summary>
    public static Model Reference => ModelFile.Reference;

    /// <summary>All models: the library's model first, then the rivals by name.</summary>
    public static IReadOnlyList<Model> All => ModelFile.Library;

    /// <summary>Name, for example "subtractive-moderator".</summary>
    public string Name { get; }

    /// <summary>Name for figures.</summary>
    public string Title { get; }

    /// <summary>Its assumptions and equations.</summary>
    public string Description { get; }

    /// <summary>Publications.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>Form of the terms that differ between models.</summary>
    internal ModelForm Form { get; }

    /// <summary>Keys of the parameters that the model lacks. They are 0, and their terms have no effect.</summary>
    public IReadOnlyList<string> Without { get; }

    /// <summary>Its parameters: those of its file, or else those of the library's model.</summary>
    public NociceptionParameters Parameters => field ??= Of(_own ?? ParameterFile.Reference.Nociception);

    /// <summary>Number of parameters fitted in a calibration, without the potency factors of single substances.</summary>
    public int ParameterCount => PriorFile.Library.Count(prior => ParameterKey.Required.Contains(prior.Parameter) && Has(prior.Parameter));

    /// <summary>Numbers of its file with their sources; empty if it uses those of the library's model.</summary>
    public IReadOnlyList<(string Section, string Key, string Unit, SourcedNumber Number)> Numbers { get; init; } = [];

    /// <summary>The numbers of the library's model and of its variability, with their sources, in the order of its file; the section is
    /// "nociception" or "variability".</summary>
    public static IReadOnlyList<(string Section, string Key, string Unit, SourcedNumber Number)> ReferenceNumbers =>
        ParameterFile.Reference.Numbers;

    /// <summary>Its file up to the parameters.</summary>
    internal string Head { get; }

    /// <summary>Whether it is the library's model.</summary>
    public bool IsReference => this == Reference;

    /// <summary>Whether the file states parameters of its own.</summary>
    internal bool HasOwn => _own is not null;

    /// <summary>Finds a model of the library.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such model; the message suggests the nearest name.</exception>
    public static Model Named(string name) => Nearest.Find(All, model => [model.Name], name, "model", nameof(name));

    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file has errors; the message lists all of them with line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Model Load(string path) => ModelFile.Load(path);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether a parameter has an effect in this model.</summary>
    internal bool Has(ParameterKey key) => key.Counts(Without);

    /// <summary>A parameter set for this model; parameters that it lacks are 0.</summary>
    internal NociceptionParameters Of(NociceptionParameters set) =>
        ParameterKey.Required.Where(key => !Has(key)).Aggregate(set with { Model = this }, (rest, key) => key.With(rest, 0));
}
