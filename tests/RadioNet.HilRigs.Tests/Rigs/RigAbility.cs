namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>What a rig lets be done with its modem; a scenario that needs another one is skipped.</summary>
internal enum RigAbility
{
    /// <summary>The modem may be asked what it is, configured and watched.</summary>
    Handshake,

    /// <summary>The modem may be given other configurations, refused ones among them.</summary>
    Configure,

    /// <summary>The modem may transmit, into what is attached.</summary>
    Keying,

    /// <summary>What is transmitted comes back, or something else transmits to the modem.</summary>
    Loopback,

    /// <summary>The modem can be unplugged and plugged in again.</summary>
    Replug,

    /// <summary>Octets between host and modem may be spoilt.</summary>
    NoisyLine,

    /// <summary>The modem may work through calls for a long time.</summary>
    Soak,
}
