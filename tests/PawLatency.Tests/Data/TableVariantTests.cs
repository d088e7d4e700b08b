using System.Globalization;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Statistics;
using PawLatency.Tests.Cli;
using PawLatency.Text;

namespace PawLatency.Tests.Data;

/// <summary>
/// One table in the forms that laboratories give it: each is read as the plain one, to the last digit of the p value, or refused with the
/// cell or column and what mends it. None may differ in silence.
/// </summary>
[TestFixture]
public sealed class TableVariantTests
{
    private static readonly TemporaryFolder Folder = new();

    private static readonly Dictionary<string, Variant> Variants = TableVariants.All.ToDictionary(variant => variant.Name);

    private static readonly IEnumerable<string> Names = Variants.Keys;

    [OneTimeTearDown]
    public static void DeleteFolder() => Folder.Dispose();

    [TestCaseSource(nameof(Names))]
    public void Load_TheTableInAnotherForm_IsTheSameOrRefusedWithItsMend(string name)
    {
        Variant variant = Variants[name];
        string path = Folder[variant.File];
        File.WriteAllBytes(path, variant.Bytes);
        if (variant.Refusal is { } refusal)
        {
            string message = Refusal(() => MeasuredData.Load(path, variant.Options).Table());
            Assert.That(message, Does.Contain(refusal));
            Assert.That(message.All(one => one == '\n' || !char.IsControl(one)), Is.True, message);
            return;
        }

        Assert.That(Describe(MeasuredData.Load(path, variant.Options)), Is.EqualTo(Describe(Plain())));
    }

    [Test]
    public void Variants_AreAboutNinety_AndMostAreRead()
    {
        int read = Variants.Values.Count(variant => variant.Refusal is null);
        TestContext.Out.WriteLine($"{Variants.Count} variants: {read} read, {Variants.Count - read} refused");
        Assert.That((Variants.Count >= 90, read >= 60), Is.EqualTo((true, true)), $"{Variants.Count}, {read}");
    }

    private static MeasuredData Plain() => MeasuredData.Load(Folder.Write("plain.csv", TableVariants.Long()));

    // What is told: an input fault with its place, or an option that does not fit.
    private static string Refusal(Action read)
    {
        Exception fault = Assert.Catch(read)!;
        Assert.That(fault, Is.InstanceOf<InputException>().Or.InstanceOf<ArgumentException>(), fault.ToString());
        return fault.Message;
    }

    // Welch's test and the means of each group on each day.
    private static string Describe(MeasuredData data)
    {
        LatencyTable table = data.Table();
        TestResult welch = LatencyTest
            .Named("welch")
            .Run(
                table,
                new TestQuestion
                {
                    Control = "saline",
                    Days = [7],
                    BaselineDays = [0],
                }
            )[0];
        string means = string.Join(
            "; ",
            data.Groups.OrderBy(group => group.Name, StringComparer.Ordinal)
                .SelectMany(group =>
                    group.Sessions.Select(session =>
                        $"{group.Name} {Text(session.TimeH)} h {Text(session.Summary.Mean)} of {session.Summary.Count}"
                    )
                )
        );
        return $"{means}; p {Text(welch.P)}, {welch.Animals} {data.Readout.Unit}";
    }

    private static string Text(double value) => value.ToString("G10", CultureInfo.InvariantCulture);
}

/// <summary>A table in another form.</summary>
/// <param name="Name">What is other.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Options">What the user says.</param>
/// <param name="Refusal">A part of the refusal; null where the table is read.</param>
internal sealed record Variant(string Name, byte[] Bytes, ReadingOptions Options, string? Refusal)
{
    /// <summary>The name of the file.</summary>
    public string File { get; init; } = "table.csv";
}
