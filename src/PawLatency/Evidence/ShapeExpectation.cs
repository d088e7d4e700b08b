using PawLatency.Data;

namespace PawLatency.Evidence;

/// <summary>A feature of the shape of a group's curve lies in a band.</summary>
internal sealed record ShapeExpectation : Expectation
{
    private const double LongestSessionH = 2;

    /// <summary>The feature.</summary>
    public required ShapeFeature Feature { get; init; }

    /// <summary>Day at which the feature is read, if it needs one.</summary>
    public double Day { get; init; }

    /// <summary>Start of the drug.</summary>
    public required StudyTime DrugOn { get; init; }

    /// <summary>End of the drug.</summary>
    public required StudyTime DrugOff { get; init; }

    /// <summary>End of a simulated curve.</summary>
    public required StudyTime End { get; init; }

    /// <summary>Low end of the band, in the unit of the feature; minus infinity if open.</summary>
    public required double From { get; init; }

    /// <summary>High end of the band, in the unit of the feature; infinity if open.</summary>
    public required double To { get; init; }

    /// <summary>What it is about, in words.</summary>
    public string What => Feature.NeedsDay ? Text($"{Group} {Feature.Name} on day {Day:0.##}") : $"{Group} {Feature.Name}";

    /// <summary>Whether a curve has a point in the session of the day; its trials may take an hour or two.</summary>
    public bool IsTestedIn(LatencyCurve curve) =>
        !Feature.NeedsDay || curve.TimesH.ToArray().Any(hours => Math.Abs(hours - 24 * Day) <= LongestSessionH);

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [End.Hours];

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run)
    {
        double found = Feature.Read(new CurveShape(run.Curve(Group), DrugOn, DrugOff), Day);
        string actual = double.IsNaN(found) ? "absent" : Text($"{found:0.##} {Feature.Unit}");
        return new Judgement($"{What}: {BandText.Of(From, To, Feature.Unit)}", actual, found, From, To, Scale);
    }

    // Distance that counts as one error, as in the relations of evidence files.
    private double Scale =>
        Feature.Unit switch
        {
            "%" => 5,
            "day" => 0.5,
            "h" => 6,
            "s day" => 2,
            _ => 1,
        };
}
