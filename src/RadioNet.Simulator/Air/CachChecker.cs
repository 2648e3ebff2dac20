using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Air;

/// <summary>Holds CACHs against their standard (ETSI TS 102 361-1, clauses 6.3 and 7.1.4) and reads the short LCs in them.</summary>
internal sealed class CachChecker(Action<OnAirFinding> onFault)
{
    private readonly uint[] _fragments = new uint[ShortLinkControl.Fragments];
    private int _next = -1;

    /// <summary>CACHs seen.</summary>
    public long Count { get; private set; }

    /// <summary>Short LCs read, null messages included.</summary>
    public long ShortLcs { get; private set; }

    /// <summary>The last short LC that was read; null before the first.</summary>
    public ShortLinkControl? Last { get; private set; }

    public void Take(in AirBurst burst)
    {
        if (burst.CachBits is not { } bits) return;
        Count++;
        var cach = Cach.Decode(bits, out _);
        if (cach.Slot != burst.Slot) onFault(new(burst.Start, burst.Slot, OnAirFault.WrongCach));
        if (cach.Lcss == Lcss.First)
        {
            if (_next > 0) onFault(new(burst.Start, burst.Slot, OnAirFault.UnreadableShortLc));
            _next = 0;
        }

        if (_next < 0) return;
        if (cach.Lcss != EmbeddedLinkControl.LcssOf(_next))
        {
            onFault(new(burst.Start, burst.Slot, OnAirFault.UnreadableShortLc));
            _next = -1;
            return;
        }

        _fragments[_next++] = cach.Payload;
        if (_next < _fragments.Length) return;
        _next = -1;
        if (ShortLinkControl.TryDecode(_fragments, out var message, out _))
            (ShortLcs, Last) = (ShortLcs + 1, message);
        else
            onFault(new(burst.Start, burst.Slot, OnAirFault.UnreadableShortLc));
    }

    /// <summary>The carrier went off: half a short LC is no fault.</summary>
    public void End() => _next = -1;
}
