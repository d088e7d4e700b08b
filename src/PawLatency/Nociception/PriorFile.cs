using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>Reads the prior of a calibration.</summary>
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
        return reader.Map("parameters", "The parameters to fit; the others are fixed.", ReadAll, required: true) ?? [];
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
        // The search is on a log scale, so 0 is not allowed.
        double? Number(string key, string about) =>
            map.Number(key, parameter.Units, Math.Max(parameter.Low, 1e-6), parameter.High, about, required: true);
        double? start = Number("start", "Start of the search."),
            low = Number("low", "Lowest value."),
            high = Number("high", "Highest value.");
        Basis? basis = SourcedNumberFile.ReadBasis(map, "Basis of the range.");
        string? source = map.Text("source", "Reason for the range.", required: true);
        if (start is null || low is null || high is null || basis is null || source is null)
        {
            return null;
        }

        if (!(low < high))
        {
            map.Refuse("high", "It must be greater than \"low\".");
            return null;
        }

        if (!(start >= low && start <= high))
        {
            map.Refuse("start", "It must be in the range from \"low\" to \"high\".");
            return null;
        }

        return new ParameterPrior(parameter, start.Value, low.Value, high.Value, basis.Value, source);
    }
}
