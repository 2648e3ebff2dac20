namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// Where a set of modes stands in an octet: the first five bits are the same everywhere, the others have their own places.
/// </summary>
internal sealed class ModemModeBits(params (ModemModes Mode, byte Bit)[] others)
{
    private const ModemModes Common = ModemModes.DStar | ModemModes.Dmr | ModemModes.Ysf | ModemModes.P25 | ModemModes.Nxdn;

    /// <summary>Enabled modes of a configuration, protocol 1.</summary>
    public static readonly ModemModeBits Configuration1 = new((ModemModes.Pocsag, 0x20), (ModemModes.M17, 0x40));

    /// <summary>Enabled modes of a configuration, protocol 2; FM's bit is not that of the version reply. The rest is in another octet.</summary>
    public static readonly ModemModeBits Configuration2 = new((ModemModes.Fm, 0x20), (ModemModes.M17, 0x40));

    /// <summary>Enabled modes of a status, protocol 1.</summary>
    public static readonly ModemModeBits Status1 = new((ModemModes.Pocsag, 0x20), (ModemModes.M17, 0x80));

    /// <summary>The modes that have a place in this octet.</summary>
    public ModemModes Known { get; } = others.Aggregate(Common, (known, other) => known | other.Mode);

    /// <summary>The octet; a mode without a place in it is left out.</summary>
    public byte ToOctet(ModemModes modes)
    {
        int octet = (int)(modes & Common);
        foreach (var (mode, bit) in others) octet |= (modes & mode) != 0 ? bit : 0;
        return (byte)octet;
    }

    /// <summary>The modes; bits that name none are ignored.</summary>
    public ModemModes FromOctet(byte octet)
    {
        var modes = (ModemModes)octet & Common;
        foreach (var (mode, bit) in others) modes |= (octet & bit) != 0 ? mode : 0;
        return modes;
    }
}
