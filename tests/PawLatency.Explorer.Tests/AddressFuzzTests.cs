using System.Globalization;
using NUnit.Framework;

namespace PawLatency.Explorer.Tests;

/// <summary>Broken addresses of the page: each is refused by name, or makes an experiment that can be run.</summary>
[TestFixture]
public sealed class AddressFuzzTests
{
    private const int Usual = 2000;

    private static readonly string[] Names =
    [
        "study",
        "group",
        "drug",
        "as",
        "device",
        "rate",
        "rate-unit",
        "dose",
        "dose-unit",
        "from",
        "to",
        "n",
        "seed",
        "days",
        "vary",
        "lamp",
        "cutoff",
        "second",
        "second-dose",
        "second-unit",
        "second-at",
        "second-for",
        "w",
        "ask",
        "pin",
        "pellets",
        "nonsense",
        "",
    ];

    private static readonly string[] Values =
    [
        "",
        "0",
        "-1",
        "1",
        "2",
        "40",
        "1e308",
        "NaN",
        "Infinity",
        "1,5",
        "0.5",
        "9999999999999999999",
        "morphine",
        "fentanyl",
        "saline",
        "sulfate",
        "base",
        "2ML1",
        "infusion",
        "bolus",
        "none",
        "mg/kg",
        "mg/kg/h",
        "reference",
        "%00",
        "%ff",
        "%",
        "%E2%80%AE",
        "=1+1",
        "<script>",
        "0,1,2",
        "0,0",
        "0,1e-9",
        ",,,",
        "n%3D4",
        "pin%3Dn",
        "..%2F..",
        "on",
        "off",
        "+",
        "%2B",
        "%0A",
    ];

    [Test]
    public void Experiment_OfABrokenAddress_IsRefusedByNameOrCanBeRun()
    {
        ulong state = 42;
        int Below(int limit)
        {
            state = state * 6364136223846793005 + 1442695040888963407;
            return (int)((state >> 33) % (ulong)limit);
        }

        int count = int.TryParse(Environment.GetEnvironmentVariable("PAWLATENCY_FUZZ"), CultureInfo.InvariantCulture, out int asked)
            ? asked
            : Usual;
        int made = 0;
        var wrong = new List<string>();
        for (int number = 0; number < count; number++)
        {
            string query =
                "?"
                + string.Join(
                    '&',
                    Enumerable.Range(0, 1 + Below(4)).Select(_ => $"{Names[Below(Names.Length)]}={Values[Below(Values.Length)]}")
                );
            try
            {
                var experiment = Experiment.Of(QueryParameters.Parse(query));
                experiment.Study.Validate();
                made++;
            }
            catch (RequestException refused)
            {
                if (refused.Status != 400 || refused.Message.Length == 0)
                {
                    wrong.Add($"{query}: {refused.Status} {refused.Message}");
                }
            }
            catch (Exception fault)
            {
                wrong.Add($"{query}: {fault.GetType().Name} {fault.Message}");
            }
        }

        Assert.That(wrong, Is.Empty, string.Join('\n', wrong.Take(10)));
        Assert.That(made, Is.GreaterThan(count / 50));
    }
}
