using PawLatency.Numerics;

namespace PawLatency.Nociception;

/// <summary>The form that a model gives to what models disagree about. The default is that of the library's own model.</summary>
/// <param name="Tolerance">What tolerance does to the receptors.</param>
/// <param name="AdaptsTo">What drives tolerance and sensitization.</param>
internal readonly record struct ModelForm(ToleranceForm Tolerance, AdaptationForm AdaptsTo)
{
    /// <summary>Whether each state follows those before it and no later one, but weakly: what the panels of the solver need.</summary>
    internal bool IsCascade => AdaptsTo == AdaptationForm.Activation;

    /// <summary>A control with a method that can solve a model of this form: the panels cannot, where a state acts on one before
    /// it.</summary>
    internal StepControl Solvable(StepControl control) => IsCascade ? control : control with { Method = SolveMethod.DormandPrince54 };
}

/// <summary>What tolerance does to the receptors.</summary>
internal enum ToleranceForm
{
    /// <summary>It competes with the agonist, as an antagonist does: more drug gets all of the effect back.</summary>
    Competitive,

    /// <summary>It takes receptors away: more drug gets back what the reserve of receptors allows.</summary>
    ReceptorLoss,
}

/// <summary>What drives tolerance and sensitization.</summary>
internal enum AdaptationForm
{
    /// <summary>The activation of the receptors before tolerance, so that adaptation does not shut off what drives it.</summary>
    Activation,

    /// <summary>The stimulus after tolerance: a feedback, which holds itself back.</summary>
    Stimulus,
}
