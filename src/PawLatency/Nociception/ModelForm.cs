using PawLatency.Numerics;

namespace PawLatency.Nociception;

/// <summary>Form of the terms that differ between models. The default is that of the library's model.</summary>
/// <param name="Tolerance">How tolerance acts on the receptors.</param>
/// <param name="AdaptsTo">What drives tolerance and sensitization.</param>
internal readonly record struct ModelForm(ToleranceForm Tolerance, AdaptationForm AdaptsTo)
{
    /// <summary>Whether each state depends on earlier states only, apart from weak feedback, as the collocation solver requires.</summary>
    internal bool IsCascade => AdaptsTo == AdaptationForm.Activation;

    /// <summary>Step control with a method for a model of this form; collocation cannot solve a model with strong feedback.</summary>
    internal StepControl Solvable(StepControl control) => IsCascade ? control : control with { Method = SolveMethod.DormandPrince54 };
}

/// <summary>How tolerance acts on the receptors.</summary>
internal enum ToleranceForm
{
    /// <summary>Competitive, like an antagonist: a higher dose restores the full effect.</summary>
    Competitive,

    /// <summary>Loss of receptors: a higher dose restores the effect as far as the receptor reserve allows.</summary>
    ReceptorLoss,
}

/// <summary>What drives tolerance and sensitization.</summary>
internal enum AdaptationForm
{
    /// <summary>Receptor activation before tolerance, so that adaptation does not shut off its own drive.</summary>
    Activation,

    /// <summary>The stimulus after tolerance, a negative feedback.</summary>
    Stimulus,
}
