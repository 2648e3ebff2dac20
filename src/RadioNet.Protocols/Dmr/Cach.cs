using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The common announcement channel before each outbound burst (ETSI TS 102 361-1, clauses 6.3 and 9.1.4): 24 bits, of which 0,
/// 4, 8, 12, 14, 18 and 22 are TACT under Hamming(7,4), which corrects one error, and 17 a fragment of short LC.
/// </summary>
/// <param name="IsInboundBusy">Access type: the next inbound slot is in use.</param>
/// <param name="Slot">TDMA channel: the slot of the burst that follows.</param>
/// <param name="Lcss">Which fragment the payload is.</param>
/// <param name="Payload">17 bits, the first transmitted as the highest.</param>
public readonly record struct Cach(bool IsInboundBusy, Timeslot Slot, Lcss Lcss, uint Payload)
{
    /// <summary>Bits of the channel.</summary>
    public const int Bits = 24;

    /// <summary>The places of TACT among the 24 bits, bit 0 as the highest; payload has the others in order.</summary>
    private const uint TactPlaces = 0b1000_1000_1000_1010_0010_0010;

    private const int TactParityBits = 3;

    /// <summary>Decodes 24 bits, the first transmitted as the highest.</summary>
    /// <param name="bits">The bits.</param>
    /// <param name="corrected">Bits corrected in TACT: 0 or 1. Two errors give another TACT, for its code is perfect.</param>
    public static Cach Decode(uint bits, out int corrected)
    {
        uint tact = 0, payload = 0;
        for (var bit = Bits - 1; bit >= 0; bit--)
        {
            if ((TactPlaces >> bit & 1) != 0)
                tact = (tact << 1) | (bits >> bit & 1);
            else
                payload = (payload << 1) | (bits >> bit & 1);
        }

        Hamming.H74.TryDecode(tact, out var data, out corrected);
        return new Cach((data & 8) != 0, (data & 4) != 0 ? Timeslot.Two : Timeslot.One, (Lcss)(data & 3), payload);
    }

    /// <summary>The 24 bits, the first transmitted as the highest.</summary>
    public uint Encode()
    {
        var data = (IsInboundBusy ? 8u : 0) | (Slot == Timeslot.Two ? 4u : 0) | ((uint)Lcss & 3);
        var tact = Hamming.H74.Encode(data);
        uint bits = 0;
        int tactLeft = 4 + TactParityBits, payloadLeft = ShortLinkControl.FragmentBits;
        for (var bit = Bits - 1; bit >= 0; bit--)
        {
            var next = (TactPlaces >> bit & 1) != 0 ? tact >> --tactLeft : Payload >> --payloadLeft;
            bits = (bits << 1) | (next & 1);
        }

        return bits;
    }
}
