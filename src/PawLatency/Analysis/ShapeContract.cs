using System.Globalization;
using PawLatency.Files;

namespace PawLatency.Analysis;

/// <summary>What a curve must look like: features with bands, read from a file.</summary>
public sealed class ShapeContract
{
    internal ShapeContract(string name, string description, string source, StudyTime drugOn, StudyTime drugOff, IReadOnlyList<ShapeBand> bands) =>
        (Name, Description, Source, DrugOn, DrugOff, Bands) = (name, description, source, drugOn, drugOff, bands);

    /// <summary>The published shape of a seven-day opioid pump, for a model's typical rat.</summary>
    public static ShapeContract OpioidPump => Named("opioid-pump");

    /// <summary>The same shape with bands as wide as the means of small groups need.</summary>
    public static ShapeContract OpioidPumpMeasured => Named("opioid-pump-measured");

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>What it holds a curve against.</summary>
    public string Description { get; }

    /// <summary>Where the bands come from.</summary>
    public string Source { get; }

    /// <summary>Start of the drug.</summary>
    public StudyTime DrugOn { get; }

    /// <summary>End of the drug.</summary>
    public StudyTime DrugOff { get; }

    /// <summary>The features and their bands.</summary>
    internal IReadOnlyList<ShapeBand> Bands { get; }

    /// <summary>Finds a contract of the library.</summary>
    /// <param name="name">Name.</param>
    /// <exception cref="ArgumentException">There is none; the message offers the nearest.</exception>
    public static ShapeContract Named(string name) => ContractFile.Named(name);

    /// <summary>Reads a contract file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file has faults.</exception>
    public static ShapeContract Load(string path) => ContractFile.Load(path);

    /// <summary>Holds the typical rats of two groups against the contract.</summary>
    /// <param name="treated">The group with the drug.</param>
    /// <param name="control">The group without.</param>
    public ShapeReport Check(GroupResult treated, GroupResult control) => Check(treated.Typical.Curve, control.Typical.Curve);

    /// <summary>Holds two curves against the contract.</summary>
    /// <param name="treated">With the drug.</param>
    /// <param name="control">Without.</param>
    /// <exception cref="ArgumentException">A curve does not reach back to the start of the drug.</exception>
    public ShapeReport Check(LatencyCurve treated, LatencyCurve control)
    {
        var shapes = new Dictionary<bool, CurveShape>
        {
            [false] = new CurveShape(treated, DrugOn, DrugOff),
            [true] = new CurveShape(control, DrugOn, DrugOff),
        };
        return new ShapeReport(Name, [.. Bands.Select(band => band.Judge(shapes[band.OfControl]))]);
    }
}

/// <summary>A band for a feature. Both ends belong to it.</summary>
internal sealed record ShapeBand(bool OfControl, ShapeFeature Feature, double Day, double From, double To)
{
    public ShapeVerdict Judge(CurveShape shape)
    {
        double got = Feature.Read(shape, Day);
        string when = Feature.NeedsDay ? string.Create(CultureInfo.InvariantCulture, $" on day {Day:0.##}") : "";
        string what = $"{(OfControl ? "control" : "treated")} {Feature.Name}{when}";
        string expected = BandText.Of(From, To, Feature.Unit);
        string found = double.IsNaN(got) ? "not there" : string.Create(CultureInfo.InvariantCulture, $"{got:0.##} {Feature.Unit}");
        // Twelve over ten is not quite 1.2 in binary.
        double rounding = 1e-9 * Math.Max(1, Math.Abs(got));
        return new ShapeVerdict(what, expected, found, got, got >= From - rounding && got <= To + rounding);
    }
}

/// <summary>Whether one feature holds.</summary>
/// <param name="Feature">The feature, for example "treated change on day 3".</param>
/// <param name="Expected">Its band.</param>
/// <param name="Got">What was found, in words.</param>
/// <param name="Value">What was found, in the unit of the band; NaN where the curve has no such feature.</param>
/// <param name="Holds">Whether it is in the band.</param>
public sealed record ShapeVerdict(string Feature, string Expected, string Got, double Value, bool Holds)
{
    /// <summary>In a sentence.</summary>
    public override string ToString() => $"{Feature}: expected {Expected}, got {Got}";
}

/// <summary>The verdicts of a contract.</summary>
/// <param name="Contract">Name of the contract.</param>
/// <param name="Verdicts">One for each band, in the order of the file.</param>
public sealed record ShapeReport(string Contract, IReadOnlyList<ShapeVerdict> Verdicts)
{
    /// <summary>Whether every feature holds.</summary>
    public bool Holds => Verdicts.All(verdict => verdict.Holds);

    /// <summary>Throws if a feature does not hold; the one line a test needs.</summary>
    /// <exception cref="ShapeException">A feature is outside its band; the message names each.</exception>
    public void ThrowIfFailed()
    {
        if (!Holds)
        {
            throw new ShapeException(this);
        }
    }
}

/// <summary>A curve that breaks its contract.</summary>
public sealed class ShapeException : Exception
{
    /// <summary>Tells what broke.</summary>
    /// <param name="report">The verdicts.</param>
    public ShapeException(ShapeReport report)
        : base($"The curve breaks the contract {report.Contract}:\n" + string.Join('\n', report.Verdicts.Where(verdict => !verdict.Holds).Select(verdict => "  " + verdict))) =>
        Report = report;

    /// <summary>All verdicts.</summary>
    public ShapeReport Report { get; }
}
