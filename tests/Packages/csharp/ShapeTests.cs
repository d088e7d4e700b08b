using NUnit.Framework;
using PawLatency;
using PawLatency.Evidence;
using PawLatency.Plotting;

namespace Laboratory.Tests;

public sealed class ShapeTests
{
    [Test]
    public void ReferenceStudy_HasThePublishedShape()
    {
        StudyResult result = Study.Reference.Run();
        Assert.That(() => ShapeContract.OpioidPump.Check(result["morphine"], result["saline"]).ThrowIfFailed(), Throws.Nothing);
    }

    [Test]
    public void ReferenceStudy_IsDrawn() => Assert.That(Study.Reference.Run().LatencyFigure().ToSvg(), Does.StartWith("<"));
}
