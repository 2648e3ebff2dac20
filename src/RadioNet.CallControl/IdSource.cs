namespace RadioNet.CallControl;

/// <summary>Gives the ids of one start of a node. Safe for use from many threads.</summary>
/// <param name="node">The node's id.</param>
/// <param name="boot">Which start of the node this is, from 1; kept by the node's store.</param>
public sealed class IdSource(string node, int boot)
{
    private long _calls;
    private long _spurts;
    private long _generations;
    private uint _leases;

    /// <summary>A new call's id.</summary>
    public CallId NextCall() => new(node, boot, Interlocked.Increment(ref _calls));

    /// <summary>A new spurt's id.</summary>
    public SpurtId NextSpurt() => new(node, boot, Interlocked.Increment(ref _spurts));

    /// <summary>The number of a timeslot's next use; rises over all slots of the node, so that it outlives a slot table's activation.</summary>
    public uint NextLease() => Interlocked.Increment(ref _leases);

    /// <summary>A timer's generation; never given twice, so that a timer outlives the activation that set it without harm.</summary>
    public long NextGeneration() => Interlocked.Increment(ref _generations);

    /// <summary>The stream id that a spurt has on the Homebrew protocol: never 0, and far from its neighbours'.</summary>
    public static uint StreamOf(SpurtId spurt)
    {
        var mixed = (uint)((spurt.Number + ((long)spurt.Boot << 20) + Fold(spurt.Node)) * 2_654_435_761L);
        return mixed == 0 ? 1 : mixed;
    }

    /// <summary>A node's id as a number, the same everywhere (FNV-1a).</summary>
    private static uint Fold(string node)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in node)
        {
            hash = (hash ^ letter) * 16_777_619u;
        }

        return hash;
    }
}
