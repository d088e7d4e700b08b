using System.Text;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Tests.Cli;
using PawLatency.Text;

namespace PawLatency.Tests.Data;

/// <summary>Tables that are broken in every way: what cannot be read is refused in words, and never with another exception.</summary>
[TestFixture]
public sealed class HostileTableTests
{
    private static readonly TemporaryFolder Folder = new();

    private static readonly string[] Pieces =
    [
        ",",
        ";",
        "\t",
        "\n",
        "\"",
        "NA",
        ">20",
        "7.4*",
        "-1",
        "1e308",
        "Day 7",
        "mean",
        "SEM",
        "N",
        "\0",
        "\u001b[2J",
        "\uFEFF",
        "2024-03-04",
        "1/2/2024",
        "14:30",
        "ipsi",
        "left",
        "saline",
        "rat",
        "group",
        "day",
        "latency_s",
        "PWL (ms)",
        "trial 1",
        "#",
        "%",
        "=",
        "+",
        " ",
        "\u00A0",
        "\u2212",
        "999999999999999999999",
        "OXOX",
        "",
    ];

    [OneTimeTearDown]
    public static void DeleteFolder() => Folder.Dispose();

    [Test]
    public void Load_MutatedTables_AreReadOrRefusedInWords([Range(1, 8)] int seed)
    {
        string[] tables =
        [
            .. TableVariants.All.Select(variant => Encoding.UTF8.GetString(variant.Bytes)).Where(text => text.Length < 5000),
        ];
        var random = new Numbers((uint)seed);
        string path = Folder[$"hostile-{seed}.csv"];
        int read = 0;
        for (int round = 0; round < 400; round++)
        {
            var text = new StringBuilder(tables[random.Below(tables.Length)]);
            for (int change = random.Below(6); change >= 0; change--)
            {
                int at = random.Below(text.Length + 1);
                _ =
                    random.Below(2) == 0 || text.Length == 0
                        ? text.Insert(at, Pieces[random.Below(Pieces.Length)])
                        : text.Remove(
                            Math.Min(at, text.Length - 1),
                            Math.Min(random.Below(8), text.Length - Math.Min(at, text.Length - 1))
                        );
            }

            File.WriteAllText(path, text.ToString());
            read += Reads(path, text.ToString()) ? 1 : 0;
        }

        Assert.That(read, Is.GreaterThan(4));
    }

    // An option may name anything.
    [TestCase("rat")]
    [TestCase("rat=")]
    [TestCase("=rat")]
    [TestCase("rat=#0")]
    [TestCase("rat=#99999999999")]
    [TestCase("group=rat+day+group")]
    [TestCase("latency=day")]
    [TestCase("day=group")]
    [TestCase("note=latency_s")]
    [TestCase("n=rat")]
    [TestCase("mean=latency_s")]
    [TestCase("minute=day")]
    [TestCase("trial=latency_s")]
    [TestCase("responses=latency_s")]
    [TestCase("rat=row")]
    public void Load_AnyColumnOption_IsUsedOrRefusedInWords(string column)
    {
        string path = Folder.Write("plain.csv", TableVariants.Long());
        try
        {
            MeasuredData.Load(path, new ReadingOptions { Columns = [column] });
        }
        catch (Exception fault) when (fault is InputException or ArgumentException)
        {
            Assert.That(fault.Message, Is.Not.Empty);
        }
    }

    private static bool Reads(string path, string text)
    {
        try
        {
            MeasuredData data = MeasuredData.Load(path);
            Assert.That(data.Groups.SelectMany(group => group.Sessions).All(session => double.IsFinite(session.Value)), Is.True, text);
            return true;
        }
        catch (Exception fault) when (fault is InputException or ArgumentException)
        {
            Assert.That(fault.Message.All(one => one == '\n' || !char.IsControl(one)), Is.True, fault.Message);
            Assert.That(
                fault,
                Is.Not.InstanceOf<ArgumentOutOfRangeException>().And.Not.InstanceOf<ArgumentNullException>(),
                $"{fault}\n{text}"
            );
            return false;
        }
        catch (Exception fault)
        {
            Assert.Fail($"{fault}\n{text}");
            return false;
        }
    }

    // Numbers of an old and simple kind (Lehmer), the same on every machine.
    private sealed class Numbers(uint seed)
    {
        private ulong _state = seed * 2654435761u % 2147483647u + 1;

        public int Below(int limit)
        {
            _state = _state * 48271 % 2147483647;
            return (int)(_state % (ulong)limit);
        }
    }
}
