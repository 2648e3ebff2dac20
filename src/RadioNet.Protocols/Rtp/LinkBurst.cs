using System.Buffers.Binary;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Protocols.Rtp;

/// <summary>
/// What a voice link says of a burst beside its 264 bits: enough to rebuild its link control, to tell its call, and to see
/// where its time went. It stands in the RTP header extension, two-byte form (RFC 8285, clause 4.3).
/// </summary>
/// <remarks>
/// Elements, each id (1) and length (1) first: 1 the burst, 9 octets: 0:1 bits as in a DMRD, 1:3 source, 4:3 target, 7:1 errored
/// bits of 141, 8:1 −dBm; 2 the call, 16 octets: 0:8 call, 8:8 spurt; 3 the hops, 3 octets of microseconds each. The first is
/// always there; the others are left out when they say nothing. Other ids are skipped; an octet of 0 between elements pads.
/// </remarks>
public readonly record struct LinkBurst
{
    /// <summary>Octets of the longest extension body, padding included.</summary>
    public const int LongestExtension = 56;

    private const byte PaddingId = 0;
    private const byte BurstId = 1;
    private const byte CallId = 2;
    private const byte HopsId = 3;
    private const int ElementHeader = 2;
    private const int BurstLength = 9;
    private const int CallLength = 16;
    private const int HopLength = 3;

    /// <summary>What the burst is.</summary>
    public DmrdBurst Burst { get; init; }

    /// <summary>The timeslot; what is not <see cref="Timeslot.Two"/> is written as timeslot 1.</summary>
    public Timeslot Slot { get; init; }

    /// <summary>What <see cref="Target"/> names.</summary>
    public AddressKind TargetKind { get; init; }

    /// <summary>The radio that sends, 24 bits.</summary>
    public RadioId Source { get; init; }

    /// <summary>The address that is called, 24 bits.</summary>
    public uint Target { get; init; }

    /// <summary>Errored bits of 141; 0 when there were none, or nobody counted.</summary>
    public byte BitErrors { get; init; }

    /// <summary>Signal strength in dBm, −1 to −255; 0 unknown.</summary>
    public int Rssi { get; init; }

    /// <summary>The call, as a number that both ends agreed on over their signalling; 0 not said.</summary>
    public ulong Call { get; init; }

    /// <summary>The spurt, likewise.</summary>
    public ulong Spurt { get; init; }

    /// <summary>What each hop added so far.</summary>
    public HopTimes Hops { get; init; }

    /// <summary>Writes the extension's body, a multiple of 4 octets, at most <see cref="LongestExtension"/>; returns its length.</summary>
    public int Write(Span<byte> destination)
    {
        int at = 0;
        Span<byte> burst = Begin(destination, ref at, BurstId, BurstLength);
        burst[0] = (byte)((byte)Burst & DmrdPacket.BurstMask
            | (Slot == Timeslot.Two ? DmrdPacket.SlotBit : 0)
            | (TargetKind == AddressKind.Unit ? DmrdPacket.UnitBit : 0));
        Wire.WriteUInt24(burst, 1, Source.Value);
        Wire.WriteUInt24(burst, 4, Target);
        burst[7] = BitErrors;
        burst[8] = (byte)Math.Clamp(-Rssi, 0, 255);

        if ((Call | Spurt) != 0)
        {
            Span<byte> call = Begin(destination, ref at, CallId, CallLength);
            BinaryPrimitives.WriteUInt64BigEndian(call, Call);
            BinaryPrimitives.WriteUInt64BigEndian(call[8..], Spurt);
        }

        if (Hops.Count > 0)
        {
            Span<byte> hops = Begin(destination, ref at, HopsId, Hops.Count * HopLength);
            for (int i = 0; i < Hops.Count; i++) Wire.WriteUInt24(hops, i * HopLength, Hops[i]);
        }

        while (at % 4 != 0) destination[at++] = PaddingId;
        return at;
    }

    /// <summary>Reads an extension's body; false when it is no row of elements, or one of ours has another length, comes twice, or lacks.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out LinkBurst burst)
    {
        burst = default;
        uint seen = 0;
        while (source.Length > 0)
        {
            byte id = source[0];
            if (id == PaddingId)
            {
                source = source[1..];
                continue;
            }

            if (source.Length < ElementHeader || source.Length - ElementHeader < source[1]) return false;
            ReadOnlySpan<byte> data = source.Slice(ElementHeader, source[1]);
            source = source[(ElementHeader + data.Length)..];
            if (id > HopsId) continue;
            if ((seen & (1u << id)) != 0 || !TryTake(id, data, ref burst)) return false;
            seen |= 1u << id;
        }

        return (seen & (1u << BurstId)) != 0;
    }

    private static bool TryTake(byte id, ReadOnlySpan<byte> data, ref LinkBurst burst)
    {
        switch (id)
        {
            case BurstId when data.Length == BurstLength:
                burst = burst with
                {
                    Burst = (DmrdBurst)(data[0] & DmrdPacket.BurstMask),
                    Slot = (data[0] & DmrdPacket.SlotBit) != 0 ? Timeslot.Two : Timeslot.One,
                    TargetKind = (data[0] & DmrdPacket.UnitBit) != 0 ? AddressKind.Unit : AddressKind.Group,
                    Source = new RadioId(Wire.ReadUInt24(data, 1)),
                    Target = Wire.ReadUInt24(data, 4),
                    BitErrors = data[7],
                    Rssi = -data[8],
                };
                return true;
            case CallId when data.Length == CallLength:
                burst = burst with
                {
                    Call = BinaryPrimitives.ReadUInt64BigEndian(data),
                    Spurt = BinaryPrimitives.ReadUInt64BigEndian(data[8..]),
                };
                return true;
            case HopsId when data.Length is > 0 and <= HopTimes.Most * HopLength && data.Length % HopLength == 0:
                HopTimes hops = default;
                for (int at = 0; at < data.Length; at += HopLength) hops.Add(Wire.ReadUInt24(data, at));
                burst = burst with { Hops = hops };
                return true;
            default:
                return false;
        }
    }

    private static Span<byte> Begin(Span<byte> destination, ref int at, byte id, int length)
    {
        destination[at] = id;
        destination[at + 1] = (byte)length;
        Span<byte> data = destination.Slice(at + ElementHeader, length);
        at += ElementHeader + length;
        return data;
    }
}
