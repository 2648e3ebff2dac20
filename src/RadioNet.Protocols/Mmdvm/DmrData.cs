using System.Buffers.Binary;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// DMR_DATA1 and DMR_DATA2, one DMR burst of timeslot 1 or 2 in either direction, read in place (MMDVM modem protocol,
/// firmware-interfaces/mmdvm-modem, section "DMR"): 3:1 control, 4:33 the burst; from the modem, on bursts with sync, 37:2 raw
/// signal strength, big-endian. A simplex modem takes and gives timeslot 2 alone.
/// </summary>
public readonly ref struct DmrData
{
    /// <summary>Octets of the frame.</summary>
    public const int Length = 37;

    /// <summary>Octets of the frame with signal strength.</summary>
    public const int LengthWithRssi = 39;

    private const int ControlOffset = 3;
    private const int BurstOffset = 4;
    private const int RssiOffset = BurstOffset + BurstLayout.BurstOctets;

    private readonly ReadOnlySpan<byte> _octets;

    private DmrData(ReadOnlySpan<byte> octets) => _octets = octets;

    /// <summary>The timeslot, 1 or 2.</summary>
    public Timeslot Slot => (ModemCommand)_octets[2] == ModemCommand.DmrData2 ? Timeslot.Two : Timeslot.One;

    /// <summary>What the burst is; of no meaning towards the modem.</summary>
    public DmrControl Control => new(_octets[ControlOffset]);

    /// <summary>The 264 bits as on the air.</summary>
    public ReadOnlySpan<byte> Burst => _octets.Slice(BurstOffset, BurstLayout.BurstOctets);

    /// <summary>
    /// The burst's mean signal strength in the modem's own unit, which <see cref="RssiMapping"/> turns into dBm; null where the
    /// frame has none.
    /// </summary>
    public ushort? RawRssi =>
        _octets.Length == LengthWithRssi ? BinaryPrimitives.ReadUInt16BigEndian(_octets[RssiOffset..]) : null;

    /// <summary>Reads a frame; false when it is no DMR burst or has another length.</summary>
    public static bool TryRead(in ModemFrame frame, out DmrData data)
    {
        bool isData = frame.Command is ModemCommand.DmrData1 or ModemCommand.DmrData2
            && frame.Octets.Length is Length or LengthWithRssi;
        data = isData ? new(frame.Octets) : default;
        return isData;
    }

    /// <summary>Writes a frame and returns its length, 37 or 39.</summary>
    /// <param name="destination">At least that many octets.</param>
    /// <param name="slot">What is not <see cref="Timeslot.Two"/> is written as timeslot 1.</param>
    /// <param name="control">What the burst is; towards the modem <c>default</c>.</param>
    /// <param name="burst">33 octets.</param>
    /// <param name="rawRssi">From the modem alone.</param>
    public static int Write(Span<byte> destination, Timeslot slot, DmrControl control, ReadOnlySpan<byte> burst, ushort? rawRssi = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(burst.Length, BurstLayout.BurstOctets);
        int length = rawRssi is null ? Length : LengthWithRssi;
        var command = slot == Timeslot.Two ? ModemCommand.DmrData2 : ModemCommand.DmrData1;
        ModemFrame.WriteHeader(destination, command, length)[0] = control.Octet;
        burst.CopyTo(destination[BurstOffset..]);
        if (rawRssi is { } raw) BinaryPrimitives.WriteUInt16BigEndian(destination[RssiOffset..], raw);
        return length;
    }
}
