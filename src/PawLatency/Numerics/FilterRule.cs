using System.Runtime.CompilerServices;

namespace PawLatency.Numerics;

/// <summary>
/// Exponential collocation of a first-order filter y' = k (f - y) over a panel of time: f is replaced by the polynomial through its values
/// at the Gauss-Lobatto nodes, and the filter of that polynomial is exact (Hochbruck and Ostermann 2005, Appl Numer Math 53:323-339).
/// Stiff filters need no short panels: only f has to be smooth.
/// </summary>
/// <remarks>Fractions of a panel run from 0 to 1. The first and the last node are its ends, so neighbours share an evaluation.</remarks>
internal static class FilterRule
{
    /// <summary>Nodes of a panel; the polynomial has one degree less.</summary>
    public const int NodeCount = 7;

    /// <summary>Most terms that the output inside a panel has.</summary>
    public const int MostTerms = 32;

    private const int Degree = NodeCount - 1;

    // Below this the moments come by the backward recursion, above it by the forward one: each where it loses nothing.
    private const double Turn = 3;

    // Backward from here the start is forgotten: the product of 3 / p from 24 down to 7 is 5e-13, and the start is off by less than 1e-3.
    private const int BackwardStart = 24;

    private static readonly double[] NodeFractions = LobattoNodes();
    private static readonly double[] Monomials = MonomialCoefficients();
    private static readonly double[] HighestMode =
    [
        .. Enumerable.Range(0, NodeCount).Select(node => Monomials[Degree * NodeCount + node] / LegendreLead(Degree)),
    ];
    private static readonly double[] HighestModeAtNodes = [.. NodeFractions.Select(fraction => Legendre(Degree, 2 * fraction - 1).Value)];

    /// <summary>Places of the nodes, as fractions of a panel.</summary>
    public static ReadOnlySpan<double> Nodes => NodeFractions;

    /// <summary>Weights that give, from values at the nodes, the coefficient of the highest Legendre polynomial in them.</summary>
    public static ReadOnlySpan<double> Highest => HighestMode;

    /// <summary>The highest Legendre polynomial at the nodes.</summary>
    public static ReadOnlySpan<double> HighestAtNodes => HighestModeAtNodes;

    /// <summary>A start plus the sum over the nodes of weight times value. Written out: the loop is where the engine spends its
    /// time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(T start, ReadOnlySpan<double> weights, ReadOnlySpan<T> values)
        where T : struct, IScalar<T>
    {
        weights = weights[..NodeCount];
        values = values[..NodeCount];
        T even = T.MultiplyAdd(T.FromDouble(weights[0]), values[0], start),
            odd = T.FromDouble(weights[1]) * values[1];
        even = T.MultiplyAdd(T.FromDouble(weights[2]), values[2], even);
        odd = T.MultiplyAdd(T.FromDouble(weights[3]), values[3], odd);
        even = T.MultiplyAdd(T.FromDouble(weights[4]), values[4], even);
        odd = T.MultiplyAdd(T.FromDouble(weights[5]), values[5], odd);
        return even + T.MultiplyAdd(T.FromDouble(weights[6]), values[6], odd);
    }

    /// <summary>
    /// How far values at the nodes have passed into the filter's output at a fraction of the panel, and what is left of its state at the
    /// start: y(c) = remaining y(0) + sum(weight f(node)).
    /// </summary>
    /// <param name="turnovers">Rate times length of the panel, one for each lane.</param>
    /// <param name="fraction">Fraction c of the panel, 0 to 1.</param>
    /// <param name="weights">Receives a weight for each node.</param>
    /// <returns>What is left of the state at the start, 1 to 0.</returns>
    public static T Weights<T>(T turnovers, double fraction, Span<T> weights)
        where T : struct, IScalar<T>
    {
        var buffer = default(NodeValues<T>);
        Span<T> moments = buffer;
        T remaining = Moments(turnovers * T.FromDouble(fraction), T.FromDouble(fraction), moments);
        weights.Clear();
        for (int power = 0; power < NodeCount; power++)
        {
            for (int node = 0; node < NodeCount; node++)
            {
                weights[node] += T.FromDouble(Monomials[power * NodeCount + node]) * moments[power];
            }
        }

        return remaining;
    }

    /// <summary>
    /// The filter's output inside a panel, y(c) = fading exp(-z c) + sum(coefficient c^p), z the turnovers: above <see cref="Turn"/> the
    /// particular polynomial and what fades, below it the power series of both together.
    /// </summary>
    /// <param name="turnovers">z: rate times length of the panel, greater than 0, the same in every lane.</param>
    /// <param name="initial">The state at the start.</param>
    /// <param name="values">The target at the nodes.</param>
    /// <param name="coefficients">Receives the coefficients, the constant first; room for <see cref="MostTerms"/>.</param>
    /// <param name="fading">Receives the coefficient of the exponential, 0 below the turn.</param>
    /// <returns>Number of coefficients.</returns>
    public static int Output<T>(T turnovers, T initial, ReadOnlySpan<T> values, Span<T> coefficients, out T fading)
        where T : struct, IScalar<T>
    {
        var buffer = default(NodeValues<T>);
        Span<T> target = buffer;
        Polynomial(values, target);
        fading = default;
        double rate = turnovers[0];
        if (rate > Turn)
        {
            T above = default;
            for (int power = Degree; power >= 0; power--)
            {
                above = target[power] - Over(power + 1, turnovers) * above;
                coefficients[power] = above;
            }

            fading = initial - above;
            return NodeCount;
        }

        // y' = z (f - y), term by term, until what is left out is below the last bit.
        T value = initial;
        int terms = 0;
        for (double size = 1; terms < MostTerms && (terms <= NodeCount || size > 1e-17); terms++)
        {
            coefficients[terms] = value;
            T part = T.HasSlopes ? turnovers / T.FromDouble(terms + 1) : T.FromDouble(rate / (terms + 1));
            value = part * ((terms < NodeCount ? target[terms] : default) - value);
            size *= rate / (terms + 1);
        }

        return terms;
    }

