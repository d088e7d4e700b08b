using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Fitting;

/// <summary>The coordinates of a fit, and what a point means: parameters of each group, the baseline, and how rats, sessions and trials
/// vary.</summary>
internal sealed class FitSpace
{
    /// <summary>The coefficients of variation, by their keys in a parameter file: four effects of the equations, then the baseline,
    /// sessions and trials.</summary>
    public static readonly IReadOnlyList<string> Variations =
    [
        "clearance",
        "affinity",
        "tolerance-gain",
        "sensitization-gain",
        "baseline-latency",
        "session",
        "trial",
    ];

    /// <summary>Name of the coordinate of the untreated typical rat.</summary>
    public const string Baseline = "baseline";

    private const double LeastSd = 0.002,
        MostSd = 1.2,
        LeastStart = 0.05;

    private readonly FitData _data;
    private readonly NociceptionParameters _parameters;
    private readonly double[] _sds;
    private readonly double _baseline;

    /// <summary>Lays out the coordinates.</summary>
    /// <param name="plan">What is free.</param>
    /// <param name="data">The table.</param>
    /// <param name="fixedAt">Parameters that are held at a value.</param>
    public FitSpace(FitPlan plan, FitData data, IReadOnlyDictionary<string, double> fixedAt)
    {
        _data = data;
        _parameters = fixedAt.Aggregate(plan.Study.Parameters, (set, held) => ParameterKey.Named(held.Key).With(set, held.Value));
        _sds = [.. Cvs(plan.Study.Variability).Select(Variability.LogSd)];
        // Without sessions of several trials the scatter of sessions cannot be told from that of trials.
        _sds[5] = data.HasTrials ? _sds[5] : 0;
        _baseline = StartOfBaseline(data);
        IEnumerable<string> free = plan.Searched.Where(name => !fixedAt.ContainsKey(name));
        Coordinates =
        [
            .. free.Select(Parameter),
            .. plan.Covariates.Where(one => !fixedAt.ContainsKey(one.Parameter)).Select(one => Covariate(one.Parameter, one.Group)),
            new(Baseline, CoordinateKind.Baseline, 0, null, null, _baseline, _baseline - 3, _baseline + 3, 0, double.PositiveInfinity),
            .. Variations.Index().Where(one => IsEstimated(plan, one.Index, one.Item)).Select(one => Variation(one.Index)),
        ];
    }

    public IReadOnlyList<FitCoordinate> Coordinates { get; }

    public double[] Start => [.. Coordinates.Select(coordinate => coordinate.Start)];

    /// <summary>The key of a coefficient of variation.</summary>
    /// <exception cref="ArgumentException">There is none of this name; the message suggests the nearest.</exception>
    public static string VariationNamed(string name) =>
        Variations.FirstOrDefault(one => one.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no coefficient of variation \"{name}\".{Nearest.Suggest(name, [.. Variations])}");

    /// <summary>Reads a point.</summary>
    public FitPoint At(ReadOnlySpan<double> point)
    {
        double baseline = _baseline;
        double[] sds = [.. _sds];
        NociceptionParameters typical = _parameters;
        for (int i = 0; i < point.Length; i++)
        {
            FitCoordinate coordinate = Coordinates[i];
            switch (coordinate.Kind)
            {
                case CoordinateKind.Baseline:
                    baseline = point[i];
                    break;
                case CoordinateKind.Variation:
                    sds[coordinate.Place] = Math.Exp(point[i]);
                    break;
                case CoordinateKind.Parameter when coordinate.Group is null:
                    typical = coordinate.Key!.With(typical, Bounded(coordinate.Key, Math.Exp(point[i])));
                    break;
            }
        }

        return new FitPoint(typical, baseline, sds);
    }

    /// <summary>The parameters of a group at a point.</summary>
    public NociceptionParameters Of(FitGroup group, FitPoint at, ReadOnlySpan<double> point)
    {
        NociceptionParameters set = at.Typical;
        for (int i = 0; i < point.Length; i++)
        {
            if (Coordinates[i] is { Group: { } name, Key: { } key } && name == group.Group.Name)
            {
                set = key.With(set, Bounded(key, key.Get(set) * Math.Exp(point[i])));
            }
        }

        return set;
    }

