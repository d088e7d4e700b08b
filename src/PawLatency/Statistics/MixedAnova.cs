using System.Globalization;
using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>The sums of squares of group x day with repeated measures on animals; type III, so that unequal groups count equally.</summary>
internal sealed class MixedAnova
{
    private readonly string _animals;
    private readonly int _days;
    private readonly int _groups;
    private readonly int _errorFreedom;
    private readonly double _squares;
    private readonly (double Effect, double Error) _group;
    private readonly (double Effect, double Interaction, double Error) _day;

    private MixedAnova(LatencyTable table, int[] groups, int[] days)
    {
        double[][] contrasts = Contrasts(table, groups, days, out int[] members);
        (_days, _groups) = (days.Length, groups.Length);
        _errorFreedom = members.Sum() - groups.Length;
        _squares = contrasts.Sum(row => row.Sum(Square));
        _animals = string.Join(
            ", ",
            groups.Select((group, index) => string.Create(CultureInfo.InvariantCulture, $"{members[index]} {table.Groups[group]}"))
        );

        int width = _days - 1;
        double harmonic = 0,
            between = 0,
            totalWeight = 0;
        double[] grand = new double[_days],
            weighted = new double[_days],
            error = new double[width * width];
        double[][] means = [.. groups.Select(_ => new double[_days])];
        double betweenError = 0;
        for (int g = 0, animal = 0; g < groups.Length; animal += members[g], g++)
        {
            Within(contrasts, animal, members[g], means[g], error, ref betweenError);
            harmonic += 1.0 / members[g];
            totalWeight += members[g];
            for (int k = 0; k < _days; k++)
            {
                grand[k] += means[g][k] / groups.Length;
                weighted[k] += means[g][k] * members[g];
            }
        }

        double interaction = 0,
            day = grand.Skip(1).Sum(Square);
        for (int g = 0; g < groups.Length; g++)
        {
            between += members[g] * Square(means[g][0] - weighted[0] / totalWeight);
            for (int k = 1; k < _days; k++)
            {
                interaction += members[g] * Square(means[g][k] - weighted[k] / totalWeight);
            }
        }

        _group = (between, betweenError);
        double trace = Enumerable.Range(0, width).Sum(i => error[i * width + i]);
        _day = (day * groups.Length * groups.Length / harmonic, interaction, trace);
        GreenhouseGeisser = trace > 0 ? trace * trace / (width * error.Sum(Square)) : double.NaN;
        HuynhFeldt = Math.Min(
            1,
            ((_errorFreedom + 1.0) * width * GreenhouseGeisser - 2) / (width * (_errorFreedom - width * GreenhouseGeisser))
        );
    }

    /// <summary>Epsilon of Greenhouse and Geisser, a fraction from 1 / (days - 1) to 1.</summary>
    public double GreenhouseGeisser { get; }

    /// <summary>Epsilon of Huynh and Feldt, a fraction, at most 1.</summary>
    public double HuynhFeldt { get; }

    /// <summary>Analyses a whole table.</summary>
    /// <param name="table">The data: every animal on every day.</param>
    /// <exception cref="AnalysisException">There is one group or one day, a cell is missing, a group is too small, or no value
    /// varies.</exception>
    public static MixedAnova Of(LatencyTable table) =>
        Of(table, [.. Enumerable.Range(0, table.Groups.Count)], [.. Enumerable.Range(0, table.Days.Count)]);

    internal static MixedAnova Of(LatencyTable table, int[] groups, int[] days)
    {
        if (groups.Length < 2 || days.Length < 2)
        {
            throw new AnalysisException(
                groups.Length < 2
                    ? $"There is only one group, {table.Groups[groups[0]]}; a mixed analysis of variance compares two or more."
                    : "There is only one day; a mixed analysis of variance needs two or more."
            );
        }

        var anova = new MixedAnova(table, groups, days);
        return anova.IsSpread(anova._day.Error)
            ? anova
            : throw new AnalysisException(
                "All animals of a group change alike from day to day; without residual spread the analysis of variance has no statistic."
            );
    }

    /// <summary>Whether the curves of the groups differ in shape.</summary>
    /// <param name="correction">How the degrees of freedom are corrected.</param>
    public TestResult Interaction(SphericityCorrection correction) => Interaction(correction, "groups");

    /// <summary>Whether the mean of the groups changes over the days.</summary>
    /// <param name="correction">How the degrees of freedom are corrected.</param>
    public TestResult Day(SphericityCorrection correction) =>
        Result("day, all groups", _day.Effect, _days - 1, _day.Error, _errorFreedom * (_days - 1), Epsilon(correction), correction);

