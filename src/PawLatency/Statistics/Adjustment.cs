using PawLatency.Text;

namespace PawLatency.Statistics;

/// <summary>How p values are adjusted for the number of tests.</summary>
public sealed class Adjustment
{
    // p, the families that are still open, the families in all.
    private readonly Func<double, int, int, double> _step;

    private Adjustment(string name, string title, Func<double, int, int, double> step) => (Name, Title, _step) = (name, title, step);

    /// <summary>Step-down procedure of Holm 1979, Scand J Stat 6:65-70.</summary>
    public static Adjustment Holm { get; } = new("holm", "Holm", (p, open, _) => Math.Min(1, open * p));

    /// <summary>Single step of Sidak 1967, J Am Stat Assoc 62:626-633: 1 - (1 - p)^m.</summary>
    public static Adjustment Sidak { get; } = new("sidak", "Sidak", (p, _, all) => p == 1 ? 1 : -ExpMinusOne(all * LogOnePlus(-p)));

    /// <summary>No adjustment.</summary>
    public static Adjustment None { get; } = new("none", "", (p, _, _) => p);

    /// <summary>Every adjustment.</summary>
    public static IReadOnlyList<Adjustment> All { get; } = [Holm, Sidak, None];

    /// <summary>The name by which it is asked for: "holm".</summary>
    public string Name { get; }

    /// <summary>The name in sentences: "Holm"; empty for none.</summary>
    internal string Title { get; }

    /// <summary>The adjustment of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no such adjustment.</exception>
    public static Adjustment Named(string name) => Nearest.Find(All, one => [one.Name], name, "adjustment", nameof(name));

    /// <summary>Adjusts p values.</summary>
    /// <param name="p">The p values, dimensionless, 0 to 1.</param>
    /// <returns>Adjusted p values in the same order.</returns>
    /// <exception cref="ArgumentException">A p is not 0 to 1.</exception>
    public IReadOnlyList<double> Of(IReadOnlyList<double> p) => [.. Of([.. p.Chunk(1)]).SelectMany(one => one)];

    /// <summary>
    /// Adjusts families whose p values already hold within each family, as Dunnett's within a day. A family passes its share of the level
    /// on only when all its hypotheses are rejected, so the level holds whichever of them are true. Families of one p are Holm's procedure.
    /// </summary>
    /// <param name="families">The p values of each family, dimensionless, 0 to 1.</param>
    internal IReadOnlyList<IReadOnlyList<double>> Of(IReadOnlyList<IReadOnlyList<double>> families)
    {
        Check(families);
        int count = families.Count;
        int[] order = [.. Enumerable.Range(0, count)];
        Array.Sort([.. families.Select(family => family.Max())], order);
        var adjusted = new IReadOnlyList<double>[count];
        // The level from which on the families before each rank are rejected as a whole.
        double[] passed = new double[count + 1];
        for (int rank = 0; rank < count; rank++)
        {
            IReadOnlyList<double> family = families[order[rank]];
            int[] before = [.. Enumerable.Range(0, rank + 1)];
            adjusted[order[rank]] = [.. family.Select(p => before.Min(place => Math.Max(passed[place], _step(p, count - place, count))))];
            passed[rank + 1] = Math.Max(passed[rank], _step(family.Max(), count - rank, count));
        }

        return adjusted;
    }

    // In logarithms, which keep the digits of a small p: Kahan's corrections for what 1 + x and exp(x) - 1 round off.
    private static double LogOnePlus(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * x / (1 + x - 1);

    private static double ExpMinusOne(double x) =>
        Math.Exp(x) == 1 ? x
        : Math.Exp(x) == 0 ? -1
        : (Math.Exp(x) - 1) * x / Math.Log(Math.Exp(x));

    private static void Check(IReadOnlyList<IReadOnlyList<double>> families)
    {
        foreach ((int index, double p) in families.SelectMany(family => family).Index())
        {
            Guard.InRange(p, 0, 1, FormattableString.Invariant($"p value {index + 1}"), "", nameof(p));
        }
    }
}
