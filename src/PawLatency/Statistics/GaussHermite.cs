namespace PawLatency.Statistics;

/// <summary>Nodes and weights of Gauss-Hermite quadrature, by Newton's method on the orthonormal polynomials (weight exp(-x^2)).</summary>
internal sealed class GaussHermite
{
    /// <param name="order">Number of nodes, 2 to 100.</param>
    public GaussHermite(int order)
    {
        (Nodes, Weights) = (new double[order], new double[order]);
        for (int i = 0; i < (order + 1) / 2; i++)
        {
            // Starts from the largest node inward (Stroud and Secrest 1966).
            double x = i switch
            {
                0 => Math.Sqrt(2 * order + 1) - 1.85575 * Math.Pow(2 * order + 1, -1.0 / 6),
                1 => Nodes[0] - 1.14 * Math.Pow(order, 0.426) / Nodes[0],
                2 => 1.86 * Nodes[1] - 0.86 * Nodes[0],
                3 => 1.91 * Nodes[2] - 0.91 * Nodes[1],
                _ => 2 * Nodes[i - 1] - Nodes[i - 2],
            };
            double slope = 0;
            for (int iteration = 0; iteration < 100; iteration++)
            {
                (double value, slope) = Polynomial(order, x);
                double step = value / slope;
                x -= step;
                if (Math.Abs(step) <= 1e-15 * Math.Max(1, Math.Abs(x)))
                {
                    break;
                }
            }

            (Nodes[i], Nodes[order - 1 - i]) = (x, -x);
            Weights[i] = Weights[order - 1 - i] = 2 / (slope * slope);
        }
    }

    public double[] Nodes { get; }

    public double[] Weights { get; }

    private static (double Value, double Slope) Polynomial(int order, double x)
    {
        double before = 0,
            value = Math.Pow(Math.PI, -0.25);
        for (int j = 0; j < order; j++)
        {
            (before, value) = (value, x * Math.Sqrt(2.0 / (j + 1)) * value - Math.Sqrt(j / (j + 1.0)) * before);
        }

        return (value, Math.Sqrt(2.0 * order) * before);
    }
}
