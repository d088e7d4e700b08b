using System.Runtime.CompilerServices;
using PawLatency.Numerics;

namespace PawLatency.Nociception;

/// <summary>
/// The pharmacodynamic model: tolerance and sensitization compete over one heat threshold. This is the only place where the
/// equations stand; they run as one rat or as several in lanes.
/// </summary>
/// <remarks>
/// <code>
/// S  = W / (1 + U + B)                      stimulus before tolerance
/// r  = S / (1 + S)                          activation, what the adaptive processes see
/// Z  = W / (1 + U + B + T)                  stimulus (Black and Leff 1983), competitive antagonism and tolerance
/// A  = Z^gamma / (1 + Z^gamma)              analgesic drive
/// N  = 1 / (1 + NMDA block)                 NMDA gate
/// g  = G^h / (G50^h + G^h)                  duration gate
///
/// G'  = kG (r N - G)
/// T1' = k1 (a1 g - T1)                      fast tolerance
/// T2' = k2 (a2 g - T2)                      slow tolerance
/// Hf' = kf (bf r N + (1 - iX) X - Hf)       fast sensitization
/// Hs' = ks (bs (1 - iS) g (1 + s L) - Hs)   slow sensitization
/// L'  = kL (Hs - L)                         latent sensitization
///
/// T     = T1 + (1 - iT) T2
/// Hw    = max(0, Hf - w bf r)               what of fast sensitization the opioid at the receptor does not hide
/// H     = (1 - iF) Hw + Hs + bL L B / (1 + B)    endogenous opioids hide the latent part until an antagonist displaces them
/// E     = (1 - e (1 - N)) (1 - iE)          expression
/// theta = theta0 + D + Amax A - Smax E H / (1 + H)
/// </code>
/// iE, iF, iT, iS, iX are what interventions block: expression, its fast part, the expression of slow tolerance, the formation of slow
/// sensitization, direct excitation. D is what targets that act by themselves (alpha-2 adrenoceptors, an inflamed paw) add.
/// </remarks>
/// <typeparam name="T">The scalar.</typeparam>
public readonly struct Equations<T>
    where T : struct, IScalar<T>
{
    /// <summary>Number of states: G, T1, T2, Hf, Hs, L, in this order; all zero in the untreated rat.</summary>
    public const int StateCount = 6;

    private readonly T _gamma, _amax, _kG, _g50ToH, _h, _a1, _k1, _a2, _k2, _bf, _kf, _bs, _ks, _s, _kL, _bL, _smax, _e, _theta0, _w;

    /// <summary>The equations of rats that each have their own parameters.</summary>
    /// <param name="rats">One set of parameters for each lane.</param>
    public Equations(ReadOnlySpan<NociceptionParameters> rats)
    {
        _gamma = Gather(rats, p => p.TransducerSlope);
        _amax = Gather(rats, p => p.MaximumAnalgesiaC);
        _kG = Gather(rats, p => p.GateRatePerH);
        _g50ToH = Gather(rats, p => Math.Pow(p.GateHalfActivation, p.GateSlope));
        _h = Gather(rats, p => p.GateSlope);
        _a1 = Gather(rats, p => p.FastToleranceGain);
        _k1 = Gather(rats, p => p.FastToleranceRatePerH);
        _a2 = Gather(rats, p => p.SlowToleranceGain);
        _k2 = Gather(rats, p => p.SlowToleranceRatePerH);
        _bf = Gather(rats, p => p.FastSensitizationGain);
        _kf = Gather(rats, p => p.FastSensitizationRatePerH);
        _bs = Gather(rats, p => p.SlowSensitizationGain);
        _ks = Gather(rats, p => p.SlowSensitizationRatePerH);
        _s = Gather(rats, p => p.LatentAmplification);
        _kL = Gather(rats, p => p.LatentRatePerH);
        _bL = Gather(rats, p => p.LatentWeight);
        _smax = Gather(rats, p => p.MaximumSensitizationC);
        _e = Gather(rats, p => p.NmdaExpressionShare);
        _w = Gather(rats, p => p.WithdrawalShare);
        _theta0 = Gather(rats, p => p.BaselineThresholdC);
    }

    /// <summary>The right-hand side.</summary>
    /// <param name="drive">What the substances do at this moment.</param>
    /// <param name="state">The six states.</param>
    /// <param name="derivative">Receives their derivatives, 1/h.</param>
    public void Derivative(in Drive<T> drive, ReadOnlySpan<T> state, Span<T> derivative)
    {
        T one = T.FromDouble(1);
        (T gate, T fastTolerance, T slowTolerance) = (state[0], state[1], state[2]);
        (T fastSensitization, T slowSensitization, T latent) = (state[3], state[4], state[5]);

        T activation = Activation(drive) / (one + drive.NmdaBlock);
        T opened = Power(T.Max(gate, default), _h);
        T adaptive = opened / (_g50ToH + opened);

        derivative[0] = _kG * (activation - gate);
        derivative[1] = _k1 * (_a1 * adaptive - fastTolerance);
        derivative[2] = _k2 * (_a2 * adaptive - slowTolerance);
        derivative[3] = _kf * (_bf * activation + (one - drive.ExcitationBlock) * drive.Excitation - fastSensitization);
        derivative[4] = _ks * (_bs * (one - drive.SensitizationFormationBlock) * adaptive * (one + _s * latent) - slowSensitization);
        derivative[5] = _kL * (slowSensitization - latent);
    }

    /// <summary>What the rat's heat threshold is made of at one moment.</summary>
    /// <param name="drive">What the substances do at this moment.</param>
    /// <param name="state">The six states.</param>
    public Response<T> Respond(in Drive<T> drive, ReadOnlySpan<T> state)
    {
        T one = T.FromDouble(1);
        T tolerance = state[1] + (one - drive.ToleranceExpressionBlock) * state[2];
        T stimulus = drive.Efficacy / (one + drive.Occupancy + drive.Antagonism + tolerance);
        T raised = Power(stimulus, _gamma);
        T analgesia = raised / (one + raised);

        T nmda = one / (one + drive.NmdaBlock);
        T unmasked = _bL * state[5] * drive.Antagonism / (one + drive.Antagonism);
        T withdrawal = T.Max(state[3] - _w * _bf * Activation(drive), default);
        T sensitization = (one - drive.FastExpressionBlock) * withdrawal + state[4] + unmasked;
        T expression = (one - _e * (one - nmda)) * (one - drive.ExpressionBlock);
        T threshold = _theta0 + drive.ThresholdShiftC + _amax * analgesia - _smax * expression * sensitization / (one + sensitization);
        return new Response<T>(analgesia, tolerance, sensitization, threshold);
    }

    // r: tolerance is left out, so that adaptation does not shut off what drives it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Activation(in Drive<T> drive)
    {
        T one = T.FromDouble(1);
        return drive.Efficacy / (one + drive.Occupancy + drive.Antagonism + drive.Efficacy);
    }

    // Positive powers of numbers that are not negative; 0 stays 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Power(T value, T exponent) => T.Exp(exponent * T.Log(value));

    private static T Gather(ReadOnlySpan<NociceptionParameters> rats, Func<NociceptionParameters, double> value)
    {
        Span<double> lanes = stackalloc double[T.LaneCount];
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = value(rats[lane]);
        }

        return T.FromLanes(lanes);
    }
}

/// <summary>The two drives and the threshold they compete over.</summary>
/// <typeparam name="T">The scalar.</typeparam>
/// <param name="Analgesia">A: analgesic drive, 0 to 1.</param>
/// <param name="Tolerance">T: rightward shift of the dose-response curve, 0 or more.</param>
/// <param name="Sensitization">H: sensitization, 0 or more.</param>
/// <param name="ThresholdC">theta: heat threshold on the skin-surface scale, C.</param>
public readonly record struct Response<T>(T Analgesia, T Tolerance, T Sensitization, T ThresholdC)
    where T : struct, IScalar<T>;
