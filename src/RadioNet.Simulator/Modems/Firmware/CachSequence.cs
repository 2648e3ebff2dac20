using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// The CACHs in their order (ETSI TS 102 361-1, clauses 6.3 and 7.1.4): a short LC goes in four of them, and another begins at
/// the first only. When nothing waits to be sent it is the null message, but at a trunked site.
/// </summary>
internal sealed class CachSequence
{
    private readonly uint[] _given = new uint[ShortLinkControl.Fragments];
    private readonly uint[] _sent = new uint[ShortLinkControl.Fragments];
    private int _next;

    /// <summary>Takes the short LC to send from its next beginning on.</summary>
    public void Set(ReadOnlySpan<uint> fragments) => fragments.CopyTo(_given);

    /// <summary>As after power-up: the null message.</summary>
    public void PowerUp()
    {
        Array.Clear(_given);
        _next = 0;
    }

    /// <summary>The next CACH's 24 bits.</summary>
    /// <param name="isInboundBusy">Access type.</param>
    /// <param name="slot">The slot of the burst that follows.</param>
    /// <param name="isGiven">Whether a short LC that begins now is the one that was given; else the null message.</param>
    public uint Next(bool isInboundBusy, Timeslot slot, bool isGiven)
    {
        if (_next == 0)
        {
            if (isGiven)
                _given.CopyTo(_sent, 0);
            else
                Array.Clear(_sent);
        }

        uint bits = new Cach(isInboundBusy, slot, EmbeddedLinkControl.LcssOf(_next), _sent[_next]).Encode();
        _next = (_next + 1) % ShortLinkControl.Fragments;
        return bits;
    }
}
