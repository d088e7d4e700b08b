using PawLatency.Data;

namespace PawLatency.Evidence;

/// <summary>A feature of the shape of a group's curve lies in a band.</summary>
internal sealed record ShapeExpectation : Expectation
{
    /// <summary>The feature.</summary>
    public required ShapeFeature Feature { get; init; }

    /// <summary>The day it is read on, where the feature needs one.</summary>
    public double Day { get; init; }

    /// <summary>Start of the drug.</summary>
    public required StudyTime DrugOn { get; init; }

    /// <summary>End of the drug.</summary>
    public required StudyTime DrugOff { get; init; }

    /// <summary>How far a simulated curve goes.</summary>
    public required StudyTime End { get; init; }

    /// <summary>Low end of the band, in the unit of the feature; minus infinity where it is open.</summary>
    public required double From { get; init; }

    /// <summary>High end of the band, in the unit of the feature; infinity where it is open.</summary>
    public required double To { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<double> TimesH => [End.Hours];

    /// <inheritdoc/>
    internal override Judgement Judge(FindingRun run)
    {
        double found = Feature.Read(new CurveShape(run.Curve(Group), DrugOn, DrugOff), Day);
        string what = Feature.NeedsDay ? Text($"{Group} {Feature.Name} on day {Day:0.##}") : $"{Group} {Feature.Name}";
        string actual = double.IsNaN(found) ? "not there" : Text($"{found:0.##} {Feature.Unit}");
        return new Judgement($"{what}: {BandText.Of(From, To, Feature.Unit)}", actual, found, From, To, Scale);
    }

    // What counts as one error: as in the relations of evidence files.
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
