namespace RadioNet;

/// <summary>What a thread allocates while it is watched.</summary>
internal static class Allocated
{
    /// <summary>
    /// Octets that this thread has allocated so far, told after a collection: one that comes later, whoever causes it, counts the rest of the thread's
    /// allocation buffer as allocated, and now there is none.
    /// </summary>
    public static long SoFar()
    {
        GC.Collect(0);
        return GC.GetAllocatedBytesForCurrentThread();
    }
}
