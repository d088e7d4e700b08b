using System.Text;
using NUnit.Framework;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Simulation;
using PawLatency.Text;

namespace PawLatency.Tests.Nociception;

/// <summary>The models of the library: each is read, runs, and is the same rat alone and beside others.</summary>
[TestFixture]
public sealed class ModelTests
{
    private static readonly string[] Names = [.. Model.All.Select(model => model.Name)];

    private static readonly Regimen Everything = TestStudies
        .MorphinePump.Bolus(Substance.Fentanyl.Base, 60.UgPerKg, Route.Subcutaneous, 2.Days)
        .Bolus(Substance.Ketamine.Base, 10.MgPerKg, Route.Subcutaneous, 4.Days)
        .Bolus(Substance.Naloxone.Base, 1.MgPerKg, Route.Subcutaneous, 6.Days);

    private static readonly double[] Times = [.. Enumerable.Range(-10, 260).Select(i => 1.0 * i)];

    [Test]
    public void Models_OfTheLibrary_AreTheReferenceAndItsRivals()
    {
        Assert.That(
            Names,
            Is.EqualTo(
                new[]
                {
                    "reference",
                    "competitive-tolerance",
                    "loss-of-receptors",
                    "no-opponent",
                    "non-competitive-tolerance",
                    "response-feedback",
                    "subtractive-moderator",
                }
            )
        );
        Assert.That(Model.All.Select(model => model.Title), Is.Unique);
        Assert.That(
            Model.All.Where(model => model.Description.Length < 100 || model.Sources.Count == 0).Select(model => model.Name),
            Is.Empty
        );
        Assert.That(NociceptionParameters.Reference.Model, Is.SameAs(Model.Reference));
        Assert.That(Model.Reference.Parameters, Is.EqualTo(NociceptionParameters.Reference));
    }

    // The names of a model's files and of the model must not differ: both are asked for.
    [TestCaseSource(nameof(Names))]
    public void Model_Named_HasTheNameOfItsFile(string name) => Assert.That(Model.Named(name).Name, Is.EqualTo(name));

    [Test]
    public void SubtractiveModerator_HasSevenParameters()
    {
        var model = Model.Named("subtractive-moderator");

        Assert.That(model.ParameterCount, Is.EqualTo(7));
        Assert.That(
            ParameterKey.Required.Where(model.Has).Select(key => key.Key),
            Is.EqualTo(
                new[]
                {
                    "morphine-efficacy",
                    "transducer-slope",
                    "maximum-analgesia",
                    "averaging-rate",
                    "slow-sensitization-gain",
                    "slow-sensitization-rate",
                    "maximum-sensitization",
                    "baseline-threshold",
                }
            ),
            "the threshold of the untreated rat is measured and not fitted"
        );
    }

    [TestCaseSource(nameof(Names))]
    public void Parameters_OfWhatAModelIsWithout_AreZeroAndTheRestIsInItsLimits(string name)
    {
        var model = Model.Named(name);

        Assert.That(() => model.Parameters.Validate(), Throws.Nothing);
        Assert.That(ParameterKey.Required.Where(key => !model.Has(key)).Select(key => key.Get(model.Parameters)), Is.All.Zero);
    }

    [Test]
    public void Validate_OfATermThatTheModelIsWithout_IsRefused() =>
        Assert.That(
            () => (Model.Named("no-opponent").Parameters with { SlowSensitizationGain = 1 }).Validate(),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("slow-sensitization-gain")
        );

    [TestCaseSource(nameof(Names))]
    public void Lanes_OfAModel_GiveEachRatTheBitsOfTheRatAlone(string name)
    {
        NociceptionParameters parameters = Model.Named(name).Parameters;
        VirtualRat[] rats =
        [
            .. Enumerable
                .Range(1, 8)
                .Select(number => VirtualRat.Draw(number, new RandomNumbers(7, "lanes", number), Variability.Standard)),
        ];
        Response<WideLanes>[] eight = Run<WideLanes>(parameters, rats);
        Response<Lanes>[] four = Run<Lanes>(parameters, rats[..4]);
        for (int lane = 0; lane < rats.Length; lane++)
        {
            double[] alone = [.. Run<Real>(parameters, [rats[lane]]).Select(response => response.ThresholdC.Value)];

            Assert.That(eight.Select(response => response.ThresholdC[lane]), Is.EqualTo(alone));
            if (lane < 4)
            {
                Assert.That(four.Select(response => response.ThresholdC[lane]), Is.EqualTo(alone));
            }
        }
    }

    // 0.001 s is a hundredth of what the timer of the assay shows; the longest cutoff hides nothing.
    [TestCaseSource(nameof(Names))]
    public void Curve_OfAModelAtDefaultTolerances_IsWithinAMillisecond(string name)
    {
        Study study = TestStudies.Of([-1, 10], new Group("rats", 0, Everything)) with
        {
            Assay = new Hargreaves { Cutoff = 60 },
            Parameters = Model.Named(name).Parameters,
        };
        var tight = new StepControl
        {
            RelativeTolerance = 1e-12,
            AbsoluteTolerance = 1e-13,
            MaximumSteps = 10_000_000,
            Method = SolveMethod.DormandPrince54,
        };
        double[] usual = study.Run().Groups[0].Typical.Curve.Values.ToArray(),
            exact = study.RunWith(tight).Groups[0].Typical.Curve.Values.ToArray();

        double largest = usual.Zip(exact, (a, b) => Math.Abs(a - b)).Max();
        TestContext.Out.WriteLine(FormattableString.Invariant($"{largest:E2} s; {exact.Min():F2} to {exact.Max():F2} s"));
        Assert.That(largest, Is.LessThan(0.001));
    }

