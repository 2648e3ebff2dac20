namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// The reply to GET_STATUS: state, flags, and how many more frames each mode's queue takes (MMDVM modem protocol,
/// firmware-interfaces/mmdvm-modem, section "Status"). Protocol 1, 11 to 14 octets: 3:1 modes, 4:1 state, 5:1 flags, spaces from
/// 6 on: D-Star, DMR 1, DMR 2, YSF, P25, then as far as the frame goes NXDN, POCSAG, M17. Protocol 2, 20 octets: 3:1 state, 4:1
/// flags, spaces from 6 on: D-Star, DMR 1, DMR 2, YSF, P25, NXDN, M17, FM, POCSAG; firmware of 2021 has POCSAG at 16 and AX.25
/// at 17 instead.
/// </summary>
/// <remarks>
/// The frame doesn't tell its protocol: the version reply did. The lengths of the two never meet, so a reply of the other
/// protocol (a modem was exchanged) is refused and not misread. A space is 0 while its mode is disabled.
/// </remarks>
public readonly record struct StatusReply
{
    /// <summary>Octets of the shortest reply of protocol 1.</summary>
    public const int ShortestLength1 = 11;

    /// <summary>Octets of the longest reply of protocol 1, which is the one that we write.</summary>
    public const int Length1 = 14;

    /// <summary>Octets of a reply of protocol 2; a longer one's further octets are not read.</summary>
    public const int Length2 = 20;

    /// <summary>The space of a DMR timeslot's empty queue. MMDVM takes one burst more before it refuses.</summary>
    public const int EmptyDmrSpace = 10;

    private const int SpacesOffset = 6;

    /// <summary>Enabled modes; protocol 2 doesn't tell.</summary>
    public ModemModes Modes { get; init; }

    /// <summary>The state.</summary>
    public ModemState State { get; init; }

    /// <summary>The flags; reading clears the overflows in the modem.</summary>
    public ModemStatusFlags Flags { get; init; }

    /// <summary>Frames of D-Star.</summary>
    public byte DStarSpace { get; init; }

    /// <summary>Bursts of DMR timeslot 1; at a simplex modem always <see cref="EmptyDmrSpace"/>.</summary>
    public byte DmrSlot1Space { get; init; }

    /// <summary>Bursts of DMR timeslot 2.</summary>
    public byte DmrSlot2Space { get; init; }

    /// <summary>Frames of System Fusion.</summary>
    public byte YsfSpace { get; init; }

    /// <summary>Frames of P25.</summary>
    public byte P25Space { get; init; }

    /// <summary>Frames of NXDN.</summary>
    public byte NxdnSpace { get; init; }

    /// <summary>Frames of M17 (gone from current firmware).</summary>
    public byte M17Space { get; init; }

    /// <summary>Frames of FM; protocol 2 alone.</summary>
    public byte FmSpace { get; init; }

    /// <summary>Frames of POCSAG.</summary>
    public byte PocsagSpace { get; init; }

    /// <summary>What firmware of 2021 has at octet 16: frames of POCSAG; protocol 2 alone.</summary>
    public byte FormerPocsagSpace { get; init; }

    /// <summary>What firmware of 2021 has at octet 17: frames of AX.25; protocol 2 alone.</summary>
    public byte FormerAx25Space { get; init; }

    /// <summary>Bursts that a DMR timeslot's queue still takes.</summary>
    public byte DmrSpace(Timeslot slot) => slot == Timeslot.Two ? DmrSlot2Space : DmrSlot1Space;

    /// <summary>Reads a frame; false when it is no status, or one of the other protocol.</summary>
    public static bool TryRead(in ModemFrame frame, ModemProtocol protocol, out StatusReply status)
    {
        var octets = frame.Octets;
        status = default;
        if (frame.Command != ModemCommand.GetStatus) return false;
        if (protocol == ModemProtocol.Version1)
        {
            if (octets.Length is < ShortestLength1 or > Length1) return false;
            status = Read1(octets);
            return true;
        }

        if (octets.Length is < Length2 or > byte.MaxValue) return false;
        status = Read2(octets);
        return true;
    }

    /// <summary>Writes the frame and returns its length, 14 or 20.</summary>
    public int Write(Span<byte> destination, ModemProtocol protocol)
    {
        bool isFirst = protocol == ModemProtocol.Version1;
        int length = isFirst ? Length1 : Length2;
        ModemFrame.WriteHeader(destination, ModemCommand.GetStatus, length).Clear();
        ReadOnlySpan<byte> head = isFirst
            ? [ModemModeBits.Status1.ToOctet(Modes), (byte)State, (byte)Flags]
            : [(byte)State, (byte)Flags, 0];
        ReadOnlySpan<byte> spaces = isFirst
            ? [DStarSpace, DmrSlot1Space, DmrSlot2Space, YsfSpace, P25Space, NxdnSpace, PocsagSpace, M17Space]
            : [DStarSpace, DmrSlot1Space, DmrSlot2Space, YsfSpace, P25Space, NxdnSpace, M17Space, FmSpace, PocsagSpace, 0, FormerPocsagSpace, FormerAx25Space];
        head.CopyTo(destination[ModemFrame.HeaderLength..]);
        spaces.CopyTo(destination[SpacesOffset..]);
        return length;
    }

    private static StatusReply Read1(ReadOnlySpan<byte> octets) => ReadCommon(octets) with
    {
        Modes = ModemModeBits.Status1.FromOctet(octets[3]),
        State = (ModemState)octets[4],
        Flags = (ModemStatusFlags)octets[5],
        NxdnSpace = octets.Length > 11 ? octets[11] : (byte)0,
        PocsagSpace = octets.Length > 12 ? octets[12] : (byte)0,
        M17Space = octets.Length > 13 ? octets[13] : (byte)0,
    };

    private static StatusReply Read2(ReadOnlySpan<byte> octets) => ReadCommon(octets) with
    {
        State = (ModemState)octets[3],
        Flags = (ModemStatusFlags)octets[4],
        NxdnSpace = octets[11],
        M17Space = octets[12],
        FmSpace = octets[13],
        PocsagSpace = octets[14],
        FormerPocsagSpace = octets[16],
        FormerAx25Space = octets[17],
    };

    private static StatusReply ReadCommon(ReadOnlySpan<byte> octets) => new()
    {
        DStarSpace = octets[SpacesOffset],
        DmrSlot1Space = octets[7],
        DmrSlot2Space = octets[8],
        YsfSpace = octets[9],
        P25Space = octets[10],
    };
}
