using System.Globalization;
using System.Text.Json.Nodes;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Evidence.Calibration;

/// <summary>Settings of a calibration. Equal settings give equal bytes.</summary>
public sealed record CalibrationPlan
{
    /// <summary>Seed of all random numbers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Population size of the global search.</summary>
    public int Population
    {
        get;
        init => field = (int)Guard.InRange(value, 5, 10_000, "population", "", "population");
    } = 40;

    /// <summary>Generations of the global search.</summary>
    public int Generations
    {
        get;
        init => field = (int)Guard.InRange(value, 0, 100_000, "number of generations", "", "generations");
    } = 60;

    /// <summary>Number of plausible parameter sets to draw.</summary>
    public int Ensemble
    {
        get;
        init => field = (int)Guard.InRange(value, 0, 100_000, "size of the ensemble", "", "ensemble");
    } = 200;

    /// <summary>All findings. Those for calibration are fitted; all are checked at the end.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Stands for the content of the evidence files; that of the library's if not set.</summary>
    public string EvidenceDigest { get; init; } = EvidenceFile.Digest;

    /// <summary>The model to fit.</summary>
    public Model Model { get; init; } = Model.Reference;

    /// <summary>Prior ranges of the parameters.</summary>
    internal IReadOnlyList<ParameterPrior> Prior { get; init; } = PriorFile.Library;

    /// <summary>Parameters fixed at a value, to test reduced models.</summary>
    public IReadOnlyDictionary<string, double> Fixed { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether the reference contract and the findings of the same weight are fitted.</summary>
    public bool WithContract { get; init; } = true;

    /// <summary>Rounds of the local search; each starts a new simplex at the best point.</summary>
    public int LocalRounds
    {
        get;
        init => field = (int)Guard.InRange(value, 0, 1000, "number of rounds", "", "rounds");
    } = 4;

    /// <summary>Evaluations in a round.</summary>
    public int LocalEvaluations { get; init; } = 300;

    /// <summary>Maximum number of evaluations of the objective for the plausible sets.</summary>
    public int Evaluations
    {
        get;
        init => field = (int)Guard.InRange(value, 1, 1_000_000, "number of evaluations", "", "evaluations");
    } = 15_000;

    /// <summary>Waves of evaluations that train the emulator in the plausible region.</summary>
    public int Waves { get; init; } = 10;

    /// <summary>Evaluations in a wave.</summary>
    public int WavePoints { get; init; } = 250;

    /// <summary>Markov chains.</summary>
    public int Chains { get; init; } = 4;

    /// <summary>Burn-in blocks, which train the emulator and are discarded.</summary>
    public int BurnInBlocks { get; init; } = 8;

    /// <summary>Steps of a chain in a block; each evaluates the objective once.</summary>
    public int BlockSteps { get; init; } = 10;

    /// <summary>Steps before each of them on the intermediate density, in which the worst emulated terms are computed exactly.</summary>
    public int PartlySteps { get; init; } = 4;

    /// <summary>Trajectories on the emulated density before each of those steps.</summary>
    public int WalkSteps { get; init; } = 16;

    /// <summary>Threads; null for one per processor. does not affect the result.</summary>
    public int? Threads { get; init; }

    /// <summary>Reads parameters that are held at a value.</summary>
    /// <param name="texts">Texts of the form KEY=VALUE, the value in the unit of the parameter.</param>
    /// <exception cref="ArgumentException">A key is no parameter, or a value is no number in its range.</exception>
    public static IReadOnlyDictionary<string, double> ReadFixed(IReadOnlyList<string> texts)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            ParameterKey parameter = ParameterKey.Named(parts[0]);
            bool isNumber = double.TryParse(parts[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            if (parts.Length < 2 || !isNumber || !(value >= parameter.Low && value <= parameter.High))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"--fix {text}: write {parameter.Key}=VALUE, with a value from "
                            + $"{parameter.Low:G6} to {parameter.High:G6} in {parameter.Units.Base}."
                    )
                );
            }

            values[parameter.Key] = value;
        }

        return values;
    }

    /// <summary>The objective.</summary>
    /// <exception cref="ArgumentException">No parameter is left to fit, or a fixed parameter is not in the model.</exception>
    internal Objective Objective()
    {
        if (Fixed.Keys.FirstOrDefault(key => !Model.Has(ParameterKey.Named(key))) is { } foreign)
        {
            throw new ArgumentException($"The model {Model} has no parameter {foreign}, so it cannot be fixed.");
        }

        ParameterPrior[] free =
        [
            .. Prior.Where(prior => Model.Has(prior.Parameter) && !Fixed.ContainsKey(prior.Parameter.Key)).Select(Start),
        ];
        NociceptionParameters rest = Fixed.Aggregate(Model.Parameters, (set, pair) => ParameterKey.Named(pair.Key).With(set, pair.Value));
        return free.Length > 0
            ? new Objective(Findings, free, rest, WithContract)
            : throw new ArgumentException("Every parameter is fixed; there is nothing to fit.");
    }

    // The prior starts at an earlier search of the library's model; a rival starts at its own parameters.
    private ParameterPrior Start(ParameterPrior prior) =>
        Model.HasOwn ? prior with { Start = Math.Clamp(prior.Parameter.Get(Model.Parameters), prior.Low, prior.High) } : prior;

    /// <summary>Everything that the result depends on, as text. A checkpoint is resumed only if this text is the same.</summary>
    internal string Arguments() =>
        new JsonObject
        {
            ["library"] = RunManifest.LibraryVersion,
            ["model"] = RunManifest.ModelVersion,
            ["model_name"] = Model.Name,
            ["form"] = Model.Form.ToString(),
            ["seed"] = Seed,
            ["population"] = Population,
            ["generations"] = Generations,
            ["ensemble"] = Ensemble,
            ["evidence"] = EvidenceDigest,
            ["contract"] = WithContract,
            ["prior"] = new JsonObject(
                Objective()
                    .Free.Select(prior =>
                        KeyValuePair.Create(prior.Parameter.Key, (JsonNode?)new JsonArray(prior.Start, prior.Low, prior.High))
                    )
            ),
            ["fixed"] = new JsonObject(
                Fixed.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))
            ),
            ["rest"] = new JsonArray([
                .. ParameterKey
                    .All.Where(key => Prior.All(prior => prior.Parameter.Key != key.Key))
                    .Select(key => (JsonNode)key.Get(Model.Parameters)),
            ]),
            ["local"] = new JsonArray(LocalRounds, LocalEvaluations),
            ["sampling"] = new JsonArray(Evaluations, Waves, WavePoints, Chains, BurnInBlocks, BlockSteps, PartlySteps, WalkSteps),
        }.ToJsonString();
}
