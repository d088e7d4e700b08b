using System.Runtime.CompilerServices;
using PawLatency.Numerics;

namespace PawLatency.Nociception;

/// <summary>
/// The pharmacodynamic model: tolerance and sensitization compete over one heat threshold. This is the only place where the
/// equations stand; they run as one rat or as several in lanes.
/// </summary>
/// <remarks>
/// <code>
/// r  = W / (1 + U + B)                      activation: the stimulus before tolerance, what the adaptive processes see
/// N  = 1 / (1 + NMDA block)                 NMDA gate
/// Z  = W (1 + p (1 - N)) / (1 + U + B + T)  stimulus (Black and Leff 1983), competitive antagonism and tolerance
/// A  = Z^gamma / (1 + Z^gamma)              analgesic drive
/// g  = G^h / (G50^h + G^h)                  duration gate of fast tolerance
///
/// G'  = kG (r N - G)                        averaged activation
/// T1' = k1 (a0 r N + a1 g - T1)             fast tolerance
/// T2' = k2 (a2 G - T2)                      slow tolerance
/// Hf' = kf (bf r N + (1 - iX) X - Hf)       fast sensitization
/// Hs' = ks (bs (1 - iS) G (1 + s L) - Hs)   slow sensitization
/// L'  = kL (Hs - L)                         latent sensitization
///
/// T     = T1 + (1 - iT) T2
/// Hw    = max(0, Hf - w bf r)               what of fast sensitization the opioid at the receptor does not hide
/// V     = max(0, 1 - a2 r / T2)             how far the activation lies below the one that slow tolerance is adapted to
/// H     = (1 - iW) Hw + (1 - iW V) (Hs + bL L B / (1 + B))    endogenous opioids hide the latent part until an antagonist displaces them
/// E     = (1 - e (1 - N)) (1 - iE)          expression
/// theta = theta0 + D + Amax A - Smax E H / (1 + H)
/// </code>
/// iE, iW, iT, iS, iX are what interventions block: expression, expression in withdrawal, the expression of slow tolerance, the formation of
/// slow sensitization, direct excitation. D is what targets that act by themselves (alpha-2 adrenoceptors, an inflamed paw) add.
/// </remarks>
/// <typeparam name="T">The scalar.</typeparam>
public readonly struct Equations<T>
    where T : struct, IScalar<T>
{
    /// <summary>Number of states: G, T1, T2, Hf, Hs, L, in this order; all zero in the untreated rat.</summary>
    public const int StateCount = 6;

    private readonly T _gamma, _amax, _kG, _g50ToH, _h, _k1, _k2, _kf, _ks, _s, _kL, _bL, _smax, _e, _p, _theta0, _w;
    private readonly T _a0, _a1, _a2, _bf, _bs;

    /// <summary>The equations of rats that each have their own parameters.</summary>
    /// <param name="rats">One set of parameters for each lane.</param>
    public Equations(ReadOnlySpan<NociceptionParameters> rats)
    {
        _gamma = Gather(rats, p => p.TransducerSlope);
        _amax = Gather(rats, p => p.MaximumAnalgesiaC);
        _kG = Gather(rats, p => p.GateRatePerH);
        _g50ToH = Gather(rats, p => Math.Pow(p.GateHalfActivation, p.GateSlope));
        _h = Gather(rats, p => p.GateSlope);
        _a0 = Gather(rats, p => p.AcuteToleranceGain);
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
        _p = Gather(rats, p => p.NmdaPotentiation);
        _w = Gather(rats, p => p.WithdrawalShare);
        _theta0 = Gather(rats, p => p.BaselineThresholdC);
    }

    // Rats that differ from a typical one in the gains of tolerance and of sensitization.
    private Equations(in Equations<T> typical, T toleranceFactor, T sensitizationFactor)
    {
        this = typical;
        (_a0, _a1, _a2) = (typical._a0 * toleranceFactor, typical._a1 * toleranceFactor, typical._a2 * toleranceFactor);
        (_bf, _bs) = (typical._bf * sensitizationFactor, typical._bs * sensitizationFactor);
    }

    /// <summary>The equations of rats that differ from this one in the gains of tolerance (a0, a1, a2) and of sensitization (bf, bs).</summary>
    /// <param name="toleranceFactor">Factor on the gains of tolerance, one for each lane.</param>
    /// <param name="sensitizationFactor">Factor on the gains of sensitization, one for each lane.</param>
    internal Equations<T> With(T toleranceFactor, T sensitizationFactor) => new(this, toleranceFactor, sensitizationFactor);

    /// <summary>The rates kG, k1, k2, kf, ks, kL of the six filters, in the order of the states, 1/h.</summary>
    /// <param name="parameters">The parameters.</param>
    internal static double[] RatesPerH(NociceptionParameters parameters) =>
    [
        parameters.GateRatePerH, parameters.FastToleranceRatePerH, parameters.SlowToleranceRatePerH,
        parameters.FastSensitizationRatePerH, parameters.SlowSensitizationRatePerH, parameters.LatentRatePerH,
    ];

    // Every state is a first-order filter: it goes to its target at its rate. What follows is what each of them goes to.

    /// <summary>G goes to r N, which the substances alone decide.</summary>
    internal static T GateTarget(in Drive<T> drive) => Activation(drive) / (T.FromDouble(1) + drive.NmdaBlock);

    /// <summary>Hf goes to bf r N + (1 - iX) X, which the substances alone decide.</summary>
    internal T FastSensitizationTarget(T gateTarget, in Drive<T> drive) => _bf * gateTarget + (T.FromDouble(1) - drive.ExcitationBlock) * drive.Excitation;

    /// <summary>g: how far a gate of fast tolerance is open.</summary>
    internal T Opening(T gate)
    {
        T opened = Power(T.Max(gate, default), _h);
        return opened / (_g50ToH + opened);
    }

    /// <summary>T1 goes to a0 r N + a1 g.</summary>
    internal T FastToleranceTarget(T gateTarget, T opening) => _a0 * gateTarget + _a1 * opening;

    /// <summary>T2 goes to a2 G.</summary>
    internal T SlowToleranceTarget(T gate) => _a2 * gate;

    /// <summary>Hs goes to bs (1 - iS) G (1 + s L): the only place where a state acts on one before it.</summary>
    internal T SlowSensitizationTarget(T gate, T formationBlock, T latent)
    {
        T one = T.FromDouble(1);
        return _bs * (one - formationBlock) * gate * (one + _s * latent);
    }

    /// <summary>The right-hand side: rate times what is left to the target.</summary>
    /// <param name="drive">What the substances do at this moment.</param>
    /// <param name="state">The six states.</param>
    /// <param name="derivative">Receives their derivatives, 1/h.</param>
    public void Derivative(in Drive<T> drive, ReadOnlySpan<T> state, Span<T> derivative)
    {
        T gateTarget = GateTarget(drive), opening = Opening(state[0]);
        derivative[0] = _kG * (gateTarget - state[0]);
        derivative[1] = _k1 * (FastToleranceTarget(gateTarget, opening) - state[1]);
        derivative[2] = _k2 * (SlowToleranceTarget(state[0]) - state[2]);
        derivative[3] = _kf * (FastSensitizationTarget(gateTarget, drive) - state[3]);
        derivative[4] = _ks * (SlowSensitizationTarget(state[0], drive.SensitizationFormationBlock, state[5]) - state[4]);
        derivative[5] = _kL * (state[4] - state[5]);
    }

    /// <summary>What the rat's heat threshold is made of at one moment.</summary>
    /// <param name="drive">What the substances do at this moment.</param>
    /// <param name="state">The six states.</param>
    public Response<T> Respond(in Drive<T> drive, ReadOnlySpan<T> state)
    {
        T one = T.FromDouble(1);
        T tolerance = state[1] + (one - drive.ToleranceExpressionBlock) * state[2];
        T nmdaBlocked = one - one / (one + drive.NmdaBlock);
        T stimulus = drive.Efficacy * (one + _p * nmdaBlocked) / (one + drive.Occupancy + drive.Antagonism + tolerance);
        T raised = Power(stimulus, _gamma);
        T analgesia = raised / (one + raised);

        T unmasked = _bL * state[5] * drive.Antagonism / (one + drive.Antagonism);
        T activation = Activation(drive);
        T withdrawal = T.Max(state[3] - _w * _bf * activation, default);
        T withdrawn = T.Max(state[2] - _a2 * activation, default) / (state[2] + T.FromDouble(1e-300));
        T lasting = one - drive.WithdrawalExpressionBlock * withdrawn;
        // In this order the sum without a block has the bits of Hw + Hs + the unmasked part.
        T sensitization = (one - drive.WithdrawalExpressionBlock) * withdrawal + lasting * state[4] + lasting * unmasked;
        T expression = (one - _e * nmdaBlocked) * (one - drive.ExpressionBlock);
        T threshold = _theta0 + drive.ThresholdShiftC + _amax * analgesia - _smax * expression * sensitization / (one + sensitization);
        return new Response<T>(analgesia, tolerance, sensitization, threshold);
    }

    // r: tolerance is left out, so that adaptation does not shut off what drives it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Activation(in Drive<T> drive)
    {
        return drive.Efficacy / (T.FromDouble(1) + drive.Occupancy + drive.Antagonism);
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
