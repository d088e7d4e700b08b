using System.Globalization;
using CsvHelper;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>Reads plausible parameter sets: one row per set, one column per parameter key, and the cost.</summary>
internal static class EnsembleFile
{
    private const string Place = "parameters/ensemble.csv";

    private static readonly Lazy<IReadOnlyList<NociceptionParameters>> Loaded = new(() =>
        EmbeddedData.Exists(Place) ? Parse("data/" + Place, EmbeddedData.Bytes(Place)) : []
    );

    /// <summary>The sets of the library; empty before a calibration.</summary>
    public static IReadOnlyList<NociceptionParameters> Library => Loaded.Value;

    public static IReadOnlyList<NociceptionParameters> Parse(string file, byte[] bytes)
    {
        var sets = new List<NociceptionParameters>();
        var faults = new List<Fault>();
        try
        {
            using CsvReader csv = CsvReader.Create(bytes, new CsvReaderOptions { TrackLineNumbers = true });
            csv.ReadHeader();
            string[] headers = [.. csv.Headers];
            string[] missing = [.. ParameterKey.Required.Select(parameter => parameter.Key).Except(headers)];
            if (missing.Length > 0)
            {
                throw new InputException([new Fault(file, 1, 1, $"There is no column {string.Join(", ", missing)}.")]);
            }

            while (csv.Read())
            {
                NociceptionParameters set = NociceptionParameters.Reference;
                foreach (ParameterKey parameter in ParameterKey.All.Where(parameter => headers.Contains(parameter.Key)))
                {
                    int column = Array.IndexOf(headers, parameter.Key);
                    string text = csv.GetString(column);
                    bool good =
                        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                        && value >= parameter.Low
                        && value <= parameter.High;
                    if (!good)
                    {
                        faults.Add(
                            new Fault(
                                file,
                                (int)csv.LineNumber,
                                column + 1,
                                $"{parameter.Key}: \"{text}\" is not a number from {Text(parameter.Low)} to {Text(parameter.High)}."
                            )
                        );
                        continue;
                    }

                    set = parameter.With(set, value);
                }

                sets.Add(set);
            }
        }
        catch (CsvFormatException fault)
        {
            faults.Add(new Fault(file, Math.Max(1, (int)fault.LineNumber), 1, fault.Message));
        }

        return faults.Count == 0 ? sets : throw new InputException(faults);
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
