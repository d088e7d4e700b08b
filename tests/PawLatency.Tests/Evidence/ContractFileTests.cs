using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Text;

namespace PawLatency.Tests.Evidence;

[TestFixture]
public sealed class ContractFileTests
{
    // Seven lines before the first band.
    private const string Head = """
        name: mine
        description: >-
          What I expect.
        source: my notebook
        drug: { on: 0 h, off: 5 day }
        expect:

        """;

    [Test]
    public void File_WithoutFaults_IsReadAndJudges()
    {
        ShapeContract contract = Load(
            "  - { of: treated, feature: peak-change, from: 40 %, to: 60 % }\n  - { of: control, feature: change, day: 2, to: 1 % }\n"
        );
        ShapeReport report = contract.Check(new LatencyCurve([0, 24, 240], [10, 15, 10], 20), new LatencyCurve([0, 240], [10, 10], 20));

        Assert.That((contract.Name, contract.Source, contract.DrugOff), Is.EqualTo(("mine", "my notebook", (StudyTime)5.Days)));
        Assert.That(
            report.Judgements.Select(judgement => judgement.Expected),
            Is.EqualTo(new[] { "treated peak-change: 40 to 60 %", "control change on day 2: at most 1 %" })
        );
        Assert.That(report.Holds, Is.True);
    }

    [TestCase("  - { of: treated, feature: peak-chnge, to: 1 % }", "Did you mean \"peak-change\"?")]
    [TestCase("  - { of: treeted, feature: peak-change, to: 1 % }", "treated")]
    [TestCase("  - { of: treated, feature: peak-change, to: 1 h }", "\"1 h\" is not a number with the unit %")]
    [TestCase("  - { of: treated, feature: peak-change, to: many % }", "is not a number with the unit %")]
    [TestCase("  - { of: treated, feature: change, to: 1 % }", "day")]
    [TestCase("  - { of: treated, feature: change, day: soon, to: 1 % }", "\"soon\" is not a day")]
    [TestCase("  - { of: treated, feature: peak-change, day: 2, to: 1 % }", "peak-change takes no day")]
    [TestCase("  - { of: treated, feature: peak-change, from: 2 %, to: 1 % }", "\"from\" is greater than \"to\"")]
    [TestCase("  - { of: treated, feature: peak-change, too: 1 % }", "Did you mean \"to\"?")]
    [TestCase("  - { feature: peak-change, to: 1 % }", "of")]
    public void Band_WithAFault_IsRefusedWithItsLine(string band, string told)
    {
        InputException refused = Assert.Throws<InputException>(() =>
            Load("  - { of: control, feature: baseline, from: 1 s }\n" + band + "\n")
        )!;

        Assert.That(refused.Faults, Has.Count.EqualTo(1));
        Assert.That(refused.Faults[0].Message, Does.Contain(told));
        Assert.That(refused.Faults[0].Line, Is.EqualTo(8));
    }

    [Test]
    public void File_WithSeveralFaults_TellsAllInOrder()
    {
        InputException refused = Assert.Throws<InputException>(() =>
            Load("  - { of: treated, feature: nonsense }\n  - { of: treated, feature: change, day: x, to: 1 % }\n")
        )!;

        Assert.That(refused.Faults.Select(fault => fault.Line), Is.EqualTo(new[] { 7, 8 }));
    }

    [Test]
    public void File_WithoutName_IsRefused()
    {
        string path = Write(
            Head.Replace("name: mine\n", "", StringComparison.Ordinal) + "  - { of: control, feature: baseline, from: 1 s }\n"
        );

        Assert.That(() => ShapeContract.Load(path), Throws.TypeOf<InputException>().With.Message.Contains("name"));
    }

    private static ShapeContract Load(string bands) => ShapeContract.Load(Write(Head + bands));

    private static string Write(string text)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, TestContext.CurrentContext.Test.ID + ".yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
