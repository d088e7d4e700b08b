using System.Text;
using NUnit.Framework;
using PawLatency.Power;
using PawLatency.Text;

namespace PawLatency.Tests.Robustness;

/// <summary>A checkpoint is taken as it was written or refused.</summary>
[TestFixture]
public sealed class CheckpointFileTests
{
    private static readonly PowerState State = new("arguments", 3, [7], "it failed", [new PowerCount(12, 1, 0)], [new DayCount(2, 3)]);

    [Test]
    public void Read_WhatWasWritten_GivesTheSame()
    {
        PowerState read = CheckpointFile.Read<PowerState>("c.json", CheckpointFile.Write(State));

        Assert.That(read with { Failures = State.Failures, Counts = State.Counts, Days = State.Days }, Is.EqualTo(State));
        Assert.That(read.Counts, Is.EqualTo(State.Counts));
    }

    [Test]
    public void Read_WithAnyByteChangedOrCutOff_RefusesIt()
    {
        byte[] bytes = CheckpointFile.Write(State);
        for (int i = 0; i < bytes.Length - 1; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 1;
            Assert.That(() => CheckpointFile.Read<PowerState>("c.json", changed), Throws.ArgumentException, $"byte {i}");
            if (i < bytes.Length - 2)
            {
                Assert.That(() => CheckpointFile.Read<PowerState>("c.json", bytes[..i]), Throws.ArgumentException, $"cut at {i}");
            }
        }
    }

    [TestCase("\"Found\":12", "\"Found\":13", "was edited")]
    [TestCase("\"version\":1", "\"version\":2", "of format 2")]
    [TestCase("\"state\":{", "\"state\": {", "", Description = "blanks outside of the state are no edit")]
    [TestCase("\"checksum\"", "\"sum\"", "is no checkpoint")]
    public void Read_EditedText_SaysWhatIsWrong(string before, string after, string message)
    {
        string text = Encoding.UTF8.GetString(CheckpointFile.Write(State));
        Assert.That(text, Does.Contain(before));
        byte[] edited = Encoding.UTF8.GetBytes(text.Replace(before, after, StringComparison.Ordinal));

        if (message.Length == 0)
        {
            Assert.That(CheckpointFile.Read<PowerState>("c.json", edited).Block, Is.EqualTo(3));
        }
        else
        {
            Assert.That(
                () => CheckpointFile.Read<PowerState>("c.json", edited),
                Throws.ArgumentException.With.Message.Contains(message).And.Message.Contains("--force")
            );
        }
    }
}
