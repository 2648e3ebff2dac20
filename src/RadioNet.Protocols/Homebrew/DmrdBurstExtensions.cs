namespace RadioNet.Protocols.Homebrew;

/// <summary>Questions to a <see cref="DmrdBurst"/>.</summary>
public static class DmrdBurstExtensions
{
    /// <summary>Voice bursts of a superframe (ETSI TS 102 361-1, clause 5.1.2.1).</summary>
    public const int SuperframeLength = 6;

    private const byte DataSync = 0x20;
    private const byte FrameTypeMask = 0x30;

    /// <summary>Whether it is one of the voice bursts A to F.</summary>
    public static bool IsVoiceBurst(this DmrdBurst burst) => burst is DmrdBurst.VoiceA or (>= DmrdBurst.VoiceB and <= DmrdBurst.VoiceF);

    /// <summary>Whether it belongs to a voice transmission: bursts A to F, LC header, terminator, PI header.</summary>
    public static bool IsVoice(this DmrdBurst burst) =>
        burst.IsVoiceBurst() || burst is DmrdBurst.VoiceHeader or DmrdBurst.Terminator or DmrdBurst.PrivacyHeader;

    /// <summary>Whether it carries data or control signalling: CSBK, MBC, data headers and blocks.</summary>
    public static bool IsData(this DmrdBurst burst) =>
        burst is (>= DmrdBurst.Csbk and <= DmrdBurst.Rate34Data) or DmrdBurst.Rate1Data or DmrdBurst.UnifiedSingleBlock;

    /// <summary>Whether it is built as a data burst, with sync and slot type, whatever it carries.</summary>
    public static bool HasSlotType(this DmrdBurst burst) => ((byte)burst & FrameTypeMask) == DataSync;

    /// <summary>The data type of its slot type, 0 to 15; meaningful when <see cref="HasSlotType"/>.</summary>
    public static byte DataType(this DmrdBurst burst) => (byte)((byte)burst & 0x0F);

    /// <summary>The place in the superframe, 0 for A to 5 for F; −1 when it is no voice burst.</summary>
    public static int SuperframeIndex(this DmrdBurst burst) => burst switch
    {
        DmrdBurst.VoiceA => 0,
        >= DmrdBurst.VoiceB and <= DmrdBurst.VoiceF => (byte)burst,
        _ => -1,
    };

    /// <summary>The voice burst at a place in the superframe, 0 for A to 5 for F.</summary>
    public static DmrdBurst FromSuperframeIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, SuperframeLength);
        return index == 0 ? DmrdBurst.VoiceA : (DmrdBurst)index;
    }

    /// <summary>The data burst of a slot type's data type, 0 to 15.</summary>
    public static DmrdBurst FromDataType(byte dataType)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dataType, (byte)15);
        return (DmrdBurst)(DataSync | dataType);
    }
}
