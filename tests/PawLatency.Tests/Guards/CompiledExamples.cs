using System.Diagnostics.CodeAnalysis;
using PawLatency.Assays;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Evidence.Calibration;
using PawLatency.Fitting;
using PawLatency.Pharmacology;
using PawLatency.Power;
using PawLatency.Statistics;

namespace PawLatency.Tests.Guards;

/// <summary>The examples of the XML documentation, word for word.</summary>
[SuppressMessage("Style", "IDE0059", Justification = "The values are there to be read.")]
internal static class CompiledExamples
{
    public static void OfStimulus()
    {
        var bright = new Group("bright", 8, Regimen.None) { Stimulus = Hargreaves.Lamp(150) };
    }

    public static void OfLatencyTable()
    {
        LatencyTable table = MeasuredData.Load("latencies.csv").Table();
        double baseline = table.Value(animal: 0, day: 0);
    }

    public static void OfMeasuredData()
    {
        MeasuredData data = MeasuredData.Load("latencies.csv", cutoff: 20);
        ShapeReport report = ShapeContract.OpioidPumpMeasured.Check(data.Curves["morphine"], data.Curves["saline"]);
    }

    public static void OfCalibration()
    {
        var calibration = new Calibration(new CalibrationPlan { Findings = Finding.All, Ensemble = 0 });
        CalibrationResult result = calibration.Run();
        Console.WriteLine($"{result.Cost:0.###}: {result.Best}");
    }

    public static void OfFit()
    {
        var plan = new FitPlan
        {
            Study = Study.Load("mine.yaml"),
            Data = MeasuredData.Load("mine.csv"),
            Free = ["slow-sensitization-gain", "half-effect-factor-of-morphine"],
        };
        foreach (FitEstimate estimate in Fit.Run(plan).Estimates)
        {
            Console.WriteLine($"{estimate.Name}: {estimate.Value:G3} ({estimate.Low:G3} to {estimate.High:G3}) {estimate.Unit}");
        }
    }

    public static void OfFinding()
    {
        Finding mine = Finding.Load("mine.yaml");
        Verification verification = Verification.Run([mine]);
        Console.WriteLine(verification.Findings[0].Holds);
    }

    public static void OfShapeContract()
    {
        StudyResult result = Study.Reference.Run();
        ShapeContract.OpioidPump.Check(result.Groups[1], result.Groups[0]).ThrowIfFailed();
    }

    public static void OfVerification()
    {
        Verification verification = Verification.Run(Finding.All);
        (int holding, int all) = verification.Count(finding => finding.Use == EvidenceUse.Validation);
        Console.WriteLine($"{holding} of {all} predicted expectations hold");
    }

    public static void OfGroup()
    {
        var bright = new Group("bright lamp", 8, Regimen.None) { Stimulus = Hargreaves.Lamp(150) };
    }

    public static void OfSubstance()
    {
        Substance morphine = Substance.Named("morphine");
        var dose = new Bolus(morphine.As("sulfate"), 5.MgPerKg, Route.Subcutaneous, 0.Days);
    }

    public static void OfPowerDesign()
    {
        PowerDesign design = PowerDesign.Of(Study.Reference, "morphine", "saline") with { To = 12, Replicates = 500 };
        foreach (TestPower test in PowerResult.Run(design).Tests)
        {
            Console.WriteLine($"{test.Test}: {test.Fewest(0.8)} rats in each group");
        }
    }

    public static void OfRegimen()
    {
        Regimen regimen = Regimen.None.Bolus(Substance.Named("morphine").As("sulfate"), 5.MgPerKg, Route.Subcutaneous, 0.Days);
    }

    public static void OfLatencyTest(LatencyTable table)
    {
        var question = new TestQuestion { Control = "saline", Days = [7] };
        foreach (TestResult result in LatencyTest.Named("welch").Run(table, question))
        {
            Console.WriteLine(result.Sentence);
        }
    }

    public static void OfTestQuestion(LatencyTable table)
    {
        var question = new TestQuestion
        {
            Control = "saline",
            Days = [7],
            BaselineDays = [0],
        };
        IReadOnlyList<TestResult> results = LatencyTest.Named("welch").Run(table, question);
    }

    public static void OfDoseLadder(LatencyTable table)
    {
        DoseLadder ladder = DoseLadder.Of(table, day: 1, baselineDays: [0], cutoff: 20)[0];
        Console.WriteLine(ladder.Fit().Ed50);
    }

    public static void OfStudy()
    {
        StudyResult result = Study.Reference.Run(seed: 42);
        foreach (GroupResult group in result.Groups)
        {
            Console.WriteLine($"{group.Name}: {group.Typical.Curve.At(8.Days):0.0} s on day 8");
        }
    }

    public static void OfStudyResult()
    {
        StudyResult result = Study.Load("my-study.yaml").Run();
        result.WriteCsv("latencies.csv");
        LatencyTable table = result.Table();
    }
}
