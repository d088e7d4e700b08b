using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using PawLatency.Nociception;

namespace PawLatency.Fitting;

/// <summary>What a fit found.</summary>
public sealed class FitResult
{
    // Beyond this two parameters are one to the data.
    private const double NotTold = 0.95;

    // Two climbs that end within this of each other ended at the same place.
    private const double SameHeight = 0.1;

    private readonly FitRun _run;
    private readonly FitState _state;
    private readonly Matrix<double> _covariance;

    internal FitResult(FitPlan plan, FitRun run, FitState state)
    {
        (Plan, _run, _state) = (plan, run, state);
        _covariance = FitRun.Positive(FitRun.Curvature(state)).Inverse();
        run.Population.Forget();
        PopulationPoint best = run.Population.Evaluate(state.Best.Point, withGradient: false);
        FitScene scene = FitScene.At(run.Data, run.Space, state.Best.Point, null, withNeighbours: false);
        FitPoint at = scene.Point;
        Study = plan.Study with { Parameters = at.Typical, Variability = VariabilityOf(at, plan.Study.Variability) };
        Rats = [.. best.Rats.Select((rat, index) => Rat(scene, run.Data.Rats[index], rat.Mode))];
        Predictions = [.. best.Rats.SelectMany((rat, index) => Predict(scene, run.Data.Rats[index], rat.Mode, Rats[index]))];
        Estimates = [.. run.Space.Coordinates.Select((coordinate, index) => Estimate(coordinate, index, best, scene))];
        Comparisons = [.. plan.Compare.Zip(state.Comparisons, (asked, end) => Compare(asked.Parameter, asked.Value, end))];
    }

    /// <summary>What was asked for.</summary>
    public FitPlan Plan { get; }

    /// <summary>The study with the fitted parameters and variability; baseline and doses are its own.</summary>
    public Study Study { get; }

    /// <summary>The fitted numbers.</summary>
    public IReadOnlyList<FitEstimate> Estimates { get; }

    /// <summary>The rats, each as the data show it.</summary>
    public IReadOnlyList<FittedRat> Rats { get; }

    /// <summary>Every value beside what the fit predicts.</summary>
    public IReadOnlyList<FitPrediction> Predictions { get; }

    /// <summary>The comparisons that were asked for.</summary>
    public IReadOnlyList<FitComparison> Comparisons { get; }

    /// <summary>Logarithm of the marginal likelihood, without priors, dimensionless.</summary>
    public double LogLikelihood => _state.Best.LogLikelihood;

    /// <summary>Akaike's criterion, dimensionless; smaller is better.</summary>
    public double Aic => 2 * Estimates.Count - 2 * LogLikelihood;

    /// <summary>The Bayesian criterion with the number of values, dimensionless; smaller is better.</summary>
    public double Bic => Estimates.Count * Math.Log(_run.Data.Count) - 2 * LogLikelihood;

    /// <summary>Number of values that are lower bounds.</summary>
    public int Censored => _run.Data.Censored;

    /// <summary>Correlation of two estimates, -1 to 1, from the second derivatives.</summary>
    /// <param name="first">Place of one in <see cref="Estimates"/>.</param>
    /// <param name="second">Place of the other.</param>
    public double Correlation(int first, int second) =>
        _covariance[first, second] / Math.Sqrt(_covariance[first, first] * _covariance[second, second]);

    /// <summary>What the reader of the numbers has to know, in sentences; empty if there is nothing.</summary>
    public IReadOnlyList<string> Warnings => [.. Flat(), .. Together(), .. Lower()];

    /// <summary>Names of the files of a fit: parameters, estimates, rats, predictions, and the manifest last.</summary>
    public static IReadOnlyList<string> FileNames => FitFiles.Names;

    /// <summary>The files of a fit, name and bytes, the manifest last. The first is a parameter file (<see
    /// cref="Study.WithParameters"/>).</summary>
    /// <param name="table">Name of the file of the table.</param>
    /// <param name="inputs">Name and bytes of each input file.</param>
    /// <param name="more">Further files that are written with them, for the manifest.</param>
    public IReadOnlyList<(string Name, byte[] Bytes)> Files(
        string table,
        IEnumerable<(string Name, byte[] Bytes)> inputs,
        params IEnumerable<(string Name, byte[] Bytes)> more
    ) => FitFiles.Write(this, table, inputs, more);

    private IEnumerable<string> Flat() =>
        Estimates
            .Where(estimate => estimate.IsLowOpen || estimate.IsHighOpen)
            .Select(estimate =>
                $"These data do not bound {estimate.Name} from "
                + (
                    estimate is { IsLowOpen: true, IsHighOpen: true } ? "below or above"
                    : estimate.IsLowOpen ? "below"
                    : "above"
                )
                + ": its profile is flat."
            );

