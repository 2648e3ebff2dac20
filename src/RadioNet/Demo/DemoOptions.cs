using System.Net;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Command.Demo;

/// <summary>How a demonstration runs.</summary>
internal sealed record DemoOptions
{
    /// <summary>For how long the radios talk; null until Ctrl-C.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>The same seed makes the same script.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The first so many sites of the plan.</summary>
    public int Sites { get; init; } = int.MaxValue;

    /// <summary>Whether the data folder stays.</summary>
    public bool Keep { get; init; }

    /// <summary>What is done to the virtual network before the radios talk: nothing.</summary>
    public Action<VirtualNetwork> Prepare { get; init; } = _ => { };

    /// <summary>Where the repeaters send to when the node listens at an address: the same, unless something stands between.</summary>
    public Func<IPEndPoint, IPEndPoint> Way { get; init; } = node => node;
}
