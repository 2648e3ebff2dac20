using System.Buffers.Binary;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// DMR_SHORTLC: 3:9 the 68 bits of an encoded short LC, its four fragments of 17 bits one after the other, then 4 zero bits (MMDVM
/// modem protocol, firmware-interfaces/mmdvm-modem, section "DMR"; ETSI TS 102 361-1, clauses 7.1.4 and B.2.3). The CACH carries
/// it, a fragment each, until another comes. Not acknowledged.
/// </summary>
/// <param name="Message">What the short LC says.</param>
public readonly record struct DmrShortLc(ShortLinkControl Message)
{
    /// <summary>Octets of the frame.</summary>
    public const int Length = 12;

    private const int FirstFragmentShift = 64 - ShortLinkControl.FragmentBits;
    private const int LastOctetBits = 4;

    /// <summary>Reads a frame; false when it is another's, has another length, or no short LC can be decoded from it.</summary>
    public static bool TryRead(in ModemFrame frame, out DmrShortLc message)
    {
        message = default;
        if (frame.Command != ModemCommand.DmrShortLc || frame.Octets.Length != Length) return false;
        Span<uint> fragments = stackalloc uint[ShortLinkControl.Fragments];
        ReadFragments(frame.Payload, fragments);
        bool isRead = ShortLinkControl.TryDecode(fragments, out var decoded, out _);
        message = new(decoded);
        return isRead;
    }

    /// <summary>Takes the fragments, as the CACH carries them, out of the payload's 9 octets.</summary>
    public static void ReadFragments(ReadOnlySpan<byte> payload, Span<uint> fragments)
    {
        const uint mask = (1u << ShortLinkControl.FragmentBits) - 1;
        ulong bits = BinaryPrimitives.ReadUInt64BigEndian(payload);
        uint last = (uint)payload[8] >> (8 - LastOctetBits);
        for (int index = 0; index < ShortLinkControl.Fragments - 1; index++)
            fragments[index] = (uint)(bits >> (FirstFragmentShift - index * ShortLinkControl.FragmentBits)) & mask;
        fragments[ShortLinkControl.Fragments - 1] = ((uint)bits << LastOctetBits | last) & mask;
    }

    /// <summary>Writes the frame and returns its length, 12.</summary>
    public int Write(Span<byte> destination)
    {
        Span<uint> fragments = stackalloc uint[ShortLinkControl.Fragments];
        Message.Encode(fragments);
        var payload = ModemFrame.WriteHeader(destination, ModemCommand.DmrShortLc, Length);
        ulong bits = (ulong)fragments[3] >> LastOctetBits;
        for (int index = 0; index < ShortLinkControl.Fragments - 1; index++)
            bits |= (ulong)fragments[index] << (FirstFragmentShift - index * ShortLinkControl.FragmentBits);
        BinaryPrimitives.WriteUInt64BigEndian(payload, bits);
        payload[8] = (byte)(fragments[3] << (8 - LastOctetBits));
        return Length;
    }
}
