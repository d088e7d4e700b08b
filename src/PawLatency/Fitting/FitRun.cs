using MathNet.Numerics.LinearAlgebra;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Text;

namespace PawLatency.Fitting;

/// <summary>Runs a fit step by step: climbs from several starts, second derivatives, profile intervals, comparisons.</summary>
internal sealed class FitRun
{
    private const double NearOfProfile = 2e-4,
        CurvatureStep = 0.02,
        StartSpread = 0.7,
        FarthestProfile = 3.4;
    private const int MostProfileSteps = 7;

    // Half the 0.95 quantile of chi-squared with one degree of freedom is 1.92; its square root is the distance in standard errors.
    private static readonly double Reach = Math.Sqrt(MathNet.Numerics.Distributions.ChiSquared.InvCDF(1, 0.95));

    private readonly FitPlan _plan;
    private readonly int? _threads;

    public FitRun(FitPlan plan, int? threads)
    {
        (_plan, _threads) = (plan, threads);
        Check(plan);
        Data = FitData.Of(plan.Study, plan.Data, plan.AsTheyStand);
        Space = new FitSpace(plan, Data, new Dictionary<string, double>());
        Population = new Population(plan, Data, Space, threads);
    }

    public FitData Data { get; }

    public FitSpace Space { get; }

    public Population Population { get; }

    /// <summary>Number of steps of the whole fit.</summary>
    public int Steps => _plan.Starts + Count + (_plan.WithProfiles ? 2 * Count : 0) + _plan.Compare.Count;

    private int Count => Space.Coordinates.Count;

    // How much of the log likelihood may be left: what the gradient is good for, which is exact where nothing is given.
    private double Near => Data.Groups.Any(group => group.IsTreated) ? 1e-6 : 1e-10;

    private static void Check(FitPlan plan)
    {
        Model model = plan.Study.Model;
        if (!Model.All.Contains(model))
        {
            throw new ArgumentException($"The model {model} is of a file; a fit writes parameters of a model of the library.");
        }

        foreach (string name in plan.Searched.Concat(plan.Covariates.Select(one => one.Parameter)))
        {
            if (!model.Has(ParameterKey.Named(name)))
            {
                throw new ArgumentException($"The model {model} lacks {name}; it cannot be fitted.");
            }
        }

        foreach ((string parameter, double value) in plan.Compare)
        {
            ParameterKey key = ParameterKey.Named(parameter);
            Guard.InRange(value, key.Low, key.High, parameter, key.Units.Suffix, parameter);
        }

        foreach ((string parameter, string group) in plan.Covariates)
        {
            Group found = Nearest.Find(plan.Study.Groups, one => [one.Name], group, "group", nameof(plan));
            if (plan.Study.Groups.Count(one => one.Regimen.Administrations.Count > 0) < 2)
            {
                throw new ArgumentException(
                    $"\"{found.Name}\" is the only group that is given anything; a factor of its own on {parameter} cannot be told from it."
                );
            }
        }

        if (plan.Searched.Count > 0 && plan.Study.Groups.All(group => group.Regimen.Administrations.Count == 0))
        {
            throw new ArgumentException("No group of the study is given anything; without a drug only the variability can be fitted.");
        }
    }

    /// <summary>What the next step is, in words.</summary>
    public string Stage(FitState state) =>
        state.Starts.Count < _plan.Starts ? "search"
        : state.Curvature.Count < Count ? "standard errors"
        : _plan.WithProfiles && state.Profiles.Count < 2 * Count ? "profile intervals"
        : "comparisons";

    /// <summary>Takes the next step.</summary>
    public FitState Step(FitState state)
    {
        // Nothing of the steps before may show but what is in the state.
        Population.Forget();
        return Stage(state) switch
        {
            "search" => state with { Starts = [.. state.Starts, Climb(state.Starts.Count)] },
            "standard errors" => state with { Curvature = [.. state.Curvature, CurvatureRow(state)] },
            "profile intervals" => state with { Profiles = [.. state.Profiles, Profile(state, state.Profiles.Count)] },
            _ => state with { Comparisons = [.. state.Comparisons, Compare(state, _plan.Compare[state.Comparisons.Count])] },
        };
    }

    /// <summary>The negative second derivatives at the best end, made symmetric.</summary>
    public static Matrix<double> Curvature(FitState state)
    {
        Matrix<double> rows = Matrix<double>.Build.DenseOfRowArrays(state.Curvature);
        return (rows + rows.Transpose()) / 2;
    }

