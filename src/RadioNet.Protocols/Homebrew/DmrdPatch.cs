namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// Changes a DMRD in place: what a node must change from one destination to the next. Each takes the whole datagram, as
/// <see cref="DmrdPacket.TryRead"/> accepted it.
/// </summary>
public static class DmrdPatch
{
    /// <summary>Sets the sequence number.</summary>
    public static void SetSequence(Span<byte> datagram, byte sequence) => datagram[DmrdPacket.SequenceOffset] = sequence;

    /// <summary>Sets the radio that sends.</summary>
    public static void SetSource(Span<byte> datagram, RadioId source) =>
        Wire.WriteUInt24(datagram, DmrdPacket.SourceOffset, source.Value);

    /// <summary>Sets the address that is called; the burst's own link control is not touched.</summary>
    public static void SetTarget(Span<byte> datagram, uint target) =>
        Wire.WriteUInt24(datagram, DmrdPacket.TargetOffset, target);

    /// <summary>Sets the repeater id.</summary>
    public static void SetRepeater(Span<byte> datagram, RepeaterId repeater) =>
        Wire.WriteUInt32(datagram, DmrdPacket.RepeaterOffset, repeater.Value);

    /// <summary>Sets the timeslot; what is not <see cref="Timeslot.Two"/> is timeslot 1.</summary>
    public static void SetSlot(Span<byte> datagram, Timeslot slot)
    {
        ref byte bits = ref datagram[DmrdPacket.BitsOffset];
        bits = (byte)(slot == Timeslot.Two ? bits | DmrdPacket.SlotBit : bits & ~DmrdPacket.SlotBit);
    }

    /// <summary>Sets the stream id.</summary>
    public static void SetStreamId(Span<byte> datagram, uint streamId) =>
        Wire.WriteUInt32(datagram, DmrdPacket.StreamOffset, streamId);

    /// <summary>Sets the errored bits of 141; the datagram has 55 or 71 octets.</summary>
    public static void SetBitErrors(Span<byte> datagram, byte bitErrors) => datagram[DmrdPacket.BitErrorsOffset] = bitErrors;

    /// <summary>Sets the signal strength in dBm, −1 to −255, 0 for unknown; the datagram has 55 or 71 octets.</summary>
    public static void SetRssi(Span<byte> datagram, int rssi) =>
        datagram[DmrdPacket.RssiOffset] = (byte)Math.Clamp(-rssi, 0, 255);
}
