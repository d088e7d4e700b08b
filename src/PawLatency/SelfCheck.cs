using System.Globalization;
using System.Text;
using PawLatency.Data;
using PawLatency.Numerics;
using PawLatency.Pharmacology;
using PawLatency.Statistics;
using PawLatency.Text;

namespace PawLatency;

/// <summary>
/// Computes on this machine what <c>data/self-check.yaml</c> holds from the machine that made the library: the reference curve,
/// concentrations, the tests of statistics, random numbers, and the bytes of a whole run.
/// </summary>
public static class SelfCheck
{
    private const string File = "self-check.yaml",
        Missing = "missing";

    // The last digits of a logarithm may differ between processors.
    private const double Tolerance = 1e-9;

    /// <summary>Every number with its stored value, the value it has here, and whether the two are the same: texts letter by letter,
    /// numbers to a billionth.</summary>
    public static IReadOnlyList<(string Name, string Stored, string Found, bool Holds)> Run()
    {
        Dictionary<string, string> stored = EmbeddedData.Read(
            File,
            reader => reader.Keys.ToDictionary(key => key, key => reader.Text(key, "A stored value.") ?? "", StringComparer.Ordinal)
        );
        return [.. Compute().Select(line => Line(line.Name, stored.GetValueOrDefault(line.Name, Missing), line.Value))];
    }

    private static (string, string, string, bool) Line(string name, string stored, string found) =>
        (name, stored, found, Same(stored, found));

    /// <summary>Whether a value is the stored one.</summary>
    internal static bool Same(string stored, string found) =>
        stored == found
        || (
            double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out double one)
            && double.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out double other)
            && Math.Abs(one - other) <= Tolerance * Math.Max(1e-6, Math.Abs(one))
        );

    /// <summary>What is computed, as the file of stored values.</summary>
    public static string Text() =>
        "# What pawlatency self-check compares with; made by the test SelfCheck_OnThisMachine_GivesTheStoredValues.\n"
        + string.Concat(Compute().Select(line => $"{line.Name}: \"{line.Value}\"\n"));

    private static IEnumerable<(string Name, string Value)> Compute() => [.. Curve(), .. Levels(), .. Tests(), .. Random()];

    private static IEnumerable<(string, string)> Curve()
    {
        StudyResult result = Study.Reference.Run();
        foreach (GroupResult group in result.Groups)
        {
            foreach (Session session in result.Sessions)
            {
                yield return ($"curve-{group.Name}-day-{session.Day}", Number(group.Typical.SessionS(session)));
            }
        }

        var trials = new StringWriter { NewLine = "\n" };
        ResultFiles.WriteTrials(result, trials);
        yield return ("trials-of-the-reference-study", RunManifest.Hash(Encoding.UTF8.GetBytes(trials.ToString())));
    }

    private static IEnumerable<(string, string)> Levels()
    {
        foreach (Substance drug in new[] { Substance.Morphine, Substance.Fentanyl, Substance.Buprenorphine })
        {
            var given = new Bolus(drug.Base, 10.UgPerKg, Route.Intravenous, 0.Hours);
            var chain = new SubstanceChain(drug, [given], 1, RatDescription.Standard.MassG);
            var profile = new ConcentrationProfile(chain, [.. chain.Events.Select(happening => happening.Hours).Distinct().Order()]);
            foreach (double hours in new[] { 0.25, 1, 4 })
            {
                string at = FormattableString.Invariant($"{drug.Name}-{hours}-h");
                yield return ($"plasma-{at}", Number(profile.At(chain.Acting[0].Plasma, hours)));
                yield return ($"effect-site-{at}", Number(profile.At(chain.Acting[0].EffectSite, hours)));
            }
        }
    }

    private static IEnumerable<(string, string)> Tests()
    {
        double[] days = [1, 2, 3];
        foreach (LatencyTest test in LatencyTest.All)
        {
            var question = new TestQuestion
            {
                Control = "control",
                Days = days,
                BaselineDays = test.NeedsBaseline ? [0] : [],
            };
            double[] values = [.. test.Run(Table(test), question).Select(result => result.P)];
            yield return ($"p-{test.Name}", string.Join(" ", values.Take(1).Select(Number)));
        }
    }

    // Five animals of two groups on four days, or three of four groups; a treated one is slower from day 1. A crossover has
    // the same animals in both groups.
    private static LatencyTable Table(LatencyTest test) =>
        LatencyTable.Of(
            from animal in Enumerable.Range(0, test.ComparesFourGroups ? 12 : 10)
            from day in Enumerable.Range(0, 4)
            let treated = animal % 2
            select new LatencyRow(
                Groups(test)[animal % Groups(test).Length],
                test is { NeedsControl: true, ComparesAnimalsApart: false } ? $"{animal / 2}" : $"{animal}",
                day,
                8 + (7 * animal + 5 * day + 3 * animal * day) % 11 / 2.0 + (day > 0 ? 2 * treated : 0),
                false
            ),
            test.Session,
            "s"
        );

    private static string[] Groups(LatencyTest test) =>
        test.ComparesFourGroups ? ["control", "first", "second", "first and second"] : ["control", "treated"];

    private static IEnumerable<(string, string)> Random()
    {
        var numbers = new RandomNumbers(1, "self-check", 1);
        for (int index = 0; index < 3; index++)
        {
            yield return ($"uniform-{index}", Number(numbers.Uniform(RandomPurpose.BaselineLatency, 0, index)));
            yield return ($"normal-{index}", Number(numbers.StandardNormal(RandomPurpose.Clearance, 0, index)));
        }
    }

    private static string Number(double value) => value.ToString("G15", CultureInfo.InvariantCulture);
}