    private FitEnd Climb(int number)
    {
        double[] start = Space.Start;
        for (int i = 0; number > 0 && i < start.Length; i++)
        {
            double uniform = new RandomNumbers(_plan.Study.Seed, "fit", number).Uniform(RandomPurpose.Search, i);
            start[i] += (2 * uniform - 1) * (Space.Coordinates[i].Kind == CoordinateKind.Baseline ? 0.1 : StartSpread);
        }

        PopulationPoint end = Ascent.Climb(Population, start, -1, Near);
        return End(end);
    }

    private static FitEnd End(PopulationPoint end) => new(end.Point, end.Value, end.LogLikelihood);

    // Central differences of the gradient; beside a limit on one side of it alone.
    private double[] CurvatureRow(FitState state)
    {
        int row = state.Curvature.Count;
        double[] up = [.. state.Best.Point],
            down = [.. state.Best.Point];
        (up[row], down[row]) = (
            Math.Min(up[row] + CurvatureStep, Space.Coordinates[row].High),
            Math.Max(down[row] - CurvatureStep, Space.Coordinates[row].Low)
        );
        Population.Evaluate(state.Best.Point, withGradient: false);
        double[] above = Population.Evaluate(up).Gradient,
            below = Population.Evaluate(down).Gradient;
        return above.Length == 0 || below.Length == 0
            ? [.. Enumerable.Range(0, Count).Select(i => i == row ? 1e-6 : 0)]
            : [.. above.Zip(below, (a, b) => (b - a) / (up[row] - down[row]))];
    }

    // Walks along a coordinate, the others at their best, until twice the log likelihood has fallen by the quantile. The square root of the
    // fall is nearly linear in the distance.
    private ProfileEnd Profile(FitState state, int number)
    {
        int held = number / 2,
            sign = number % 2 == 0 ? -1 : 1;
        FitCoordinate coordinate = Space.Coordinates[held];
        double best = state.Best.Point[held],
            limit = sign < 0 ? coordinate.Low : coordinate.High;
        double farthest = Math.Min(Math.Abs(limit - best), FarthestProfile);
        Matrix<double> curvature = Positive(Curvature(state));
        Vector<double> path = curvature.Inverse().Column(held);
        double distance = Math.Min(Reach * Math.Sqrt(path[held]), farthest);
        path /= path[held];
        if (farthest < 1e-9)
        {
            return new ProfileEnd(limit, true);
        }

        for (int step = 0; step < MostProfileSteps; step++)
        {
            double away = sign * distance;
            double[] start = [.. state.Best.Point.Select((at, i) => i == held ? best + away : at + path[i] * away)];
            PopulationPoint end = Ascent.Climb(Population, start, held, NearOfProfile, curvature);
            double fall = Math.Sqrt(Math.Max(0, 2 * (state.Best.Value - end.Value)));
            if (distance >= farthest && fall < Reach)
            {
                return new ProfileEnd(best + sign * farthest, true);
            }

            double next = Math.Min(distance * Math.Clamp(Reach / Math.Max(fall, 1e-3), 0.3, 2.5), farthest);
            bool isThere = Math.Abs(fall - Reach) < 0.02 * Reach;
            distance = next;
            if (isThere)
            {
                break;
            }
        }

        return new ProfileEnd(best + sign * distance, false);
    }

    private FitEnd Compare(FitState state, (string Parameter, double Value) held)
    {
        var space = new FitSpace(_plan, Data, new Dictionary<string, double> { [held.Parameter] = held.Value });
        var population = new Population(_plan, Data, space, _threads);
        double[] start = space.Start;
        for (int i = 0; i < start.Length; i++)
        {
            int place = Space.Coordinates.Index().First(one => one.Item.Name == space.Coordinates[i].Name).Index;
            start[i] = state.Best.Point[place];
        }

        return End(Ascent.Climb(population, start, -1, Near));
    }

    /// <summary>The nearest matrix with eigenvalues above 0: where the data say nothing, a little is assumed.</summary>
    public static Matrix<double> Positive(Matrix<double> curvature)
    {
        MathNet.Numerics.LinearAlgebra.Factorization.Evd<double> parts = curvature.Evd(Symmetricity.Symmetric);
        Vector<double> values = parts.EigenValues.Real().Map(value => Math.Max(value, 1e-3));
        return parts.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(values) * parts.EigenVectors.Transpose();
    }
}
