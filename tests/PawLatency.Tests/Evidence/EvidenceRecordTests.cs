using System.Text;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Tests.Cli;
using PawLatency.Text;

namespace PawLatency.Tests.Evidence;

/// <summary>What held when the evidence was last accepted, against what holds today.</summary>
[TestFixture]
public sealed class EvidenceRecordTests
{
    private const string Above = "group: treated, is: above, than: saline, at: [10 h]",
        Below = "group: treated, is: below, than: saline, at: [10 h]";

    [Test]
    public void Write_OfTwoExpectations_IsARowForEach() =>
        Assert.That(EvidenceRecord.Of(Judge(Above, Below)).Write(), Is.EqualTo("finding,expectation,holds\nOWN,1,yes\nOWN,2,no\n"));

    [Test]
    public void Compare_WithItsOwnRecord_ChangesNothing()
    {
        Verification verification = Judge(Above, Below);
        RecordChange change = Parse(EvidenceRecord.Of(verification).Write()).Compare(verification);

        Assert.That((change.Lost.Count, change.Gained, change.New), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public void Compare_WhatHeldAndFails_IsLostAndNamed()
    {
        RecordChange change = Parse("finding,expectation,holds\nOWN,1,yes\nOWN,2,yes\n").Compare(Judge(Above, Below));

        (string Finding, int Number, Judgement? Judgement) lost = change.Lost.Single();
        Assert.That((lost.Finding, lost.Number, lost.Judgement!.Holds), Is.EqualTo(("OWN", 2, false)));
        Assert.That((change.IsLost("OWN", 2), change.IsLost("OWN", 1)), Is.EqualTo((true, false)));
    }

    // To take an expectation out of a file must not hide that it held.
    [Test]
    public void Compare_WhatHeldAndIsNoLongerThere_IsLost()
    {
        RecordChange change = Parse("finding,expectation,holds\nOWN,1,yes\nOWN,2,yes\nGONE,1,yes\nGONE,2,no\n").Compare(Judge(Above));

        Assert.That(
            change.Lost.Select(lost => (lost.Finding, lost.Number, lost.Judgement is null)),
            Is.EqualTo(new[] { ("OWN", 2, true), ("GONE", 1, true) })
        );
    }

    [Test]
    public void Compare_WhatFailedAndHoldsOrIsNew_IsCounted()
    {
        RecordChange change = Parse("finding,expectation,holds\nOWN,1,no\n").Compare(Judge(Above, Below));

        Assert.That((change.Lost.Count, change.Gained, change.New), Is.EqualTo((0, 1, 1)));
    }

    [TestCase("finding,holds\nOWN,yes\n", 1, 1, "The columns must be finding, expectation, holds.")]
    [TestCase("finding,expectation,holds\nOWN,first,yes\n", 2, 2, "\"first\" is not a whole number.")]
    [TestCase("finding,expectation,holds\nOWN,1,maybe\n", 2, 3, "\"maybe\" is not yes or no.")]
    [TestCase("finding,expectation,holds\nOWN,1,yes\nOWN,1,no\n", 3, 1, "OWN, expectation 1 is recorded twice.")]
    public void Parse_AFaultyRecord_NamesThePlace(string text, int line, int column, string message)
    {
        Fault fault = Assert.Throws<InputException>(() => Parse(text))!.Faults.Single();

        Assert.That((fault.File, fault.Line, fault.Column, fault.Message), Is.EqualTo(("r.csv", line, column, message)));
    }

    // Not least the weight: the contract and what counts as much are on record.
    [Test]
    public void Library_RecordsEveryExpectationOfTheContractAndTheFindings() =>
        Assert.That(
            EvidenceRecord.Library.Write().Split('\n')[1..^1].Select(row => row[..row.LastIndexOf(',')]),
            Is.EqualTo(
                Finding
                    .All.Prepend(Finding.Contract)
                    .SelectMany(finding => finding.Expectations.Select((_, index) => $"{finding.Id},{index + 1}"))
            )
        );

    private static EvidenceRecord Parse(string text) => EvidenceRecord.Parse("r.csv", Encoding.UTF8.GetBytes(text));

    private static Verification Judge(params string[] expectations)
    {
        using var folder = new TemporaryFolder();
        return Verification.Against(
            [Finding.Load(folder.Write("own.yaml", OwnEvidence.Yaml(expectations)))],
            MeasuredData.Load(folder.Write("data.csv", OwnEvidence.Data), 20)
        );
    }
}
