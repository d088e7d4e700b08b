using PawLatency.Analysis;
using PawLatency.Assays;

namespace PawLatency.Evidence;

/// <summary>The reference contract as a finding, so that a calibration keeps it.</summary>
internal static class ContractFinding
{
    /// <summary>The opioid-pump contract over the reference study.</summary>
    public static Finding Reference { get; } = Create(Study.Reference, ShapeContract.OpioidPump, treated: "morphine", control: "saline");

    private static Finding Create(Study study, ShapeContract contract, string treated, string control) => new()
    {
        Id = contract.Name,
        Source = new FindingSource(contract.Source, "", ""),
        Statement = contract.Description,
        Use = EvidenceUse.Calibration,
        CountsAsContract = true,
        IsShapeContract = true,
        Study = study with { Variability = Variability.None },
        Expectations = [.. contract.Bands.Select(band => new ContractBand { Group = band.OfControl ? control : treated, Contract = contract, Bounds = band, End = study.Test.Sessions()[^1].Time })],
    };

    private sealed record ContractBand : Expectation
    {
        public required ShapeContract Contract { get; init; }

        public required ShapeBand Bounds { get; init; }

        public required StudyTime End { get; init; }

        public override IEnumerable<double> TimesH => [End.Hours];

        public override Judgement Judge(FindingRun run)
        {
            ShapeVerdict verdict = Bounds.Judge(new CurveShape(run.Curve(Group), Contract.DrugOn, Contract.DrugOff));
            return new Judgement(verdict.Expected, verdict.Got, verdict.Value, Bounds.From, Bounds.To, Scale);
        }

        // What counts as one error: as in the relations of evidence files.
        private double Scale => Bounds.Feature.Unit switch { "%" => 5, "day" => 0.5, "h" => 6, "s day" => 2, _ => 1 };
    }
}
