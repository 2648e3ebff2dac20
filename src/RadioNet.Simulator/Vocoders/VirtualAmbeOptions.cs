using System.Net;

namespace RadioNet.Simulator.Vocoders;

/// <summary>What a virtual AMBE chip is.</summary>
public sealed class VirtualAmbeOptions
{
    /// <summary>Where it is reached as an AMBEserver over UDP; null makes it a pseudo-terminal.</summary>
    public IPEndPoint? Udp { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>A chip with three channels, an AMBE-3003, in place of an AMBE-3000.</summary>
    public bool HasThreeChannels { get; init; }

    /// <summary>Whether it wants parity from its restart on, as the chip itself does and some boards do not.</summary>
    public bool WantsParity { get; init; } = true;
}
