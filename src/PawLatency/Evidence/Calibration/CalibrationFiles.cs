using System.Globalization;
using System.Text;
using CsvHelper;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Evidence.Calibration;

/// <summary>Writes what a calibration found, and its checkpoint.</summary>
internal static class CalibrationFiles
{
    public const string Ensemble = "ensemble.csv",
        Report = "identifiability.md";

    private const int BestDigits = 4,
        SetDigits = 6;

    private const string ReferenceHead =
        "name: reference\ndescription: >-\n  The typical rat, calibrated on the published findings by `pawlatency calibrate`; "
        + "the ensemble beside it says how sure each number is.\n";

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="arguments">What is asked for now.</param>
    /// <exception cref="ArgumentException">It is damaged, or of other arguments.</exception>
    public static CalibrationState ReadCheckpoint(string file, byte[] bytes, string arguments)
    {
        CalibrationState state = CheckpointFile.Read<CalibrationState>(file, bytes);
        return state.Arguments == arguments
            ? state
            : throw new ArgumentException(
                $"{file} is of a calibration with other arguments, evidence or prior; --force begins anew, --out names another folder."
            );
    }

    /// <summary>The set at a place, with few enough digits to be read.</summary>
    public static NociceptionParameters Rounded(Objective objective, double[] place)
    {
        NociceptionParameters set = objective.Parameters(place);
        return objective.Free.Aggregate(
            set,
            (rounded, prior) => prior.Parameter.With(rounded, Round(prior.Parameter.Get(set), BestDigits))
        );
    }

    /// <summary>Name of the file that the parameters of a model are written to.</summary>
    public static string Parameters(Model model) => $"{model.Name}.yaml";

    /// <summary>
    /// The parameter file of the library with other values for the fitted parameters, how rats differ as it is; or the file of a rival with
    /// these
    /// values for its parameters.
    /// </summary>
    /// <param name="best">The values, of the model they are for.</param>
    /// <param name="free">Which were fitted.</param>
    /// <param name="held">Which were held at a value by the user.</param>
    /// <param name="source">Where the fitted values come from.</param>
    public static string WriteParameters(
        NociceptionParameters best,
        IReadOnlyList<ParameterPrior> free,
        IEnumerable<string> held,
        string source
    )
    {
        string[] library = Encoding.UTF8.GetString(EmbeddedData.Bytes("parameters/reference.yaml")).Split('\n');
        var text = new StringBuilder(best.Model.IsReference ? ReferenceHead : best.Model.Head).Append("nociception:\n");
        foreach (ParameterKey parameter in ParameterKey.All.Where(best.Model.Has))
        {
            bool fitted = free.Any(prior => prior.Parameter == parameter);
            string value = parameter.Get(best).ToString("R", CultureInfo.InvariantCulture),
                unit = parameter.Units == UnitSet.Fraction ? "\"1\"" : parameter.Units.Base;
            string? old = library.FirstOrDefault(line => line.StartsWith($"  {parameter.Key}: ", StringComparison.Ordinal));
            text.Append(
                fitted ? $"  {parameter.Key}: {{ value: {value}, unit: {unit}, basis: derived, source: \"{source}\" }}\n"
                : held.Contains(parameter.Key)
                    ? $"  {parameter.Key}: {{ value: {value}, unit: {unit}, basis: assumed, "
                        + $"source: \"Held at this value to see what the model does without it\" }}\n"
                : old is null ? ""
                : old + "\n"
            );
        }

        return best.Model.IsReference
            ? text.Append(string.Join('\n', library.SkipWhile(line => !line.StartsWith("variability:", StringComparison.Ordinal))))
                .ToString()
            : text.ToString();
    }

    /// <summary>A row for each plausible set.</summary>
    public static string WriteEnsemble(Objective objective, IReadOnlyList<PlausibleSet> sets)
    {
        var text = new StringWriter { NewLine = "\n" };
        using (CsvWriter csv = CsvText.Writer(text))
        {
            // A factor that is 1 in every set says nothing.
            ParameterKey[] keys =
            [
                .. ParameterKey.Required,
                .. ParameterKey.Factors.Where(factor =>
                    factor.Get(objective.Parameters(objective.Start)) != 1 || objective.Free.Any(prior => prior.Parameter == factor)
                ),
            ];
            csv.WriteRecord([.. keys.Select(parameter => parameter.Key), "cost"]);
            foreach (PlausibleSet set in sets)
            {
                NociceptionParameters parameters = objective.Parameters(set.Place);
                csv.WriteRecord([
                    .. keys.Select(parameter => Text(Round(parameter.Get(parameters), SetDigits))),
                    Text(Math.Round(set.Cost, 3)),
                ]);
            }
        }

        return text.ToString();
    }

    /// <summary>What the evidence pins and what not.</summary>
    /// <param name="rows">A row for each fitted parameter.</param>
    /// <param name="state">The end of the calibration.</param>
    /// <param name="how">The command and its date.</param>
    public static string WriteReport(IReadOnlyList<Identifiability> rows, CalibrationState state, string how)
    {
        int chains = state.Chains!.Positions.Length,
            evaluations = state.Evaluations.Count + state.Sets.Count;
        double accepted = 100.0 * state.Chains.Accepted / state.Sets.Count,
            worst = rows.Max(row => row.RHat),
            fewest = rows.Min(row => row.EffectiveDraws);
        string met = worst < EnsembleSampling.MetBelow ? "The chains have met" : "The chains have NOT met: the widths are lower bounds";
        string outside = string.Join(", ", rows.Where(row => !row.HoldsBest).Select(row => row.Prior.Parameter.Key));
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"# What the evidence pins\n\n{how}. {state.Sets.Count} draws of {chains} chains "
                + $"with density exp(-(cost - best cost) / 2T), T = {state.Temperature:0.##}.\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"{met}: the largest R-hat is {worst:0.000}, the fewest independent draws are "
                + $"{fewest:0}. {evaluations} evaluations, {accepted:0} % of the proposals accepted.\n"
        );
        text.Append(
            outside.Length == 0
                ? "The best set lies inside the 90 % range of every parameter.\n\n"
                : $"The best set lies outside the 90 % range in {outside}.\n\n"
        );
        text.Append(
            "Widths are those of the middle 90 %, in natural-log units (0.7 is a factor of two); "
                + "the ratio is that of the sets to the prior. Pinned: below 0.3. Not pinned: above 0.7,\n"
        );
        text.Append(
            "the value is then the prior's choice. R-hat: rank-normalised and split (Vehtari et al. "
                + "2021); below 1.05 the chains have met. Draws: independent draws that all draws are worth.\n\n"
        );
        text.Append(
            "| parameter | unit | best | 5 % | median | 95 % | prior width | width | ratio "
                + "| verdict | R-hat | draws |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n"
        );
        foreach (Identifiability row in rows)
        {
            text.Append("| ").AppendJoin(" | ", Cells(row)).Append(" |\n");
        }

        return text.ToString();
    }

    private static string[] Cells(Identifiability row) =>
        [
            row.Prior.Parameter.Key,
            row.Prior.Parameter.Units.Base,
            Short(row.Best),
            Short(row.P05),
            Short(row.Median),
            Short(row.P95),
            Fixed(row.Prior.Width90),
            Fixed(row.Width90),
            Fixed(row.Ratio),
            row.Verdict,
            Digits(row.RHat, "0.000"),
            Digits(row.EffectiveDraws, "0"),
        ];

    private static double Round(double value, int digits) =>
        double.Parse(value.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Short(double value) => Text(Round(value, 3));

    private static string Fixed(double value) => Digits(value, "0.00");

    private static string Digits(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "";
}
