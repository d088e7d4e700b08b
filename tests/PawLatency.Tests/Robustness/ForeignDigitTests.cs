using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Tests.Cli;
using PawLatency.Text;

namespace PawLatency.Tests.Robustness;

/// <summary>Digits of other scripts look like numbers to a pattern and are none to a parser: refused with a place, never a crash.</summary>
[TestFixture]
public sealed class ForeignDigitTests
{
    // Arabic, Devanagari, full-width.
    [TestCase("\u0661")]
    [TestCase("\u0967")]
    [TestCase("\uFF11")]
    public void Load_TableWithForeignDigits_IsRefusedWithAPlaceOrTakenAsText(string digit)
    {
        using var folder = new TemporaryFolder();
        string[] tables =
        [
            $"group,rat,day,latency_s\na,1,{digit},10\n",
            $"group,rat,day,latency_s\na,1,0,{digit}0\n",
            $"group,rat,day,latency_s\na,{digit},0,10\na,2,0,10\n",
            $"group,rat,day {digit},day 2\na,1,10,11\n",
            $"day,a {digit},b 2\n0,10,11\n",
            $"group,rat,{digit}.{digit},latency_s\na,1,0,10\n",
        ];
        foreach (string table in tables)
        {
            string path = folder.Write("table.csv", table);
            Assert.That(() => Read(path), Throws.Nothing, table);
        }
    }

    private static void Read(string path)
    {
        try
        {
            MeasuredData.Load(path).Table();
        }
        catch (InputException refused)
        {
            Assert.That(refused.Faults, Has.All.Matches<Fault>(fault => fault.Line > 0 && fault.Column > 0));
        }
        catch (AnalysisException)
        {
            // Too small for a table of an analysis.
        }
    }
}
