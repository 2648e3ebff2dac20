using System.Net;
using RadioNet.Protocols.M17;

namespace RadioNet.Simulator.M17;

/// <summary>What a virtual reflector is.</summary>
public sealed class VirtualReflectorOptions
{
    /// <summary>Where it listens; port 0 is any free one.</summary>
    public IPEndPoint Local { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Its callsign, as text.</summary>
    public string Callsign { get; init; } = "M17-VRT";

    /// <summary>The letters of its modules.</summary>
    public string Modules { get; init; } = "ABC";

    /// <summary>How often it pings its clients.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>After which silence a client is gone.</summary>
    public TimeSpan ClientTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After which silence a stream is over.</summary>
    public TimeSpan StreamTimeout { get; init; } = TimeSpan.FromSeconds(1.6);

    internal M17Address Address => M17Address.TryParse(Callsign, out var address) && address.IsCallsign
        ? address
        : throw new ArgumentException($"'{Callsign}' is no callsign.", nameof(Callsign));
}
