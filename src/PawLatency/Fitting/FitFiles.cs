using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsvHelper;
using PawLatency.Nociception;
using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Fitting;

/// <summary>Writes what a fit found.</summary>
internal static class FitFiles
{
    /// <summary>Name of the parameter file that <c>--parameters</c> reads.</summary>
    public const string Parameters = "parameters.yaml";

    /// <summary>Name of the manifest.</summary>
    public const string Manifest = "fit.json";

    private const string Estimates = "fit.csv",
        Individuals = "individuals.csv",
        Predictions = "predictions.csv";

    private const int Digits = 6;

    /// <summary>Names of the files of a fit, the manifest last.</summary>
    public static IReadOnlyList<string> Names { get; } = [Parameters, Estimates, Individuals, Predictions, Manifest];

    /// <summary>The files of a fit, name and text, the manifest last.</summary>
    /// <param name="result">The fit.</param>
    /// <param name="table">Name of the file of the table.</param>
    /// <param name="inputs">Name and bytes of each input file.</param>
    /// <param name="more">Further files, written beside them, for the manifest.</param>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Write(
        FitResult result,
        string table,
        IEnumerable<(string Name, byte[] Bytes)> inputs,
        params IEnumerable<(string Name, byte[] Bytes)> more
    )
    {
        (string Name, byte[] Bytes)[] files =
        [
            .. new[]
            {
                (Parameters, ParametersOf(result, table)),
                (Estimates, EstimatesOf(result)),
                (Individuals, IndividualsOf(result)),
                (Predictions, PredictionsOf(result)),
            }.Select(file => (file.Item1, Encoding.UTF8.GetBytes(file.Item2))),
            .. more,
        ];
        return [.. files, (Manifest, Encoding.UTF8.GetBytes(ManifestOf(result, inputs, files)))];
    }

    private static string ParametersOf(FitResult result, string table)
    {
        NociceptionParameters set = result.Study.Parameters;
        string fitted = $"Fitted to the rats of {table} by pawlatency fit",
            name = result.Plan.Study.Name;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"name: {Quoted("fit of " + name)}\ndescription: {Quoted(fitted + ".")}\n");
        text.Append(set.Model.IsReference ? "" : $"model: {set.Model.Name}\n").Append("nociception:\n");
        foreach (ParameterKey key in ParameterKey.All.Where(set.Model.Has))
        {
            double value = key.Get(set);
            if (value == 1 && ParameterKey.Factors.Contains(key))
            {
                continue;
            }

            bool isFitted = result.Plan.Searched.Contains(key.Key);
            SourcedNumber? known = Model.ReferenceNumbers.FirstOrDefault(number => number.Key == key.Key).Number;
            Append(
                text,
                key.Key,
                value,
                key.Units.Base,
                isFitted ? fitted
                    : known?.Value == value ? known.Source
                    : "Of the study's own model"
            );
        }

        text.Append("variability:\n");
        Variability variability = result.Study.Variability;
        // In the order of the library's own file, where the baseline comes first.
        IEnumerable<(string Key, double Cv)> cvs = FitSpace.Variations.Zip(FitSpace.Cvs(variability));
        foreach ((string key, double cv) in cvs.OrderByDescending(one => one.Key == "baseline-latency"))
        {
            bool isFitted = result.Plan.Estimated.Contains(key);
            bool isJoined = key == "session" && cv == 0;
            string source =
                isJoined ? "In the variability of trials: no session of the table has several"
                : isFitted ? fitted
                : "Of the study's own variability";
            Append(text, key, 100 * cv, "%", source);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string key, double value, string unit, string source) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"  {key}: {{ value: {Round(value)}, unit: {(unit is "1" or "%" ? Quoted(unit) : unit)}, "
                + $"basis: derived, source: {Quoted(source)} }}\n"
        );

    private static string EstimatesOf(FitResult result) =>
        Csv(
            ["parameter", "unit", "estimate", "standard_error", "low", "high", "low_is_open", "high_is_open", "shrinkage"],
            result.Estimates.Select(estimate =>
                (string[])
                    [
                        CsvText.Name(estimate.Name),
                        estimate.Unit,
                        Round(estimate.Value),
                        Round(estimate.StandardError),
                        Round(estimate.Low),
                        Round(estimate.High),
                        estimate.IsLowOpen ? "1" : "0",
                        estimate.IsHighOpen ? "1" : "0",
                        estimate.Shrinkage is { } shrinkage ? Round(Math.Round(shrinkage, 4)) : "",
                    ]
            )
        );

    private static string IndividualsOf(FitResult result) =>
        Csv(
            [
                "group",
                "rat",
                "latency_factor",
                "clearance_factor",
                "dissociation_factor",
                "tolerance_factor",
                "sensitization_factor",
                "values",
                "censored",
            ],
            result.Rats.Select(rat =>
                (string[])
                    [
                        CsvText.Name(rat.Group),
                        CsvText.Name(rat.Name),
                        Round(rat.Factors.LatencyFactor),
                        Round(rat.Factors.ClearanceFactor),
                        Round(rat.Factors.DissociationFactor),
                        Round(rat.Factors.ToleranceFactor),
                        Round(rat.Factors.SensitizationFactor),
                        Round(rat.Values),
                        Round(rat.Censored),
                    ]
            )
        );

    private static string PredictionsOf(FitResult result)
    {
        string unit = result.Study.Assay.Readout.Unit;
        return Csv(
            ["group", "rat", "time_h", $"observed_{unit}", "censored", $"population_{unit}", $"individual_{unit}", "residual"],
            result.Predictions.Select(one =>
                (string[])
                    [
                        CsvText.Name(one.Group),
                        CsvText.Name(one.Rat),
                        one.TimeH.ToString("0.######", CultureInfo.InvariantCulture),
                        Round(one.Observed),
                        one.Censored ? "1" : "0",
                        Round(one.Population),
                        Round(one.Individual),
                        Round(Math.Round(one.Residual, 4)),
                    ]
            )
        );
    }

    private static string ManifestOf(
        FitResult result,
        IEnumerable<(string Name, byte[] Bytes)> inputs,
        IEnumerable<(string Name, byte[] Bytes)> outputs
    )
    {
        JsonObject json = Fit.Describe(result.Plan);
        json["rats"] = result.Rats.Count;
        json["values"] = result.Predictions.Count;
        json["censored"] = result.Censored;
        json["log_likelihood"] = Number(result.LogLikelihood);
        json["aic"] = Number(result.Aic);
        json["bic"] = Number(result.Bic);
        json["estimates"] = new JsonArray([.. result.Estimates.Select(estimate => (JsonNode)Describe(estimate))]);
        json["correlations"] = new JsonArray([
            .. result.Estimates.Select(
                (_, row) =>
                    (JsonNode)
                        new JsonArray([.. result.Estimates.Select((_, column) => (JsonNode)Math.Round(result.Correlation(row, column), 4))])
            ),
        ]);
        json["comparisons"] = new JsonArray([.. result.Comparisons.Select(comparison => (JsonNode)Describe(comparison))]);
        json["warnings"] = new JsonArray([.. result.Warnings.Select(warning => (JsonNode)warning)]);
        json["inputs"] = RunManifest.Hashes(inputs);
        json["outputs"] = RunManifest.Hashes(outputs);
        return JsonText.Write(json);
    }

    private static JsonObject Describe(FitEstimate estimate) =>
        new()
        {
            ["name"] = estimate.Name,
            ["unit"] = estimate.Unit,
            ["value"] = Number(estimate.Value),
            ["standard_error"] = Number(estimate.StandardError),
            ["interval_95"] = new JsonArray(
                estimate.IsLowOpen ? null : Number(estimate.Low),
                estimate.IsHighOpen ? null : Number(estimate.High)
            ),
            ["shrinkage"] = estimate.Shrinkage is { } shrinkage ? Math.Round(shrinkage, 4) : null,
        };

    private static JsonObject Describe(FitComparison comparison) =>
        new()
        {
            ["parameter"] = comparison.Parameter,
            ["value"] = comparison.Value,
            ["unit"] = comparison.Unit,
            ["log_likelihood"] = Number(comparison.LogLikelihood),
            ["likelihood_ratio"] = Number(comparison.Ratio),
            ["p"] = Number(comparison.P),
            ["aic"] = Number(comparison.Aic),
            ["bic"] = Number(comparison.Bic),
        };

    private static string Csv(string[] head, IEnumerable<string[]> rows)
    {
        var text = new StringWriter { NewLine = "\n" };
        using (CsvWriter csv = CsvText.Writer(text))
        {
            csv.WriteRecord(head);
            foreach (string[] row in rows)
            {
                csv.WriteRecord(row);
            }
        }

        return text.ToString();
    }

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static double? Number(double value) => double.IsFinite(value) ? double.Parse(Round(value), CultureInfo.InvariantCulture) : null;

    private static string Round(double value) => value.ToString($"G{Digits}", CultureInfo.InvariantCulture);
}
