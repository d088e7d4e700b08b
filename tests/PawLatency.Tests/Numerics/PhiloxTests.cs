using NUnit.Framework;
using PawLatency.Numerics;

namespace PawLatency.Tests.Numerics;

/// <summary>Known answers: the file kat_vectors of Random123 (Salmon, Moraes, Dror and Shaw 2011), lines philox4x32 10.</summary>
public class PhiloxTests
{
    [Test]
    public void Generate_ZeroCounterAndKey_GivesTheKnownAnswer() =>
        Assert.That(Philox.Generate((0, 0, 0, 0), (0, 0)), Is.EqualTo((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)));

    [Test]
    public void Generate_AllBitsSet_GivesTheKnownAnswer() =>
        Assert.That(
            Philox.Generate((uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue), (uint.MaxValue, uint.MaxValue)),
            Is.EqualTo((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu))
        );

    [Test]
    public void Generate_DigitsOfPi_GivesTheKnownAnswer() =>
        Assert.That(
            Philox.Generate((0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344), (0xa4093822, 0x299f31d0)),
            Is.EqualTo((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u))
        );
}
