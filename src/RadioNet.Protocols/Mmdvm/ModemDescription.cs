namespace RadioNet.Protocols.Mmdvm;

/// <summary>The text by which a modem describes itself.</summary>
internal static class ModemDescription
{
    private static readonly (string Prefix, ModemHardware Hardware)[] _families =
    [
        ("MMDVM ", ModemHardware.Mmdvm),
        ("DVMEGA", ModemHardware.DvMega),
        ("ZUMspot", ModemHardware.ZumSpot),
        ("MMDVM_HS_Hat", ModemHardware.HsHat),
        ("MMDVM_HS_Dual_Hat", ModemHardware.HsDualHat),
        ("Nano_hotSPOT", ModemHardware.NanoHotSpot),
        ("Nano_DV", ModemHardware.NanoDv),
        ("D2RG_MMDVM_HS", ModemHardware.D2rgHs),
        ("MMDVM_HS-", ModemHardware.Hs),
        ("OpenGD77_HS", ModemHardware.OpenGd77),
        ("SkyBridge", ModemHardware.SkyBridge),
    ];

    /// <summary>The text up to a NUL; what is no printable ASCII becomes a question mark, for it is shown to people.</summary>
    public static string Read(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        if (end >= 0) text = text[..end];
        Span<char> characters = stackalloc char[text.Length];
        for (int index = 0; index < text.Length; index++)
            characters[index] = text[index] is >= (byte)' ' and <= (byte)'~' ? (char)text[index] : '?';
        return new string(characters);
    }

    public static ModemHardware HardwareOf(string description)
    {
        foreach (var (prefix, hardware) in _families)
            if (description.StartsWith(prefix, StringComparison.Ordinal))
                return hardware;
        return ModemHardware.Unknown;
    }
}
