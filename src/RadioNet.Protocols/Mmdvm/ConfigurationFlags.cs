namespace RadioNet.Protocols.Mmdvm;

/// <summary>What the two layouts of a configuration have in common: the flags, and numbers moved to fit an octet.</summary>
internal static class ConfigurationFlags
{
    public const int FlagsOffset = 3;

    /// <summary>What stands where an oscillator's offset stood once: no offset.</summary>
    public const byte NoOscillatorOffset = 128;

    private const byte ReceiveInvert = 0x01;
    private const byte TransmitInvert = 0x02;
    private const byte PttInvert = 0x04;
    private const byte YsfLowDeviation = 0x08;
    private const byte Debug = 0x10;
    private const byte CosLockout = 0x20;
    private const byte Simplex = 0x80;
    private const int DcOffsetBase = 128;
    private const int MillisecondsPerDelayStep = 10;

    public static ModemConfiguration Read(byte flags) => new()
    {
        ReceiveInverted = (flags & ReceiveInvert) != 0,
        TransmitInverted = (flags & TransmitInvert) != 0,
        PttInverted = (flags & PttInvert) != 0,
        YsfLowDeviation = (flags & YsfLowDeviation) != 0,
        Debug = (flags & Debug) != 0,
        UseCosAsLockout = (flags & CosLockout) != 0,
        Duplex = (flags & Simplex) == 0,
    };

    public static byte Write(ModemConfiguration configuration) => (byte)(
        (configuration.ReceiveInverted ? ReceiveInvert : 0)
        | (configuration.TransmitInverted ? TransmitInvert : 0)
        | (configuration.PttInverted ? PttInvert : 0)
        | (configuration.YsfLowDeviation ? YsfLowDeviation : 0)
        | (configuration.Debug ? Debug : 0)
        | (configuration.UseCosAsLockout ? CosLockout : 0)
        | (configuration.Duplex ? 0 : Simplex));

    public static int ReadDelay(byte octet) => octet * MillisecondsPerDelayStep;

    public static byte WriteDelay(int milliseconds) => (byte)(milliseconds / MillisecondsPerDelayStep);

    public static int ReadDcOffset(byte octet) => octet - DcOffsetBase;

    public static byte WriteDcOffset(int offset) => (byte)(offset + DcOffsetBase);
}
