namespace RadioNet.Protocols.Homebrew;

/// <summary>The fields of a DMRD before its burst, as values; writes whole packets (layout: <see cref="DmrdPacket"/>).</summary>
public readonly record struct DmrdHeader
{
    /// <summary>Counts the packets of a transmission, modulo 256.</summary>
    public byte Sequence { get; init; }

    /// <summary>The radio that sends, 24 bits.</summary>
    public RadioId Source { get; init; }

    /// <summary>The address that is called, 24 bits.</summary>
    public uint Target { get; init; }

    /// <summary>What <see cref="Target"/> names.</summary>
    public AddressKind TargetKind { get; init; }

    /// <summary>Upwards the repeater that sends, downwards the one that receives.</summary>
    public RepeaterId Repeater { get; init; }

    /// <summary>The timeslot; what is not <see cref="Timeslot.Two"/> is written as timeslot 1.</summary>
    public Timeslot Slot { get; init; }

    /// <summary>What the burst is.</summary>
    public DmrdBurst Burst { get; init; }

    /// <summary>The transmission's number.</summary>
    public uint StreamId { get; init; }

    /// <summary>The fields of a packet that was read.</summary>
    public static DmrdHeader Of(in DmrdPacket packet) => new()
    {
        Sequence = packet.Sequence,
        Source = packet.Source,
        Target = packet.Target,
        TargetKind = packet.TargetKind,
        Repeater = packet.Repeater,
        Slot = packet.Slot,
        Burst = packet.Burst,
        StreamId = packet.StreamId,
    };

    /// <summary>Writes the 55 octets that repeaters send and accept; returns 55.</summary>
    /// <param name="destination">At least 55 octets.</param>
    /// <param name="payload">The burst, 33 octets.</param>
    /// <param name="bitErrors">Errored bits of 141; 0 downwards.</param>
    /// <param name="rssi">dBm, −1 to −255; 0 unknown.</param>
    public int Write(Span<byte> destination, ReadOnlySpan<byte> payload, byte bitErrors = 0, int rssi = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, DmrdPacket.Length);
        WriteShort(destination, payload);
        destination[DmrdPacket.BitErrorsOffset] = bitErrors;
        DmrdPatch.SetRssi(destination[..DmrdPacket.Length], rssi);
        return DmrdPacket.Length;
    }

    /// <summary>Writes the first 53 octets (hblink's peers, and OpenBridge); returns 53.</summary>
    public int WriteShort(Span<byte> destination, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(payload.Length, DmrdPacket.BurstLength);
        DmrdPacket.Tag.CopyTo(destination);
        destination[DmrdPacket.SequenceOffset] = Sequence;
        Wire.WriteUInt24(destination, DmrdPacket.SourceOffset, Source.Value);
        Wire.WriteUInt24(destination, DmrdPacket.TargetOffset, Target);
        Wire.WriteUInt32(destination, DmrdPacket.RepeaterOffset, Repeater.Value);
        destination[DmrdPacket.BitsOffset] = (byte)((byte)Burst & DmrdPacket.BurstMask
            | (Slot == Timeslot.Two ? DmrdPacket.SlotBit : 0)
            | (TargetKind == AddressKind.Unit ? DmrdPacket.UnitBit : 0));
        Wire.WriteUInt32(destination, DmrdPacket.StreamOffset, StreamId);
        payload.CopyTo(destination[DmrdPacket.BurstOffset..]);
        return DmrdPacket.ShortLength;
    }

    /// <summary>Writes the 71 octets of the trunking extension; returns 71.</summary>
    /// <param name="destination">At least 71 octets.</param>
    /// <param name="payload">The burst, 33 octets.</param>
    /// <param name="callLeg">The call leg's UUID, 16 octets; empty for none (zeros).</param>
    /// <param name="bitErrors">Errored bits of 141.</param>
    /// <param name="rssi">dBm, −1 to −255; 0 unknown.</param>
    public int WriteTrunking(Span<byte> destination, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> callLeg, byte bitErrors = 0, int rssi = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, DmrdPacket.TrunkingLength);
        Write(destination, payload, bitErrors, rssi);
        var leg = destination.Slice(DmrdPacket.CallLegOffset, DmrdPacket.CallLegLength);
        leg.Clear();
        callLeg.CopyTo(leg);
        return DmrdPacket.TrunkingLength;
    }
}
