using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Fitting;

/// <summary>A point of the search with all that is prepared there: the models of the groups, and those beside it for differences.</summary>
internal sealed class FitScene
{
    // Tighter than a run: the search looks at differences of predictions.
    private static readonly StepControl Control = new() { RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-9 };

    private readonly FitScene[] _beside;
    private readonly FitData _data;

    private FitScene(FitData data, FitSpace space, double[] point, int? threads, bool withNeighbours, bool withTangents)
    {
        (Space, Place, _data) = (space, point, data);
        Point = space.At(point);
        Effects = [.. data.Groups.Select(group => FitSpace.Effects(group, Point))];
        Moving = [.. data.Groups.Select(group => withTangents ? space.Moving(group) : [])];
        Models = new GroupModel[data.Groups.Count];
        _beside = new FitScene[withNeighbours ? 2 * point.Length : 0];
        InParallel.For(Models.Length, threads, null, group => Models[group] = Model(data, group));
        InParallel.For(_beside.Length, threads, null, side => _beside[side] = Neighbour(data, side / 2, side % 2 == 0 ? 1 : -1));
    }

    // Beside a coordinate that no prediction depends on, the models are the same.
    private FitScene(FitScene same, double[] point)
    {
        (Space, Place, Effects, Moving, Models) = (same.Space, point, same.Effects, same.Moving, same.Models);
        (_beside, _data) = ([], same._data);
        Point = Space.At(point);
    }

    public FitSpace Space { get; }

    /// <summary>The coordinates.</summary>
    public double[] Place { get; }

    /// <summary>What they mean.</summary>
    public FitPoint Point { get; }

    /// <summary>The effects in which the rats of each group differ.</summary>
    public int[][] Effects { get; }

    /// <summary>The coordinates that move the parameters of each group.</summary>
    public int[][] Moving { get; }

    /// <summary>The model of each group.</summary>
    public GroupModel[] Models { get; }

    /// <summary>Prepares a point.</summary>
    /// <param name="data">The rats.</param>
    /// <param name="space">The coordinates.</param>
    /// <param name="point">The point.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="withNeighbours">Whether differences will be asked for.</param>
    /// <exception cref="SolveException">The solver failed.</exception>
    /// <exception cref="ArgumentException">The parameters cannot be run.</exception>
    public static FitScene At(FitData data, FitSpace space, double[] point, int? threads, bool withNeighbours) =>
        new(data, space, point, threads, withNeighbours, withTangents: true);

    /// <summary>Name of a group.</summary>
    public string GroupName(int group) => _data.Groups[group].Group.Name;

    /// <summary>The times of a group, h.</summary>
    public double[] TimesH(int group) => _data.Groups[group].TimesH;

    /// <summary>The scene a step away in one coordinate.</summary>
    public FitScene Beside(int coordinate, int direction) => _beside[2 * coordinate + (direction > 0 ? 0 : 1)];

    /// <summary>Whether predictions at given effects are the same a step away in a coordinate.</summary>
    public bool SharesPredictions(int coordinate) =>
        Space.Coordinates[coordinate]
            is { Kind: CoordinateKind.Baseline }
                or { Kind: CoordinateKind.Variation, Place: >= GroupModel.EffectCount };

    private FitScene Neighbour(FitData data, int coordinate, int direction)
    {
        double[] point = [.. Place];
        point[coordinate] += direction * RatMarginal.NeighbourStep;
        return Space.Coordinates[coordinate].Kind == CoordinateKind.Parameter
            ? new FitScene(data, Space, point, 1, withNeighbours: false, withTangents: false)
            : new FitScene(this, point);
    }

    private GroupModel Model(FitData data, int index)
    {
        FitGroup group = data.Groups[index];
        NociceptionParameters set = Space.Of(group, Point, Place);
        return new GroupModel(
            data.Study,
            group,
            set,
            [.. Moving[index].Select(coordinate => Space.Coordinates[coordinate].Key!).Select(key => key.Tangent(key.Get(set)))],
            Effects[index],
            Control
        );
    }
}
