namespace RadioNet.Voice.Playing;

/// <summary>The spurts of a call that ended last, so that what comes late of one does not begin it again.</summary>
internal sealed class EndedSpurts
{
    private readonly ulong[] _spurts = new ulong[4];
    private int _count;

    public void Add(ulong spurt) => _spurts[_count++ % _spurts.Length] = spurt;

    public bool Contains(ulong spurt) => _spurts.AsSpan(0, Math.Min(_count, _spurts.Length)).Contains(spurt);
}