    /// <summary>The coordinates that move the parameters of a group.</summary>
    public int[] Moving(FitGroup group) =>
        group.IsTreated
            ?
            [
                .. Coordinates
                    .Index()
                    .Where(one => one.Item.Kind == CoordinateKind.Parameter && (one.Item.Group ?? group.Group.Name) == group.Group.Name)
                    .Select(one => one.Index),
            ]
            : [];

    /// <summary>The effects in which the rats of a group differ.</summary>
    public static int[] Effects(FitGroup group, FitPoint at) =>
        group.IsTreated ? [.. Enumerable.Range(0, GroupModel.EffectCount).Where(effect => at.Sds[effect] > 0)] : [];

    private static double Bounded(ParameterKey key, double value) => Math.Clamp(value, key.Low, key.High);

    /// <summary>The coefficients of variation, in the order of <see cref="Variations"/>, fractions.</summary>
    public static double[] Cvs(Variability variability) =>
        [
            variability.Clearance,
            variability.Affinity,
            variability.ToleranceGain,
            variability.SensitizationGain,
            variability.BaselineLatency,
            variability.Session,
            variability.Trial,
        ];

    private bool IsEstimated(FitPlan plan, int place, string name) =>
        plan.Estimated.Contains(name) && (place < 5 || _sds[place] > 0 || place == 6) && (place >= GroupModel.EffectCount || IsTreated);

    private bool IsTreated => _data.Groups.Any(group => group.IsTreated);

    private FitCoordinate Parameter(string name)
    {
        ParameterKey key = ParameterKey.Named(name);
        ParameterPrior? prior = PriorFile.Library.FirstOrDefault(one => one.Parameter == key);
        double value = key.Get(_parameters),
            low = Math.Max(key.Low, 1e-6);
        double start = Math.Log(value > low ? value : prior?.Start ?? 1);
        return new FitCoordinate(
            key.Key,
            CoordinateKind.Parameter,
            0,
            key,
            null,
            start,
            Math.Log(low),
            Math.Log(key.High),
            prior is null ? 0 : Math.Log(prior.Start),
            prior is null ? double.PositiveInfinity : Math.Log(prior.High / prior.Low) / 2
        );
    }

    private static FitCoordinate Covariate(string name, string group)
    {
        ParameterKey key = ParameterKey.Named(name);
        return new FitCoordinate($"{key.Key} in {group}", CoordinateKind.Parameter, 0, key, group, 0, -6, 6, 0, double.PositiveInfinity);
    }

    private FitCoordinate Variation(int place) =>
        new(
            Variations[place] + " cv",
            CoordinateKind.Variation,
            place,
            null,
            null,
            Math.Log(Math.Max(_sds[place], LeastStart)),
            Math.Log(LeastSd),
            Math.Log(MostSd),
            0,
            double.PositiveInfinity
        );

    // The median of what untreated rats read over what the study says: of groups without a dose, else of the times before the first dose,
    // else of everything.
    private static double StartOfBaseline(FitData data)
    {
        double[] Ratios(Func<FitGroup, double, bool> counts) =>
            [
                .. data
                    .Rats.SelectMany(rat =>
                        rat.Trials.Where(trial => counts(data.Groups[rat.Group], data.Groups[rat.Group].TimesH[trial.Time]))
                            .Select(trial => trial.Log - trial.LogNovelty - Math.Log(UntreatedS(data, data.Groups[rat.Group].Group)))
                    )
                    .Order(),
            ];
        double[] ratios = Ratios((group, hours) => !group.IsTreated || hours <= group.Dosing.Starts[0]);
        ratios = ratios.Length > 0 ? ratios : Ratios((_, _) => true);
        return ratios[ratios.Length / 2];
    }

    /// <summary>Latency of the untreated typical rat of the study in a group, s.</summary>
    public static double UntreatedS(FitData data, Group group) =>
        group.Assay(data.Study.Assay).UntreatedS(data.Study.Parameters.BaselineThresholdC);
}

/// <summary>What a point of the search means.</summary>
/// <param name="Typical">Parameters of the typical rat.</param>
/// <param name="LogBaseline">Logarithm of the latency of the untreated typical rat over that of the study.</param>
/// <param name="Sds">Standard deviations of logarithms, in the order of <see cref="FitSpace.Variations"/>.</param>
internal sealed record FitPoint(NociceptionParameters Typical, double LogBaseline, double[] Sds)
{
    public LogSds LogSds => new(Sds[4], Sds[5], Sds[6]);
}
