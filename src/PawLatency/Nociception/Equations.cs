using System.Runtime.CompilerServices;
using PawLatency.Numerics;

namespace PawLatency.Nociception;

/// <summary>
/// The pharmacodynamic model: tolerance and sensitization compete over one heat threshold. The equations are written only here and run for
/// one rat or for several in SIMD lanes.
/// </summary>
/// <remarks>
/// <code>
/// r  = Wa / (1 + U + B)                       activation: the stimulus before tolerance, which drives adaptation
/// N  = 1 / (1 + NMDA block)                   NMDA gate
/// a  = r N                                    drive of adaptation
/// Z  = W (1 + p (1 - N)) (1 - iP) / (1 + U + B + c T)  stimulus (Black and Leff 1983), competitive antagonism and tolerance
/// A  = Z^gamma / (1 + Z^gamma)                analgesic drive
///
/// G'  = kG (a - G)                            averaged activation
/// T1' = k1 (a1 (1 - iF) a - T1)               fast tolerance
/// T2' = k2 (a2 (1 - iF) G - T2)               slow tolerance
/// Hf' = kf (bf a + (1 - iX) X - Hf)           fast sensitization
/// Hs' = ks (bs (1 - iS) G (1 + s L / (1 + L)) - Hs)   slow sensitization
/// L'  = kL (Hs - L)                           latent sensitization
///
/// T     = T1 + (1 - iT) T2
/// Hw    = max(0, Hf - w bf r)                 fast sensitization not masked by the opioid at the receptor
/// V     = max(0, 1 - a2 r / T2)               withdrawal: how far activation is below the level that slow tolerance has adapted to
/// H     = (1 - iW) Hw + (1 - iW V) (Hs + bL L B / (1 + B))    endogenous opioids mask the latent part until an antagonist displaces them
/// x     = q U / (1 + q U + n B)               excitation by doses far below analgesia, blocked by still less antagonist
/// theta = theta0 + D + (1 - iJ) J + Amax A - Smax (1 - iE) H / (1 + H) - X0 x
/// </code>
/// The shares i are blocked by interventions: iE expression of sensitization, iW its expression in withdrawal, iT expression of slow
/// tolerance, iS formation of slow sensitization, iX direct excitation, iF formation of tolerance, iP the stimulus, iJ the pain of injured
/// tissue. D is the rise of the threshold by other analgesic targets (alpha-2 adrenoceptors), J its change by injured tissue.
///
/// A rival model uses these equations without some of their terms, or in another form (<see cref="ModelForm"/>): with tolerance as loss of
/// receptors the denominator of Z is (1 + U + B) (1 + c T), and with adaptation to the stimulus r has the same denominator as Z.
/// </remarks>
/// <typeparam name="T">The scalar.</typeparam>
internal readonly struct Equations<T>
    where T : struct, IScalar<T>
{
    /// <summary>Number of states: G, T1, T2, Hf, Hs, L, in this order; all zero in the untreated rat.</summary>
    public const int StateCount = 6;

    private readonly T _gamma,
        _amax,
        _kG,
        _k1,
        _k2,
        _kf,
        _ks,
        _s,
        _kL,
        _bL,
        _smax,
        _p,
        _theta0,
        _w,
        _x0,
        _q,
        _n;
    private readonly T _a1,
        _a2,
        _bf,
        _bs;

    // 1 or 0: tolerance as loss of receptors; adaptation to the stimulus.
    private readonly T _loss,
        _feedback;

    /// <summary>Equations of rats with individual parameters.</summary>
    /// <param name="rats">One set of parameters for each lane.</param>
    /// <param name="tangents">Their derivatives, one set for each direction.</param>
    public Equations(ReadOnlySpan<NociceptionParameters> rats, ReadOnlySpan<NociceptionParameters> tangents = default)
    {
        _gamma = Gather(rats, tangents, p => p.TransducerSlope);
        _amax = Gather(rats, tangents, p => p.MaximumAnalgesiaC);
        _kG = Gather(rats, tangents, p => p.AveragingRatePerH);
        _a1 = Gather(rats, tangents, p => p.FastToleranceGain);
        _k1 = Gather(rats, tangents, p => p.FastToleranceRatePerH);
        _a2 = Gather(rats, tangents, p => p.SlowToleranceGain);
        _k2 = Gather(rats, tangents, p => p.SlowToleranceRatePerH);
        _bf = Gather(rats, tangents, p => p.FastSensitizationGain);
        _kf = Gather(rats, tangents, p => p.FastSensitizationRatePerH);
        _bs = Gather(rats, tangents, p => p.SlowSensitizationGain);
        _ks = Gather(rats, tangents, p => p.SlowSensitizationRatePerH);
        _s = Gather(rats, tangents, p => p.LatentAmplification);
        _kL = Gather(rats, tangents, p => p.LatentRatePerH);
        _bL = Gather(rats, tangents, p => p.LatentWeight);
        _smax = Gather(rats, tangents, p => p.MaximumSensitizationC);
        _p = Gather(rats, tangents, p => p.NmdaPotentiation);
        _w = Gather(rats, tangents, p => p.WithdrawalShare);
        _x0 = Gather(rats, tangents, p => p.LowDoseExcitationC);
        _q = Gather(rats, tangents, p => p.LowDoseAffinity);
        _n = Gather(rats, tangents, p => p.LowDoseAntagonism);
        _theta0 = Gather(rats, tangents, p => p.BaselineThresholdC);
        _loss = Gather(rats, default, p => p.Model.Form.Tolerance == ToleranceForm.ReceptorLoss ? 1 : 0);
        _feedback = Gather(rats, default, p => p.Model.Form.AdaptsTo == AdaptationForm.Stimulus ? 1 : 0);
    }

    // Rats that differ from the typical rat in the gains of tolerance and sensitization.
    private Equations(in Equations<T> typical, T toleranceFactor, T sensitizationFactor)
    {
        this = typical;
        (_a1, _a2) = (typical._a1 * toleranceFactor, typical._a2 * toleranceFactor);
        (_bf, _bs) = (typical._bf * sensitizationFactor, typical._bs * sensitizationFactor);
    }

    /// <summary>Equations of rats that differ from this one in the gains of tolerance (a1, a2) and sensitization (bf, bs).</summary>
    /// <param name="toleranceFactor">Factor on the gains of tolerance, one for each lane.</param>
    /// <param name="sensitizationFactor">Factor on the gains of sensitization, one for each lane.</param>
    internal Equations<T> With(T toleranceFactor, T sensitizationFactor) => new(this, toleranceFactor, sensitizationFactor);

    /// <summary>The rates kG, k1, k2, kf, ks, kL of the six filters, in the order of the states, 1/h.</summary>
    /// <param name="parameters">The parameters.</param>
    internal static double[] RatesPerH(NociceptionParameters parameters) =>
        [
            parameters.AveragingRatePerH,
            parameters.FastToleranceRatePerH,
            parameters.SlowToleranceRatePerH,
            parameters.FastSensitizationRatePerH,
            parameters.SlowSensitizationRatePerH,
            parameters.LatentRatePerH,
        ];

    /// <summary>How the rate of a filter moves, by its place among the states: a number of 0 with the derivatives of the rate.</summary>
    /// <param name="state">Place of the state.</param>
    internal T RateChange(int state)
    {
        T rate = state switch
        {
            0 => _kG,
            1 => _k1,
            2 => _k2,
            3 => _kf,
            4 => _ks,
            _ => _kL,
        };
        return rate - T.FromDouble(rate[0]);
    }

    // Every state is a first-order filter that approaches its target at its rate. The targets follow.

    /// <summary>Target of G: a, which depends on the substances only, or also on tolerance in a model that adapts to the
    /// stimulus.</summary>
    internal T AverageTarget(in Drive<T> drive, T shift = default) => Adapting(Activation(drive, shift), drive);

    /// <summary>Target of Hf: bf a + (1 - iX) X, which depends on the substances only.</summary>
    internal T FastSensitizationTarget(T adapting, in Drive<T> drive) =>
        _bf * adapting + (T.FromDouble(1) - drive.ExcitationBlock) * drive.Excitation;

    /// <summary>Target of T1: a1 (1 - iF) a.</summary>
    internal T FastToleranceTarget(T adapting, T formationBlock) => _a1 * (T.FromDouble(1) - formationBlock) * adapting;

    /// <summary>Target of T2: a2 (1 - iF) G.</summary>
    internal T SlowToleranceTarget(T average, T formationBlock) => _a2 * (T.FromDouble(1) - formationBlock) * average;

    /// <summary>Target of Hs: bs (1 - iS) G (1 + s L / (1 + L)), the only feedback from a later state to an earlier one.</summary>
    internal T SlowSensitizationTarget(T average, T formationBlock, T latent)
    {
        T one = T.FromDouble(1);
        return _bs * (one - formationBlock) * average * (one + _s * latent / (one + latent));
    }

    /// <summary>The right-hand side: rate times distance from the target.</summary>
    /// <param name="drive">The current action of the substances.</param>
    /// <param name="state">The six states.</param>
    /// <param name="derivative">Receives their derivatives, 1/h.</param>
    public void Derivative(in Drive<T> drive, ReadOnlySpan<T> state, Span<T> derivative)
    {
        T adapting = AverageTarget(drive, Shift(drive, Tolerance(drive, state)));
        derivative[0] = _kG * (adapting - state[0]);
        derivative[1] = _k1 * (FastToleranceTarget(adapting, drive.ToleranceFormationBlock) - state[1]);
        derivative[2] = _k2 * (SlowToleranceTarget(state[0], drive.ToleranceFormationBlock) - state[2]);
        derivative[3] = _kf * (FastSensitizationTarget(adapting, drive) - state[3]);
        derivative[4] = _ks * (SlowSensitizationTarget(state[0], drive.SensitizationFormationBlock, state[5]) - state[4]);
        derivative[5] = _kL * (state[4] - state[5]);
    }

    /// <summary>The heat threshold and its components at one time.</summary>
    /// <param name="drive">The current action of the substances.</param>
    /// <param name="state">The six states.</param>
    public Response<T> Respond(in Drive<T> drive, ReadOnlySpan<T> state)
    {
        T one = T.FromDouble(1);
        T tolerance = Tolerance(drive, state),
            shift = Shift(drive, tolerance);
        T nmdaBlocked = one - one / (one + drive.NmdaBlock);
        T stimulus = drive.Efficacy * (one + _p * nmdaBlocked) * (one - drive.StimulusBlock) / (Free(drive) + shift);
        T raised = Power(stimulus, _gamma);
        T analgesia = raised / (one + raised);

        T unmasked = _bL * state[5] * drive.Antagonism / (one + drive.Antagonism);
        T activation = Activation(drive, shift);
        T withdrawal = T.Max(state[3] - _w * _bf * activation, default);
        T withdrawn = T.Max(state[2] - _a2 * activation, default) / (state[2] + T.FromDouble(1e-300));
        T lasting = one - drive.WithdrawalExpressionBlock * withdrawn;
        // In this order the sum without a block is bitwise equal to Hw + Hs + the unmasked part.
        T sensitization = (one - drive.WithdrawalExpressionBlock) * withdrawal + lasting * state[4] + lasting * unmasked;
        T excited = _q * drive.Occupancy,
            lowDose = excited / (one + excited + _n * drive.Antagonism);
        T relieved = _theta0 + drive.ThresholdShiftC + (one - drive.InjuryBlock) * drive.InjuryShiftC + _amax * analgesia;
        T threshold = relieved - _smax * (one - drive.ExpressionBlock) * sensitization / (one + sensitization) - _x0 * lowDose;
        return new Response<T>(analgesia, tolerance, sensitization, threshold);
    }

    // T: fast tolerance plus expressed slow tolerance.
    private static T Tolerance(in Drive<T> drive, ReadOnlySpan<T> state) =>
        state[1] + (T.FromDouble(1) - drive.ToleranceExpressionBlock) * state[2];

    // 1 + U + B
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Free(in Drive<T> drive) => T.FromDouble(1) + drive.Occupancy + drive.Antagonism;

    // c T, where c is the mean of the agonists' shares of tolerance, weighted by their contributions to the stimulus. With loss of
    // receptors it is c T (1 + U + B), which multiplies the whole denominator.
    private T Shift(in Drive<T> drive, T tolerance)
    {
        T one = T.FromDouble(1),
            met = tolerance * drive.ToleranceMet / (drive.Efficacy + T.FromDouble(1e-300));
        return met * (one + _loss * (Free(drive) - one));
    }

    // r: without tolerance, so that adaptation does not shut off its own drive, except in a model with that feedback.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Activation(in Drive<T> drive, T shift) => drive.Adapting / (Free(drive) + _feedback * shift);

    // a: activation through the NMDA gate.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Adapting(T activation, in Drive<T> drive) => activation / (T.FromDouble(1) + drive.NmdaBlock);

    // Positive powers of non-negative numbers; 0 stays 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Power(T value, T exponent) => T.Exp(exponent * T.Log(value));

    private static T Gather(
        ReadOnlySpan<NociceptionParameters> rats,
        ReadOnlySpan<NociceptionParameters> tangents,
        Func<NociceptionParameters, double> value
    ) => Gathered.Of<T, NociceptionParameters>(rats, tangents, value);
}

/// <summary>The two opposing drives and the resulting threshold.</summary>
/// <typeparam name="T">The scalar.</typeparam>
/// <param name="Analgesia">A: analgesic drive, 0 to 1.</param>
/// <param name="Tolerance">T: rightward shift of the dose-response curve, 0 or more.</param>
/// <param name="Sensitization">H: sensitization, 0 or more.</param>
/// <param name="ThresholdC">theta: heat threshold on the skin-surface scale, C.</param>
internal readonly record struct Response<T>(T Analgesia, T Tolerance, T Sensitization, T ThresholdC)
    where T : struct, IScalar<T>;
