using PawLatency.Analysis;

namespace PawLatency.Cli;

/// <summary>What analyse, check and export run on: a measured table, or a study that is run first.</summary>
internal sealed record AnalysisData(StudyResult? Result, MeasuredData? Measured, double CutoffS)
{
    public static AnalysisData Open(string? input, double cutoffS)
    {
        if (input is not null && input.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            return new AnalysisData(null, MeasuredData.Load(input, cutoffS), cutoffS);
        }

        StudyResult result = StudySource.Open(input).Study.Run();
        return new AnalysisData(result, null, result.Study.Assay.CutoffS);
    }

    public LatencyTable Table(SessionValue session) => Result?.Table(session) ?? Measured!.Table(session);
}
