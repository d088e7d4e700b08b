using System.Globalization;
using System.Text.Json.Nodes;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Evidence.Calibration;

/// <summary>What a calibration is to do. Equal plans give equal bytes.</summary>
public sealed record CalibrationPlan
{
    /// <summary>Seed of all random numbers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Members of the global search.</summary>
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

    /// <summary>Plausible sets to draw.</summary>
    public int Ensemble
    {
        get;
        init => field = (int)Guard.InRange(value, 0, 100_000, "size of the ensemble", "", "ensemble");
    } = 200;

    /// <summary>All findings; those for calibration are fitted, all are counted in the end.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Stands for the content of the evidence files; that of the library's if not set.</summary>
    public string EvidenceDigest { get; init; } = EvidenceFile.Digest;

    /// <summary>The model that is fitted.</summary>
    public Model Model { get; init; } = Model.Reference;

    /// <summary>What was held possible.</summary>
    internal IReadOnlyList<ParameterPrior> Prior { get; init; } = PriorFile.Library;

    /// <summary>Parameters that are held at a value, for rivals of the model: key and value, each in its unit.</summary>
    public IReadOnlyDictionary<string, double> Fixed { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether the reference contract and the findings that count as much are fitted.</summary>
    public bool WithContract { get; init; } = true;

    /// <summary>Rounds of the local search; each starts a new simplex at the best place.</summary>
    public int LocalRounds
    {
        get;
        init => field = (int)Guard.InRange(value, 0, 1000, "number of rounds", "", "rounds");
    } = 4;

    /// <summary>Evaluations of a round.</summary>
    public int LocalEvaluations { get; init; } = 300;

    /// <summary>Most evaluations of the objective for the plausible sets.</summary>
    public int Evaluations
    {
        get;
        init => field = (int)Guard.InRange(value, 1, 1_000_000, "number of evaluations", "", "evaluations");
    } = 15_000;

    /// <summary>Waves in which the emulator learns where the plausible sets lie.</summary>
    public int Waves { get; init; } = 10;

    /// <summary>Evaluations of a wave.</summary>
    public int WavePoints { get; init; } = 250;

    /// <summary>Markov chains.</summary>
    public int Chains { get; init; } = 4;

    /// <summary>Blocks of the chains that are thrown away while the emulator learns from them.</summary>
    public int BurnInBlocks { get; init; } = 8;

    /// <summary>Steps of a chain in a block, each an evaluation of the objective.</summary>
    public int BlockSteps { get; init; } = 10;

    /// <summary>Steps before each of them on the density whose worst emulated terms are computed.</summary>
    public int PartlySteps { get; init; } = 4;

    /// <summary>Trajectories on the emulated density before each of those.</summary>
    public int WalkSteps { get; init; } = 16;

    /// <summary>Threads; null for one for each processor. Without influence on the result.</summary>
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
    /// <exception cref="ArgumentException">Nothing is left to fit, or what is fixed is no parameter of the model.</exception>
    internal Objective Objective()
    {
        if (Fixed.Keys.FirstOrDefault(key => !Model.Has(ParameterKey.Named(key))) is { } foreign)
        {
            throw new ArgumentException($"The model {Model} is without {foreign}, so it cannot be held at a value.");
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

    // The prior starts at an earlier search of the library's own model; a rival with parameters of its own starts at those.
    private ParameterPrior Start(ParameterPrior prior) =>
        Model.HasOwn ? prior with { Start = Math.Clamp(prior.Parameter.Get(Model.Parameters), prior.Low, prior.High) } : prior;

    /// <summary>Everything a result depends on, as text: a checkpoint is taken up only where it is the same.</summary>
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