    // All lanes have the same turnovers, so one division is enough where they do not move.
    private static T Over<T>(double number, T turnovers)
        where T : struct, IScalar<T> => T.HasSlopes ? T.FromDouble(number) / turnovers : T.FromDouble(number / turnovers[0]);

    private static void Polynomial<T>(ReadOnlySpan<T> values, Span<T> coefficients)
        where T : struct, IScalar<T>
    {
        for (int power = 0; power < NodeCount; power++)
        {
            coefficients[power] = Sum(default, Monomials.AsSpan(power * NodeCount), values);
        }
    }

    /// <summary>
    /// The filter's output at a fraction c for the inputs 1, c, c^2, ...: m_p = c^p mu_p(x), mu_p(x) = x int_0^1 exp(-x (1 - u)) u^p du,
    /// so that mu_p = 1 - (p / x) mu_(p-1).
    /// </summary>
    /// <param name="elapsed">x: rate times the time since the start of the panel.</param>
    /// <param name="fraction">c.</param>
    /// <param name="moments">Receives one moment for each power.</param>
    /// <returns>exp(-x).</returns>
    public static T Moments<T>(T elapsed, T fraction, Span<T> moments)
        where T : struct, IScalar<T>
    {
        T one = T.FromDouble(1),
            remaining = T.Exp(-elapsed),
            near = T.Min(elapsed, T.FromDouble(Turn));
        T value = near / (near + T.FromDouble(BackwardStart + 1));
        for (int power = BackwardStart; power > 0; power--)
        {
            value = near * (one - value) * T.FromDouble(1.0 / power);
            if (power <= NodeCount)
            {
                moments[power - 1] = value;
            }
        }

        T far = T.IsGreater(elapsed, T.FromDouble(Turn)),
            perTurnover = one / T.Max(elapsed, T.FromDouble(Turn)),
            scale = one;
        value = one - remaining;
        for (int power = 0; power < NodeCount; power++)
        {
            value = power == 0 ? value : one - T.FromDouble(power) * perTurnover * value;
            moments[power] = scale * T.Select(far, value, moments[power]);
            scale *= fraction;
        }

        return remaining;
    }

    // The ends and the extremes of the highest Legendre polynomial, by Newton's method from Chebyshev's nodes.
    private static double[] LobattoNodes()
    {
        double[] nodes = new double[NodeCount];
        nodes[Degree] = 1;
        for (int node = 1; node < Degree; node++)
        {
            double place = -Math.Cos(Math.PI * node / Degree);
            for (int iteration = 0; iteration < 20; iteration++)
            {
                (double value, double slope, double bend) = Legendre(Degree, place);
                place -= slope / bend;
            }

            nodes[node] = (1 + place) / 2;
        }

        return nodes;
    }

    private static (double Value, double Slope, double Bend) Legendre(int degree, double place)
    {
        double before = 1,
            value = place;
        for (int n = 2; n <= degree; n++)
        {
            (before, value) = (value, ((2 * n - 1) * place * value - (n - 1) * before) / n);
        }

        double rest = 1 - place * place;
        double slope = degree * (before - place * value) / rest;
        return (value, slope, (2 * place * slope - degree * (degree + 1) * value) / rest);
    }

    // Of the Legendre polynomial in 2 c - 1: the binomial coefficient of twice the degree over the degree.
    private static double LegendreLead(int degree) => Enumerable.Range(1, degree).Aggregate(1.0, (lead, n) => lead * (degree + n) / n);

    // Row p, column j: the coefficient of c^p in the polynomial that is 1 at node j and 0 at the others.
    private static double[] MonomialCoefficients()
    {
        double[] all = new double[NodeCount * NodeCount];
        for (int node = 0; node < NodeCount; node++)
        {
            double[] polynomial = new double[NodeCount];
            polynomial[0] = 1;
            foreach (int other in Enumerable.Range(0, NodeCount).Where(other => other != node))
            {
                double zero = NodeFractions[other],
                    distance = NodeFractions[node] - zero;
                for (int power = Degree; power >= 0; power--)
                {
                    polynomial[power] = ((power > 0 ? polynomial[power - 1] : 0) - zero * polynomial[power]) / distance;
                }
            }

            for (int power = 0; power < NodeCount; power++)
            {
                all[power * NodeCount + node] = polynomial[power];
            }
        }

        return all;
    }
}

/// <summary>One value for each node of a panel, without an allocation.</summary>
[InlineArray(FilterRule.NodeCount)]
internal struct NodeValues<T>
{
    private T _first;
}