    private IEnumerable<string> Together() =>
        Enumerable
            .Range(0, Estimates.Count)
            .SelectMany(second => Enumerable.Range(0, second).Select(first => (first, second)))
            .Where(pair => Math.Abs(Correlation(pair.first, pair.second)) > NotTold)
            .Select(pair =>
                $"These data do not tell {Estimates[pair.first].Name} from {Estimates[pair.second].Name}: "
                + FormattableString.Invariant($"their estimates have a correlation of {Correlation(pair.first, pair.second):0.00}.")
            );

    private IEnumerable<string> Lower()
    {
        int lower = _state.Starts.Count(start => start.Value < _state.Best.Value - SameHeight);
        return lower == 0 ? [] : [$"{lower} of {_state.Starts.Count} searches ended lower than the best; more --starts make surer."];
    }

    private FitEstimate Estimate(FitCoordinate coordinate, int index, PopulationPoint best, FitScene scene)
    {
        double place = _state.Best.Point[index],
            se = Math.Sqrt(_covariance[index, index]),
            reach = Normal.InvCDF(0, 1, 0.975);
        ProfileEnd[] ends =
            _state.Profiles.Count > 0
                ? [_state.Profiles[2 * index], _state.Profiles[2 * index + 1]]
                : [new(place - reach * se, false), new(place + reach * se, false)];
        double scale =
            coordinate.Kind == CoordinateKind.Baseline ? Study.Assay.Readout.Of(Study.Assay.UntreatedS(Study.Parameters.BaselineThresholdC))
            : coordinate.Kind == CoordinateKind.Variation ? 100
            : 1;
        string unit =
            coordinate.Kind == CoordinateKind.Baseline ? Study.Assay.Readout.Unit
            : coordinate.Kind == CoordinateKind.Variation ? "%"
            : coordinate.Group is not null ? "1"
            : coordinate.Key!.Units.Base;
        return new FitEstimate(
            coordinate.Name,
            unit,
            scale * coordinate.Reported(place),
            scale * coordinate.ReportedSlope(place) * se,
            scale * coordinate.Reported(ends[0].Value),
            scale * coordinate.Reported(ends[1].Value)
        )
        {
            IsLowOpen = ends[0].IsOpen,
            IsHighOpen = ends[1].IsOpen,
            Shrinkage = coordinate.Kind == CoordinateKind.Variation ? Shrinkage(coordinate.Place, best, scene) : null,
        };
    }

    // How much closer together the rats' modes are than the rats.
    private double? Shrinkage(int variation, PopulationPoint best, FitScene scene)
    {
        double[] effects =
            variation == 4 ? [.. best.Rats.Select(rat => rat.Mode.Density.Effect / scene.Point.Sds[4])]
            : variation < 4
                ?
                [
                    .. best
                        .Rats.Select(
                            (rat, index) => (rat.Mode, Place: Array.IndexOf(scene.Effects[_run.Data.Rats[index].Group], variation))
                        )
                        .Where(one => one.Place >= 0)
                        .Select(one => one.Mode.Effects[one.Place]),
                ]
            : [];
        return effects.Length < 2 ? null : 1 - effects.StandardDeviation();
    }

    private FitComparison Compare(string parameter, double value, FitEnd end)
    {
        ParameterKey key = ParameterKey.Named(parameter);
        double ratio = Math.Max(0, 2 * (LogLikelihood - end.LogLikelihood));
        // Held at a limit, half of all data sets have their maximum there (Self and Liang 1987, J Am Stat Assoc 82:605-610).
        bool isAtLimit = value <= key.Low || value >= key.High;
        double p = (isAtLimit ? 0.5 : 1) * (1 - ChiSquared.CDF(1, ratio));
        int parameters = Estimates.Count - 1;
        return new FitComparison(parameter, value, key.Units.Base, end.LogLikelihood, ratio, ratio == 0 ? 1 : p)
        {
            Aic = 2 * parameters - 2 * end.LogLikelihood,
            Bic = parameters * Math.Log(_run.Data.Count) - 2 * end.LogLikelihood,
        };
    }

    private static FittedRat Rat(FitScene scene, FitRat rat, RatPoint mode)
    {
        double[] effects = [.. scene.Effects[rat.Group].Select((place, i) => mode.Effects[i] * scene.Point.Sds[place])];
        VirtualRat factors = scene.Models[rat.Group].Rat(effects);
        return new FittedRat(
            scene.GroupName(rat.Group),
            rat.Name,
            factors with
            {
                LatencyFactor = Math.Exp(mode.Density.Effect),
            },
            rat.Trials.Length
        )
        {
            Censored = rat.Trials.Count(trial => trial.Censored),
        };
    }

