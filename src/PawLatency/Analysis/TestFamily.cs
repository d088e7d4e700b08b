using PawLatency.Files;

namespace PawLatency.Analysis;

/// <summary>A family of tests: each treated group against the control on each day.</summary>
internal sealed record TestFamily(string Test, string Control, string? Treated, double[] Days, double[] BaselineDays)
{
    // A day named twice is no second test.
    public double[] Days { get; init; } = [.. Days.Distinct()];

    public static IReadOnlyList<string> Names { get; } = ["welch", "ancova", "anova", "lmm", "mann-whitney", "log-rank", "censored", "dunnett", "tukey"];

    public static string Check(string name) => Names.Contains(name) ? name : throw new ArgumentException($"There is no test \"{name}\".{Nearest.Suggest(name, [.. Names])}");

    // Decimals of a day where it is printed: in sentences and designs four, in tables and charts two.
    private static readonly int[] PrintedDecimals = [4, 3, 2];

    /// <summary>Days as a person names them: one that is printed so names the tested day, where only one is.</summary>
    /// <param name="days">Days that were named.</param>
    /// <param name="tested">Days that are tested.</param>
    /// <returns>The tested days meant; a day that names none, or several, as it is.</returns>
    public static double[] Meant(IReadOnlyList<double> days, IReadOnlyList<double> tested) => [.. days.Select(day => Meant(day, tested))];

    private static double Meant(double day, IReadOnlyList<double> tested)
    {
        // A day to within a second is that day (LatencyTable.DayIndex), however many look alike when rounded.
        double[] found = [.. tested.Where(one => Math.Abs(one - day) < 1.0 / 86_400)];
        foreach (int decimals in PrintedDecimals.Where(decimals => Math.Round(day, decimals) == day))
        {
            found = found.Length > 0 ? found : [.. tested.Where(one => Math.Round(one, decimals) == day)];
        }

        return found.Length == 1 ? found[0] : day;
    }

    /// <summary>All results; those of Dunnett and Tukey are adjusted within each day.</summary>
    /// <param name="table">The values.</param>
    /// <param name="leaveOut">Whether a day whose data allow no test, as where every rat is at the cutoff, is left out; else it is a fault. A fault where no day is left.</param>
    public IReadOnlyList<TestResult> Run(LatencyTable table, bool leaveOut = false)
    {
        string[] others = Treated is null ? [.. table.Groups.Where(group => group != Control)] : [table.Groups[table.GroupIndex(Treated)]];
        if (others.Length == 0 || Treated == Control)
        {
            throw new AnalysisException(others.Length == 0 ? $"There is no group beside the control \"{Control}\"; a test compares two."
                : $"\"{Control}\" is named as the treated group and as the control; a test compares two.");
        }

        return Test switch
        {
            "anova" => [.. others.Select(group => new MixedAnovaTest { Treated = group, Control = Control, Days = [.. BaselineDays.Concat(Days).Distinct()] }.Run(table))],
            "lmm" when LinearMixedModel.Fit(table) is var fit => [.. Days.SelectMany(day => others.Select(group => fit.Compare(group, Control, day, BaselineDays)))],
            "censored" when CensoredMixedModel.Fit(table.Select(null, [.. BaselineDays, .. Days])) is var fit => [.. Days.SelectMany(day => others.Select(group => fit.Compare(group, Control, day, BaselineDays)))],
            "dunnett" => [.. Days.SelectMany(day => GroupComparisons.Dunnett(table, day, Control))],
            "tukey" => [.. Days.SelectMany(day => GroupComparisons.Tukey(table, day))],
            _ => EachDay(day => [.. others.Select(group => Of(group, day).Run(table))], leaveOut),
        };
    }

    private List<TestResult> EachDay(Func<double, TestResult[]> run, bool leaveOut)
    {
        var results = new List<TestResult>();
        AnalysisException? first = null;
        foreach (double day in Days)
        {
            try
            {
                results.AddRange(run(day));
            }
            catch (AnalysisException fault) when (leaveOut)
            {
                first ??= fault;
            }
        }

        return results.Count > 0 || first is null ? results : throw first;
    }

    /// <summary>The results with p adjusted for their number.</summary>
    public static IReadOnlyList<TestResult> Adjust(IReadOnlyList<TestResult> results, string how)
    {
        double[] p = [.. results.Select(result => result.P)];
        IReadOnlyList<double> adjusted = how switch
        {
            "none" => p,
            "holm" => Adjustment.Holm(p),
            "sidak" => Adjustment.Sidak(p),
            _ => throw new ArgumentException($"There is no adjustment \"{how}\".{Nearest.Suggest(how, ["holm", "sidak", "none"])}"),
        };
        return how == "none" || results.Count < 2 ? results
            : [.. results.Select((result, index) => result with { P = adjusted[index], Adjustment = $"{(how == "holm" ? "Holm" : "Sidak")} adjustment for {results.Count} tests" })];
    }

    private LatencyTest Of(string treated, double day) => Test switch
    {
        "welch" => new WelchTest { Treated = treated, Control = Control, Day = day },
        "ancova" => new AncovaTest { Treated = treated, Control = Control, Day = day, BaselineDays = BaselineDays },
        "mann-whitney" => new MannWhitneyTest { Treated = treated, Control = Control, Day = day },
        _ => new LogRankTest { Treated = treated, Control = Control, Day = day },
    };
}
