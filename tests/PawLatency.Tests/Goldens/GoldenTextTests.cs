using NUnit.Framework;

namespace PawLatency.Tests.Goldens;

[TestFixture]
public sealed class GoldenTextTests
{
    [Test]
    public void Difference_OfOneChangedLine_IsThatLineTwice() =>
        Assert.That(GoldenText.Difference("a\nb\nc\n", "a\nB\nc\n"), Is.EqualTo(new[] { "-2: b", "+2: B" }));

    [Test]
    public void Difference_OfAnInsertedLine_IsThatLineAlone() =>
        Assert.That(GoldenText.Difference("a\nb\n", "a\nx\nb\n"), Is.EqualTo(new[] { "+2: x" }));

    [Test]
    public void Difference_OfManyLines_IsCutShort() =>
        Assert.That(GoldenText.Difference("", string.Join('\n', Enumerable.Range(0, 100)))[^1], Is.EqualTo("and 61 more lines"));
}