    private IEnumerable<FitPrediction> Predict(FitScene scene, FitRat rat, RatPoint mode, FittedRat fitted)
    {
        Prediction typical = scene.Models[rat.Group].At(new double[scene.Effects[rat.Group].Length], withParameters: false);
        LogSds sds = scene.Point.LogSds;
        double sd = Math.Sqrt(sds.Session * sds.Session + sds.Trial * sds.Trial),
            perS = Study.Assay.Readout.PerS;
        return rat.Trials.Select(
            (trial, index) =>
            {
                double log = mode.Predicted[index] + mode.Density.Effect,
                    population = typical.Logs[trial.Time] + scene.Point.LogBaseline + trial.LogNovelty;
                return new FitPrediction(
                    fitted.Group,
                    rat.Name,
                    scene.TimesH(rat.Group)[trial.Time],
                    trial.LatencyS * perS,
                    trial.Censored,
                    Math.Exp(population) * perS,
                    Math.Exp(log) * perS,
                    (trial.Log - log) / sd
                );
            }
        );
    }

    private static Variability VariabilityOf(FitPoint at, Variability usual)
    {
        double Cv(int place) => Math.Min(2, Math.Sqrt(Math.Exp(at.Sds[place] * at.Sds[place]) - 1));
        return usual with
        {
            Clearance = Cv(0),
            Affinity = Cv(1),
            ToleranceGain = Cv(2),
            SensitizationGain = Cv(3),
            BaselineLatency = Cv(4),
            Session = Cv(5),
            Trial = Cv(6),
        };
    }
}

/// <summary>A fitted number.</summary>
/// <param name="Name">Key of the parameter, "baseline" for the reading of the untreated typical rat, or a coefficient of variation.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">The estimate, in its unit.</param>
/// <param name="StandardError">Its standard error, in its unit.</param>
/// <param name="Low">Lower end of the 95 % interval, in its unit.</param>
/// <param name="High">Upper end, in its unit.</param>
public sealed record FitEstimate(string Name, string Unit, double Value, double StandardError, double Low, double High)
{
    /// <summary>Whether the profile is flat below, so that the data give no lower end.</summary>
    public bool IsLowOpen { get; init; }

    /// <summary>Whether the profile is flat above.</summary>
    public bool IsHighOpen { get; init; }

    /// <summary>Of a variation between rats: the share by which the rats' estimates are closer together than the rats, 0 to
    /// 1; null for others.</summary>
    public double? Shrinkage { get; init; }
}

/// <summary>A rat as the data show it.</summary>
/// <param name="Group">Its group.</param>
/// <param name="Name">Its name in the table.</param>
/// <param name="Factors">Its factors: the most likely ones, and the mean of that of its latency.</param>
/// <param name="Values">Number of its values.</param>
public sealed record FittedRat(string Group, string Name, VirtualRat Factors, int Values)
{
    /// <summary>How many of its values are lower bounds.</summary>
    public int Censored { get; init; }
}

/// <summary>A value beside what the fit predicts, in the unit that is read, s or g.</summary>
/// <param name="Group">The group.</param>
/// <param name="Rat">Name of the rat.</param>
/// <param name="TimeH">Time, h.</param>
/// <param name="Observed">The value, s or g.</param>
/// <param name="Censored">Whether it is a lower bound.</param>
/// <param name="Population">That of the typical rat, s or g.</param>
/// <param name="Individual">That of this rat, s or g.</param>
/// <param name="Residual">Distance from the rat's prediction on the log scale, in standard deviations; at the cutoff a lower bound.</param>
public sealed record FitPrediction(
    string Group,
    string Rat,
    double TimeH,
    double Observed,
    bool Censored,
    double Population,
    double Individual,
    double Residual
);

/// <summary>What a fit loses where a parameter is held.</summary>
/// <param name="Parameter">Key of the parameter.</param>
/// <param name="Value">Where it is held, in its unit.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="LogLikelihood">Log likelihood of that fit, dimensionless.</param>
/// <param name="Ratio">Likelihood ratio: twice the difference of the log likelihoods, 0 or more, dimensionless.</param>
/// <param name="P">Its p-value, dimensionless, 0 to 1; at a limit of the parameter that of the 50:50 mixture.</param>
public sealed record FitComparison(string Parameter, double Value, string Unit, double LogLikelihood, double Ratio, double P)
{
    /// <summary>Akaike's criterion of that fit, dimensionless.</summary>
    public double Aic { get; init; }

    /// <summary>The Bayesian criterion of that fit, dimensionless.</summary>
    public double Bic { get; init; }
}
