using System.Globalization;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>A level as the modem takes it, 0 to 255: percent × 2.55, rounded half up. It scales the signal by level / 256.</summary>
/// <param name="Octet">The value on the wire.</param>
public readonly record struct ModemLevel(byte Octet)
{
    /// <summary>Percent, 0 to 100.</summary>
    public double Percent => Octet * 100d / byte.MaxValue;

    /// <summary>The level nearest to a percentage from 0 to 100.</summary>
    public static ModemLevel FromPercent(double percent)
    {
        if (!(percent >= 0 && percent <= 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A level is 0 to 100 percent.");
        return new((byte)(percent * byte.MaxValue / 100 + 0.5));
    }

    /// <inheritdoc/>
    public override string ToString() => Percent.ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