    /// <summary>Whether the means of the groups over all days differ.</summary>
    /// <exception cref="AnalysisException">The means of the animals of each group are equal.</exception>
    public TestResult Group() =>
        IsSpread(_group.Error)
            ? Result("groups, mean of all days", _group.Effect, _groups - 1, _group.Error, _errorFreedom, 1, SphericityCorrection.None)
            : throw new AnalysisException(
                "The means of all animals of each group are equal; without any spread the analysis of variance has no statistic of the "
                    + "groups."
            );

    internal TestResult Interaction(SphericityCorrection correction, string groups) =>
        Result(
            $"{groups}, group x day",
            _day.Interaction,
            (_groups - 1) * (_days - 1),
            _day.Error,
            _errorFreedom * (_days - 1),
            Epsilon(correction),
            correction
        );

    private bool IsSpread(double error) => LatencyTest.IsSpread(Math.Sqrt(error), Math.Sqrt(_squares));

    private double Epsilon(SphericityCorrection correction) =>
        correction switch
        {
            SphericityCorrection.GreenhouseGeisser => GreenhouseGeisser,
            SphericityCorrection.HuynhFeldt => HuynhFeldt,
            _ => 1,
        };

    private TestResult Result(
        string comparison,
        double effect,
        int freedom,
        double error,
        int errorFreedom,
        double epsilon,
        SphericityCorrection correction
    )
    {
        double f = effect / freedom / (error / errorFreedom),
            eta = effect / (effect + error);
        (double lower, double upper) = NoncentralF.EtaSquaredInterval(f, freedom, errorFreedom, LatencyTest.Confidence);
        string name = correction switch
        {
            SphericityCorrection.GreenhouseGeisser => "mixed analysis of variance with Greenhouse-Geisser correction",
            SphericityCorrection.HuynhFeldt => "mixed analysis of variance with Huynh-Feldt correction",
            _ => "mixed analysis of variance",
        };
        return new TestResult(
            name,
            comparison,
            "partial eta squared",
            "",
            eta,
            lower,
            upper,
            "F",
            f,
            epsilon * freedom,
            epsilon * errorFreedom,
            Probabilities.FUpper(f, epsilon * freedom, epsilon * errorFreedom),
            _animals
        );
    }

    // A row for each animal, group by group: its mean times the root of the days, then its orthonormal Helmert contrasts over the days.
    private static double[][] Contrasts(LatencyTable table, int[] groups, int[] days, out int[] members)
    {
        var rows = new List<double[]>(table.Animals.Count);
        members = new int[groups.Length];
        for (int g = 0; g < groups.Length; g++)
        {
            for (int animal = 0; animal < table.Animals.Count; animal++)
            {
                if (table.GroupOf(animal) == groups[g])
                {
                    rows.Add(Contrast(table, animal, days));
                    members[g]++;
                }
            }

            if (members[g] < 2)
            {
                throw new AnalysisException(
                    $"{table.Groups[groups[g]]} has {members[g]} animal; a mixed analysis of variance needs at least 2 in each group."
                );
            }
        }

        return [.. rows];
    }

    private static double[] Contrast(LatencyTable table, int animal, int[] days)
    {
        double[] row = new double[days.Length];
        double sum = 0;
        for (int k = 0; k < days.Length; k++)
        {
            double value = table.Value(animal, days[k]);
            if (double.IsNaN(value))
            {
                throw new AnalysisException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{table.AnimalName(animal)} has no value on day {Math.Round(table.Days[days[k]], 4)}; a mixed analysis of "
                            + $"variance needs every animal on every day. The linear mixed model takes missing values."
                    )
                );
            }

            row[k] = k == 0 ? 0 : (sum - k * value) / Math.Sqrt(k * (k + 1.0));
            sum += value;
        }

        row[0] = sum / Math.Sqrt(days.Length);
        return row;
    }

    private static void Within(double[][] contrasts, int first, int count, double[] mean, double[] error, ref double between)
    {
        int width = mean.Length - 1;
        for (int animal = first; animal < first + count; animal++)
        {
            for (int k = 0; k <= width; k++)
            {
                mean[k] += contrasts[animal][k] / count;
            }
        }

        for (int animal = first; animal < first + count; animal++)
        {
            between += Square(contrasts[animal][0] - mean[0]);
            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j < width; j++)
                {
                    error[i * width + j] += (contrasts[animal][i + 1] - mean[i + 1]) * (contrasts[animal][j + 1] - mean[j + 1]);
                }
            }
        }
    }

    private static double Square(double x) => x * x;
}
