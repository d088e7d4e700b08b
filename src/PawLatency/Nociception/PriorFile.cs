using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>Reads what was held possible before calibrating.</summary>
internal static class PriorFile
{
    private static readonly Lazy<IReadOnlyList<ParameterPrior>> Loaded = new(() => EmbeddedData.Read("parameters/prior.yaml", Read));

    /// <summary>The prior of the library.</summary>
    public static IReadOnlyList<ParameterPrior> Library => Loaded.Value;

    public static IReadOnlyList<ParameterPrior> Parse(string file, ReadOnlySpan<byte> bytes) => KeyReader.Read(file, bytes, Read);

    private static IReadOnlyList<ParameterPrior> Read(KeyReader reader)
    {
        reader.Text("name", "Name.", required: true);
        reader.Text("description", "What the ranges mean.", required: true);
        return reader.Map("parameters", "The parameters that are fitted; the others stay.", ReadAll, required: true) ?? [];
    }

    private static List<ParameterPrior> ReadAll(KeyReader map)
    {
        var priors = new List<ParameterPrior>();
        foreach (ParameterKey parameter in ParameterKey.All)
        {
            if (map.Map(parameter.Key, "Start and range.", inner => ReadOne(inner, parameter)) is { } prior)
            {
                priors.Add(prior);
            }
        }

        if (!map.Keys.Any())
        {
            map.Refuse("", "At least one parameter is needed.");
        }

        return priors;
    }

    private static ParameterPrior? ReadOne(KeyReader map, ParameterKey parameter)
    {
        // The search is on a log scale, where there is no 0.
        double? Number(string key, string about) =>
            map.Number(key, parameter.Units, Math.Max(parameter.Low, 1e-6), parameter.High, about, required: true);
        double? start = Number("start", "Where the search starts."),
            low = Number("low", "Lowest value."),
            high = Number("high", "Highest value.");
        Basis? basis = map.Choice("basis", SourcedNumberFile.Bases, "How the range is known.", required: true);
        string? source = map.Text("source", "Why this range.", required: true);
        if (start is null || low is null || high is null || basis is null || source is null)
        {
            return null;
        }

        if (!(low < high))
        {
            map.Refuse("high", "The range must end above its beginning.");
            return null;
        }

        if (!(start >= low && start <= high))
        {
            map.Refuse("start", "The start must lie in the range.");
            return null;
        }

        return new ParameterPrior(parameter, start.Value, low.Value, high.Value, basis.Value, source);
    }
}
