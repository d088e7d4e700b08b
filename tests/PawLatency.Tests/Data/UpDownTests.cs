using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Tests.Cli;
using PawLatency.Tests.Goldens;
using PawLatency.Text;

namespace PawLatency.Tests.Data;

/// <summary>The up-down method against Dixon's table and hand values.</summary>
[TestFixture]
public sealed class UpDownTests
{
    private static readonly TemporaryFolder Folder = new();

    [OneTimeTearDown]
    public static void DeleteFolder() => Folder.Dispose();

    // Every series to nominal size 6 with up to four equal responses before the first change: a probit regression of R with slope 1, which
    // is how Dixon defines k (Goldens/make_updown.R).
    [Test]
    public void K_OfEverySeries_IsTheProbitRegressionOfR()
    {
        IReadOnlyList<IDictionary<string, string>> rows = GoldenFile.Rows("updown.csv");

        Assert.That(rows, Has.Count.EqualTo(248));
        foreach (IDictionary<string, string> row in rows)
        {
            Assert.That(UpDown.K(row["series"]), Is.EqualTo(GoldenFile.Number(row, "k")).Within(1e-6), row["series"]);
        }
    }

    // To three decimals, as tables of k give it; O is no response.
    [TestCase("OX", -0.500)]
    [TestCase("OXO", 0.842)]
    [TestCase("OXX", -0.178)]
    [TestCase("OXOO", 0.299)]
    [TestCase("OXOX", -0.500)]
    [TestCase("OXXO", 1.000)]
    [TestCase("OXXX", 0.194)]
    [TestCase("OXOOO", -0.157)]
    [TestCase("OXOOX", -0.878)]
    [TestCase("OXOXO", 0.701)]
    [TestCase("OXOXX", 0.084)]
    [TestCase("OXXOO", 0.305)]
    [TestCase("OXXOX", -0.305)]
    [TestCase("OXXXO", 1.288)]
    [TestCase("OXXXX", 0.555)]
    [TestCase("OXOXOX", -0.500)]
    [TestCase("OXOXOO", 0.022)]
    [TestCase("OXOXXO", 1.169)]
    [TestCase("OOX", -0.388)]
    [TestCase("OOOX", -0.378)]
    public void K_OfDixonsTable_IsTheMaximumOfTheLikelihood(string series, double k) =>
        Assert.That(UpDown.K(series), Is.EqualTo(k).Within(0.0011));

    // A series that is answered the other way round has the other sign.
    [Test]
    public void K_OfTheOppositeSeries_HasTheOtherSign() => Assert.That(UpDown.K("XOXXOX"), Is.EqualTo(-UpDown.K("OXOOXO")).Within(1e-6));

    // By hand: O at 4.31, X at 4.56, O at 4.31, X at 4.56: halfway between, 10^4.435 up to the mean step of 0.2243.
    [Test]
    public void Threshold_OfAnAlternatingSeries_IsBetweenTheTwoFilaments() =>
        Assert.That(Value("OXOX").Value, Is.EqualTo(Math.Pow(10, 4.56 - 0.5 * (5.18 - 3.61) / 7 - 4)).Within(1e-6));

    // No response up to the strongest filament, 15.14 g: a bound.
    [Test]
    public void Threshold_WithoutAnyResponse_IsABound() =>
        Assert.That(
            (Value("OOOOO").Value, Value("OOOOO").Kind),
            Is.EqualTo((15.136, CellKind.Censored)).Using<double>((a, b) => Math.Abs(a - b) < 1e-3)
        );

    [Test]
    public void Load_AColumnOfResponses_GivesThresholdsInGrams()
    {
        string path = Folder.Write(
            "frey.csv",
            "group,rat,day,responses\nsham,1,0,OXOX\nsham,1,7,OOOOO\nsham,2,0,NA\ncci,1,0,OXOX\ncci,1,7,XXOX\n"
        );
        MeasuredData data = MeasuredData.Load(path);

        Assert.That(
            (data.Readout.Name, data.Readout.Unit, data.Cutoff),
            Is.EqualTo(("von Frey threshold", "g", Math.Pow(10, 1.18))).Using<double>((a, b) => Math.Abs(a - b) < 1e-9)
        );
        Assert.That(data.Groups[1].Sessions[1].Value, Is.LessThan(data.Groups[1].Sessions[0].Value));
    }

    [TestCase("OXQX", "2:4: responses: \"OXQX\" is no series")]
    [TestCase("OOOOOO", "goes on after the strongest of the 8 filaments; --filaments and --first-filament say which were used")]
    [TestCase("OO", "ends before the strongest filament without a change")]
    public void Load_AnImpossibleSeries_IsRefused(string series, string message) =>
        Assert.That(
            Assert
                .Throws<InputException>(() => MeasuredData.Load(Folder.Write("bad.csv", $"group,rat,day,responses\na,1,0,{series}\n")))!
                .Message,
            Does.Contain(message)
        );

    private static ValueCell Value(string series) => UpDown.Read(series, new ReadingOptions(), Assert.Fail);
}
