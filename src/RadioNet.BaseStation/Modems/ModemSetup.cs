using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>What a modem is to be: what it is told before it works, and how its signal strengths are read.</summary>
public sealed record ModemSetup
{
    /// <summary>Frequencies and power; a board without a synthesiser ignores them.</summary>
    public required SetFrequency Frequency { get; init; }

    /// <summary>Levels, delays, inversions, colour code, duplex, trunking.</summary>
    public required ModemConfiguration Configuration { get; init; }

    /// <summary>What raw signal strengths are in dBm.</summary>
    public RssiMapping Rssi { get; init; } = RssiMapping.Empty;

    /// <summary>Whether a technician works on it: it rests, carries no calls, and obeys <see cref="ModemSession.TryRequest"/>.</summary>
    public bool Maintenance { get; init; }

    /// <summary>Whether the modem need not be told anything when <paramref name="other"/> takes this one's place.</summary>
    internal bool AsksTheSameAs(ModemSetup other) =>
        Frequency == other.Frequency && Configuration == other.Configuration && Maintenance == other.Maintenance;
}
