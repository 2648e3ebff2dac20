namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// How long a frame of each command is: what a reader resynchronises by, since frames have no checksum. Only what a DMR modem
/// and its host exchange has a form here; every other frame is uncertain to the reader.
/// </summary>
internal static class CommandForms
{
    private const int VersionTextOffset1 = 4;
    private const int VersionTextOffset2 = 23;

    /// <summary>The lengths in octets that whole frames of a command have; none when they vary or the command has no form.</summary>
    public static ReadOnlySpan<byte> LengthsOf(FrameDirection direction, ModemCommand command) =>
        direction == FrameDirection.ToModem ? ToModem(command) : ToHost(command);

    /// <summary>
    /// Where a whole frame holds nothing but printable ASCII and NUL: a version's description, a debug message's text, a CW
    /// identification. False when the command has no text, or the frame has no room for it.
    /// </summary>
    public static bool TryGetText(FrameDirection direction, ReadOnlySpan<byte> frame, ModemCommand command, out ReadOnlySpan<byte> text)
    {
        int start = ModemFrame.HeaderLength;
        int end = frame.Length;
        text = default;
        if (direction == FrameDirection.ToModem)
        {
            if (command != ModemCommand.SendCwId) return false;
        }
        else if (command == ModemCommand.GetVersion)
        {
            if (frame.Length <= start) return false;
            start = frame[start] switch { 1 => VersionTextOffset1, 2 => VersionTextOffset2, _ => end };
        }
        else if (command is >= ModemCommand.Debug1 and <= ModemCommand.Debug5)
        {
            end -= DebugMessage.NumbersOf(command) * sizeof(short);
        }
        else
        {
            return false;
        }

        if (start >= end) return false;
        text = frame[start..end];
        return true;
    }

    private static ReadOnlySpan<byte> ToModem(ModemCommand command) => command switch
    {
        ModemCommand.GetVersion or ModemCommand.GetStatus => [3],
        ModemCommand.SetConfig => [26, 40],
        ModemCommand.SetMode or ModemCommand.CalibrationData or ModemCommand.DmrStart or ModemCommand.DmrAbort => [4],
        ModemCommand.SetFrequency => [12, 17],
        ModemCommand.DmrData1 or ModemCommand.DmrData2 => [37],
        ModemCommand.DmrShortLc => [12],
        ModemCommand.DmrAloha => [36],
        _ => [],
    };

    private static ReadOnlySpan<byte> ToHost(ModemCommand command) => command switch
    {
        ModemCommand.GetStatus => [11, 12, 13, 14, 20],
        ModemCommand.DmrData1 or ModemCommand.DmrData2 => [37, 39],
        ModemCommand.DmrLost1 or ModemCommand.DmrLost2 => [3],
        ModemCommand.Acknowledgement => [4],
        ModemCommand.NegativeAcknowledgement => [5],
        ModemCommand.CalibrationData => [8],
        ModemCommand.RssiData => [9],
        _ => [],
    };
}
