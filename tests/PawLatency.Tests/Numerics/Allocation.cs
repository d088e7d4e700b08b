namespace PawLatency.Tests.Numerics;

/// <summary>The bytes that a piece of code allocates by itself.</summary>
internal static class Allocation
{
    private const int Tries = 50;

    /// <summary>The fewest bytes of several runs. The runtime hands memory to a thread 8 kB at a time; when another thread's garbage
    /// collection takes the rest of such a piece back, it counts as allocated here. Code that allocates by itself does so in every
    /// run.</summary>
    public static long Bytes(Action code)
    {
        long fewest = long.MaxValue;
        for (int i = 0; i < Tries && fewest > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            code();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