    // The panels need a cascade, and feedback is none.
    [TestCaseSource(nameof(Names))]
    public void Method_OfAModel_IsThatOfItsForm(string name)
    {
        Study study = TestStudies.Of([0, 1], new Group("rats", 1, TestStudies.MorphinePump)) with
        {
            Parameters = Model.Named(name).Parameters,
        };

        Assert.That(study.Run().Control.Method, Is.EqualTo(name == "response-feedback" ? SolveMethod.DormandPrince54 : SolveMethod.Panels));
    }

    // A saline rat has no drug whose rates could set the first panel.
    [TestCaseSource(nameof(Names))]
    public void Saline_UnderAModel_LeavesTheRatAtItsBaseline(string name)
    {
        Study study = TestStudies.Of([-1, 9], new Group("rats", 0, TestStudies.SalinePump)) with
        {
            Parameters = Model.Named(name).Parameters,
        };

        Assert.That(study.Run().Groups[0].Typical.Curve.Values.ToArray(), Is.All.EqualTo(10.5).Within(1e-9));
    }

    [TestCase("without: [fast-tolerance-gian]", "A model cannot lack \"fast-tolerance-gian\". Did you mean \"fast-tolerance-gain\"?")]
    [TestCase("without: [morphine-efficacy]", "A model cannot lack \"morphine-efficacy\".")]
    [TestCase("form: { tolerance: competitve }", "\"competitve\" is not valid here. Did you mean \"competitive\"?")]
    [TestCase("form: { adapts-to: stimulus, adapt: 1 }", "Unknown key \"adapt\" in form.")]
    [TestCase(
        "nociception: { maximum-analgesia: { value: 8, unit: C, basis: assumed, source: x } }",
        "The key \"morphine-efficacy\" is missing in nociception"
    )]
    [TestCase(
        "without: [fast-tolerance-gain]\nnociception: { fast-tolerance-rate: { value: 1, unit: 1/h, basis: assumed, source: x } }",
        "nociception.fast-tolerance-rate: The model lacks this parameter."
    )]
    public void ModelFile_WithAFault_IsRefusedWithItsPlace(string rest, string message) =>
        Assert.That(() => Parse(rest), Throws.TypeOf<InputException>().With.Message.Contains(message).And.Message.Match("^own.yaml:[56]:"));

    [Test]
    public void ModelFile_WithoutParameters_HasTheLibrarysAsFarAsItHasTheTerms()
    {
        Model model = Parse("without: [slow-tolerance-gain]");

        Assert.That(
            model.Parameters,
            Is.EqualTo(NociceptionParameters.Reference with { Model = model, SlowToleranceGain = 0, SlowToleranceRatePerH = 0 })
        );
    }

    [Test]
    public void ModelNamed_Misspelt_OffersTheNearest() =>
        Assert.That(
            () => Model.Named("no-oponent"),
            Throws.ArgumentException.With.Message.StartsWith("There is no model \"no-oponent\". Did you mean \"no-opponent\"?")
        );

    [Test]
    public void StudyFile_NamingAModel_RunsItAndIsWrittenBack()
    {
        Study study = StudyFile.Parse(
            "s.yaml",
            Encoding.UTF8.GetBytes("name: T\nseed: 1\nmodel: no-opponent\ntest: { days: [0] }\ngroups:\n  - { name: a, n: 0 }\n")
        );

        Assert.That(study.Model.Name, Is.EqualTo("no-opponent"));
        Assert.That(study.Title, Is.EqualTo("T (No opponent)"));
        Assert.That(StudyFile.Parse("s.yaml", Encoding.UTF8.GetBytes(StudyText.Write(study))).Parameters, Is.EqualTo(study.Parameters));
    }

    [Test]
    public void Ensemble_OfAnotherModel_IsRefused() =>
        Assert.That(
            () =>
                (Study.Reference with { Parameters = Model.Named("no-opponent").Parameters }).Run(
                    options: new RunOptions { Ensemble = [NociceptionParameters.Reference] }
                ),
            Throws.ArgumentException.With.Message.StartsWith(
                "The plausible parameter sets are of the model reference, and the study runs no-opponent"
            )
        );

    private static Model Parse(string rest) =>
        ModelFile.Parse(
            "own.yaml",
            Encoding.UTF8.GetBytes($"name: own\ntitle: Own\ndescription: A model of one's own.\nsources: [nobody]\n{rest}\n")
        );

    private static Response<T>[] Run<T>(NociceptionParameters parameters, VirtualRat[] rats)
        where T : struct, IScalar<T>
    {
        var responses = new Response<T>[Times.Length];
        var cohort = new Cohort(new Dosing(Everything, 300, VirtualRat.Typical), parameters, StepControl.Default, Times);
        new Simulation<T>(cohort).Run(rats, responses).ThrowIfFailed(StepControl.Default);
        return responses;
    }
}
