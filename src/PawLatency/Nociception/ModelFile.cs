using System.Text;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>Reads model files.</summary>
internal static class ModelFile
{
    private const string Own = "reference",
        Parameters = "nociception";

    // Loaded separately, because parameter sets refer to it by default.
    private static readonly Lazy<Model> LoadedReference = new(() => Embedded(Own));

    private static readonly Lazy<IReadOnlyList<Model>> Loaded = new(() =>
        [Reference, .. EmbeddedData.Names("models").Where(name => name != Own).Select(Embedded)]
    );

    /// <summary>The library's model.</summary>
    public static Model Reference => LoadedReference.Value;

    /// <summary>The library's model, then the rivals by name.</summary>
    public static IReadOnlyList<Model> Library => Loaded.Value;

    public static Model Load(string path) => Parse(path, File.ReadAllBytes(path));

    /// <summary>Reads a model.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="bytes">Its bytes.</param>
    public static Model Parse(string file, byte[] bytes)
    {
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        IEnumerable<string> head = lines.TakeWhile(line => !line.StartsWith($"{Parameters}:", StringComparison.Ordinal));
        return KeyReader.Read(file, bytes, reader => Read(reader, string.Join('\n', head).TrimEnd('\n') + "\n"))!;
    }

    private static Model Embedded(string name) => Parse($"data/models/{name}.yaml", EmbeddedData.Bytes($"models/{name}.yaml"));

    private static Model? Read(KeyReader reader, string head)
    {
        string? name = reader.Text("name", "Name on the command line.", required: true);
        string? title = reader.Text("title", "Name for figures.", required: true);
        string? description = reader.Text("description", "Its assumptions and equations.", required: true);
        IReadOnlyList<string> sources = reader.Values("sources", text => text, "Publications.", "Give a citation.", required: true);
        ModelForm form = reader.Map("form", "Form of the terms that differ between models.", ReadForm);
        IReadOnlyList<string> without = reader.Values("without", Term, "Parameters that the model lacks.", "Give the key of a parameter.");
        List<(string Section, string Key, string Unit, SourcedNumber Number)> numbers = [];
        NociceptionParameters? own = reader.Map(
            Parameters,
            "Its parameters; those of the library's model if absent.",
            map => ParameterFile.ReadNociception(map, without, numbers)
        );
        return name is null || title is null || description is null
            ? null
            : new Model(name, title, description.Trim(), sources, form, without, own, head) { Numbers = numbers };
    }

    private static ModelForm ReadForm(KeyReader map) =>
        new(
            map.Choice(
                "tolerance",
                [("competitive", ToleranceForm.Competitive), ("receptor-loss", ToleranceForm.ReceptorLoss)],
                "How tolerance acts on the receptors; competitive if absent."
            ) ?? default,
            map.Choice(
                "adapts-to",
                [("activation", AdaptationForm.Activation), ("stimulus", AdaptationForm.Stimulus)],
                "Drive of tolerance and sensitization: activation (before tolerance) or stimulus (after it); activation if absent."
            ) ?? default
        );

    // A model can lack any parameter that has no effect at 0.
    private static string Term(string text)
    {
        string[] terms = [.. ParameterKey.Required.Where(key => key.Low == 0 && key.Key != "maximum-analgesia").Select(key => key.Key)];
        return terms.Contains(text)
            ? text
            : throw new ArgumentException(
                $"A model cannot lack \"{text}\".{Nearest.Suggest(text, terms, $" It can lack {string.Join(", ", terms)}.")}"
            );
    }
}
