using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>
/// A model of the rat, the library's own or a rival. All are the one set of equations: without some of its terms, or in another form, with
/// parameters of their own. Immutable; two are equal where they are the same object.
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

    /// <summary>The library's own model.</summary>
    public static Model Reference => ModelFile.Reference;

    /// <summary>The models of the library: its own, then its rivals by name.</summary>
    public static IReadOnlyList<Model> All => ModelFile.Library;

    /// <summary>Name, for example "subtractive-moderator".</summary>
    public string Name { get; }

    /// <summary>Name as it stands in a figure.</summary>
    public string Title { get; }

    /// <summary>What it holds and what it leaves out, with its equations.</summary>
    public string Description { get; }

    /// <summary>Where it was printed.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>The form of what models disagree about.</summary>
    internal ModelForm Form { get; }

    /// <summary>The parameters of the equations that it is without, by their keys; they are 0, and what belongs to them does
    /// nothing.</summary>
    public IReadOnlyList<string> Without { get; }

    /// <summary>Its parameters: those of its file, or what it has of the library's own.</summary>
    public NociceptionParameters Parameters => field ??= Of(_own ?? ParameterFile.Reference.Nociception);

    /// <summary>Number of its parameters that a calibration fits, without the factors on the potency of single substances.</summary>
    public int ParameterCount => PriorFile.Library.Count(prior => ParameterKey.Required.Contains(prior.Parameter) && Has(prior.Parameter));

    /// <summary>The numbers of its file with their sources; none where it has the library's own.</summary>
    public IReadOnlyList<ParameterNumber> Numbers { get; init; } = [];

    /// <summary>Its file down to the parameters.</summary>
    internal string Head { get; }

    /// <summary>Whether it is the library's own.</summary>
    public bool IsReference => this == Reference;

    /// <summary>Whether the file states parameters of its own.</summary>
    internal bool HasOwn => _own is not null;

    /// <summary>Finds a model of the library.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none; the message offers the nearest.</exception>
    public static Model Named(string name) => Nearest.Find(All, model => [model.Name], name, "model", nameof(name));

    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file has faults; all of them are told, with line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Model Load(string path) => ModelFile.Load(path);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether a parameter does something in it.</summary>
    internal bool Has(ParameterKey key) => key.Counts(Without);

    /// <summary>A set as far as this model has it: what it is without is 0.</summary>
    internal NociceptionParameters Of(NociceptionParameters set) =>
        ParameterKey.Required.Where(key => !Has(key)).Aggregate(set with { Model = this }, (rest, key) => key.With(rest, 0));
}
