using System.Net;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Repeaters;

/// <summary>How a virtual repeater is set up.</summary>
public sealed record VirtualRepeaterOptions
{
    /// <summary>Where its master listens.</summary>
    public required IPEndPoint Master { get; init; }

    /// <summary>The id that it logs in with.</summary>
    public required RepeaterId Repeater { get; init; }

    /// <summary>Its secret.</summary>
    public required string Secret { get; init; }

    /// <summary>What it says of itself; its id is filled in.</summary>
    public RepeaterConfiguration Configuration { get; init; } = new()
    {
        Callsign = "VIRTUAL",
        ReceiveHertz = 439_200_000,
        TransmitHertz = 430_200_000,
        PowerWatts = 25,
        ColorCode = new ColorCode(1),
        Latitude = 12.6797,
        Longitude = 108.0447,
        Slots = RepeaterSlots.Both,
        Software = "RadioNet.Simulator",
        Package = "Virtual",
    };

    /// <summary>Its options string; null sends none.</summary>
    public string? Options { get; init; }

    /// <summary>Repeats a login's step, and is the time between pings once running; 10 s in the reference client.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the master may be silent; 60 s in the reference client. Bursts do not count.</summary>
    public TimeSpan MasterTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From the start to the first login; the reference client waits a whole retry interval.</summary>
    public TimeSpan FirstLogin { get; init; } = TimeSpan.Zero;
}
