using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Numerics;

namespace PawLatency.Tests.Nociception;

/// <summary>What the forms of a model change in the equations, by hand and at their limits.</summary>
[TestFixture]
internal sealed class ModelFormTests
{
    // Powers go through a logarithm and an exponential: a few units in the last of sixteen digits.
    private const double Rounding = 1e-13;

    private static readonly ModelForm Loss = new(ToleranceForm.ReceptorLoss, AdaptationForm.Activation);
    private static readonly ModelForm Feedback = new(ToleranceForm.Competitive, AdaptationForm.Stimulus);
    private static readonly ModelForm LossAndFeedback = new(ToleranceForm.ReceptorLoss, AdaptationForm.Stimulus);

    // U = 3, B = 1, W = Wa = 6, T = 1 + 1 = 2; gamma = 2, so A = Z^2 / (1 + Z^2).
    [TestCase(ToleranceForm.Competitive, 1, 36.0 / 85, TestName = "Analgesia_OfCompetition: Z = 6 / (5 + 2)")]
    [TestCase(ToleranceForm.Competitive, 0.5, 0.5, TestName = "Analgesia_OfCompetitionHalfMet: Z = 6 / (5 + 1)")]
    [TestCase(ToleranceForm.ReceptorLoss, 1, 4.0 / 29, TestName = "Analgesia_OfLoss: Z = 6 / (5 x 3)")]
    [TestCase(ToleranceForm.ReceptorLoss, 0.5, 9.0 / 34, TestName = "Analgesia_OfLossHalfMet: Z = 6 / (5 x 2)")]
    public void Analgesia_OfAKnownTolerance_IsTheHandValue(ToleranceForm tolerance, double met, double expected) =>
        Assert.That(Respond(new ModelForm(tolerance, default), met).Analgesia.Value, Is.EqualTo(expected).Within(Rounding));

    // kG = 0.5, G = 0.5: the averaged activation goes to r, which is 6/5 before tolerance.
    [TestCase(
        AdaptationForm.Activation,
        ToleranceForm.Competitive,
        0.5 * (6.0 / 5 - 0.5),
        TestName = "Average_OfActivation: 0.5 (6/5 - 0.5)"
    )]
    [TestCase(
        AdaptationForm.Activation,
        ToleranceForm.ReceptorLoss,
        0.5 * (6.0 / 5 - 0.5),
        TestName = "Average_OfActivationUnderLoss: 0.5 (6/5 - 0.5)"
    )]
    [TestCase(AdaptationForm.Stimulus, ToleranceForm.Competitive, 0.5 * (6.0 / 7 - 0.5), TestName = "Average_OfFeedback: 0.5 (6/7 - 0.5)")]
    [TestCase(
        AdaptationForm.Stimulus,
        ToleranceForm.ReceptorLoss,
        0.5 * (6.0 / 15 - 0.5),
        TestName = "Average_OfFeedbackUnderLoss: 0.5 (6/15 - 0.5)"
    )]
    public void Average_OfAKnownState_IsTheHandValue(AdaptationForm adaptation, ToleranceForm tolerance, double expectedPerH)
    {
        Real[] derivative = new Real[Equations<Real>.StateCount];
        Equations(new ModelForm(tolerance, adaptation)).Derivative(Drive(1), State, derivative);

        Assert.That(derivative[0].Value, Is.EqualTo(expectedPerH).Within(Rounding));
    }

    [Test]
    public void Forms_WithoutTolerance_AreOneModel()
    {
        Real[] naive = [State[0], default, default, State[3], State[4], State[5]];
        Response<Real>[] responses =
        [
            .. new[] { default, Loss, Feedback, LossAndFeedback }.Select(form => Equations(form).Respond(Drive(1), naive)),
        ];

        Assert.That(responses, Is.All.EqualTo(responses[0]));
    }

    // Competition is overcome by more drug; what is lost is lost: Z goes to tau / (1 + c T), here 2 / 3.
    [Test]
    public void Loss_UnderEndlessDrug_KeepsTheShareThatIsLeft()
    {
        Drive<Real> endless = new(new Real(3e9), new Real(6e9), new Real(6e9), new Real(6e9), default, default, default);

        Assert.That(Equations(default).Respond(endless, State).Analgesia.Value, Is.EqualTo(0.8).Within(1e-6), "2^2 / (1 + 2^2)");
        Assert.That(Equations(Loss).Respond(endless, State).Analgesia.Value, Is.EqualTo(4.0 / 13).Within(1e-6), "(2/3)^2 / (1 + (2/3)^2)");
    }

    private static Real[] State => [new(0.5), new(1), new(1), new(0.2), new(0.3), new(0.4)];

    private static Response<Real> Respond(ModelForm form, double met) => Equations(form).Respond(Drive(met), State);

    private static Drive<Real> Drive(double met) =>
        new(new Real(3), new Real(6), new Real(6), new Real(6 * met), new Real(1), default, default);

    private static Equations<Real> Equations(ModelForm form) =>
        new([
            NociceptionParameters.Reference with
            {
                Model = new Model("test", "Test", "A form.", [], form, [], null, ""),
                TransducerSlope = 2,
                AveragingRatePerH = 0.5,
            },
        ]);
}
