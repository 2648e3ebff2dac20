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

    /// <summary>
    /// The number that a call's voice carries between nodes: the same at all that know the id, and never 0. Of n ids, two have the same number
    /// with odds of n² to 2⁶⁵: one in 370 thousand million for the 10,000 calls that may be known at once.
    /// </summary>
    public static ulong NumberOf(CallId call) => Spread('c', call.Node, call.Boot, call.Number);

    /// <summary>The number that a spurt's voice carries between nodes, likewise.</summary>
    public static ulong NumberOf(SpurtId spurt) => Spread('s', spurt.Node, spurt.Boot, spurt.Number);

    /// <summary>All of an id in 64 bits: FNV-1a, each step on one of its numbers whole, and at last all bits stirred (splitmix64's finish).</summary>
    private static ulong Spread(char kind, string node, int boot, long number)
    {
        const ulong prime = 1_099_511_628_211;
        var hash = (14_695_981_039_346_656_037 ^ kind) * prime;
        foreach (var letter in node)
        {
            hash = (hash ^ letter) * prime;
        }

        hash = Stir((hash ^ (uint)boot) * prime);
        hash = Stir((hash ^ (ulong)number) * prime);
        return hash == 0 ? 1 : hash;
    }

    private static ulong Stir(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58_476D_1CE4_E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D0_49BB_1331_11EB;
        return hash ^ (hash >> 31);
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
