namespace RadioNet.Protocols.Dmr;

/// <summary>
/// Collects the embedded link control of one stream's voice bursts by their LCSS (ETSI TS 102 361-1, clause 7.1.3.1): a
/// first, two continuations, a last. A burst that is missing or unreadable costs the link control of its superframe only.
/// Give it every voice burst but A, in order; it is a mutable value: keep it in a field.
/// </summary>
public struct EmbeddedLinkControlAccumulator
{
    private uint _first;
    private uint _second;
    private uint _third;
    private byte _held;

    /// <summary>Takes a 33-octet voice burst B to F.</summary>
    /// <param name="burst">The burst.</param>
    /// <param name="lc">The link control that it completes.</param>
    /// <param name="corrected">Bits corrected in that link control.</param>
    /// <returns>Whether it completed a link control without too many errors.</returns>
    public bool TryAdd(ReadOnlySpan<byte> burst, out LinkControl lc, out int corrected)
    {
        if (Emb.TryRead(burst, out var emb))
            return TryAdd(emb.Lcss, BurstLayout.ReadEmbedded(burst), out lc, out corrected);
        Reset();
        (lc, corrected) = (default, 0);
        return false;
    }

    /// <summary>Takes a 33-octet voice burst B to F.</summary>
    public bool TryAdd(ReadOnlySpan<byte> burst, out LinkControl lc) => TryAdd(burst, out lc, out _);

    /// <summary>Takes the embedded signalling of a burst whose LCSS is known.</summary>
    public bool TryAdd(Lcss lcss, uint fragment, out LinkControl lc, out int corrected)
    {
        (lc, corrected) = (default, 0);
        switch (lcss)
        {
            case Lcss.First:
                (_first, _held) = (fragment, 1);
                return false;
            case Lcss.Continuation when _held == 1:
                (_second, _held) = (fragment, 2);
                return false;
            case Lcss.Continuation when _held == 2:
                (_third, _held) = (fragment, 3);
                return false;
            case Lcss.Last when _held == 3:
                Reset();
                ReadOnlySpan<uint> fragments = [_first, _second, _third, fragment];
                return EmbeddedLinkControl.TryDecode(fragments, out lc, out corrected);
            default:
                Reset();
                return false;
        }
    }

    /// <summary>Forgets what it holds: a burst was lost, or another stream begins.</summary>
    public void Reset() => _held = 0;
}
