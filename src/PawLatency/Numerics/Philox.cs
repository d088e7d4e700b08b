namespace PawLatency.Numerics;

/// <summary>
/// The counter-based generator Philox4x32-10 of Salmon, Moraes, Dror and Shaw (2011, SC'11, doi:10.1145/2063384.2063405):
/// a pure function from counter and key to 128 random bits, so a number can be had without the numbers before it.
/// </summary>
internal static class Philox
{
    private const uint FirstMultiplier = 0xD2511F53,
        SecondMultiplier = 0xCD9E8D57;
    private const uint FirstKeyStep = 0x9E3779B9,
        SecondKeyStep = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>128 random bits.</summary>
    /// <param name="counter">The counter, four words.</param>
    /// <param name="key">The key, two words.</param>
    /// <returns>Four words, each uniform over all 2^32 values.</returns>
    public static (uint A, uint B, uint C, uint D) Generate((uint A, uint B, uint C, uint D) counter, (uint A, uint B) key)
    {
        (uint a, uint b, uint c, uint d) = counter;
        for (int round = 0; round < Rounds; round++)
        {
            ulong first = (ulong)FirstMultiplier * a,
                second = (ulong)SecondMultiplier * c;
            (a, b, c, d) = ((uint)(second >> 32) ^ b ^ key.A, (uint)second, (uint)(first >> 32) ^ d ^ key.B, (uint)first);
            key = unchecked((key.A + FirstKeyStep, key.B + SecondKeyStep));
        }

        return (a, b, c, d);
    }
}
