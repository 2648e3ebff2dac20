using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Command.Demo.Drill;

/// <summary>One press of a key in the drill.</summary>
/// <param name="Below">Whether at the side that is cut off.</param>
/// <param name="Spoken">What was said.</param>
/// <param name="Near">The talkgroup's other sites on the same side.</param>
/// <param name="Far">Its sites on the other side.</param>
internal sealed record DrillTurn(bool Below, SpokenTurn Spoken, ImmutableArray<AirSite> Near, ImmutableArray<AirSite> Far)
{
    public uint Group => Spoken.Group.Id.Value;

    public long Began => Spoken.Began;

    /// <summary>When the last burst was sent.</summary>
    public long Ended => Spoken.Began + (long)(Spoken.Said.Duration.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Whether all sites of its own side heard it whole.</summary>
    public bool IsHeardNear(VirtualNetwork network) => Near.All(site => network.HeardBy(Spoken, site).IsWhole);

    /// <summary>Whether all sites of the other side heard it whole.</summary>
    public bool IsHeardFar(VirtualNetwork network) => Far.All(site => network.HeardBy(Spoken, site).IsWhole);

    /// <summary>Whether this machine could not send it at its pace, or not play it at the others of its side.</summary>
    public bool IsHeldUp(VirtualNetwork network) => Spoken.HeldUp || Near.Any(site => network.HeardBy(Spoken, site).IsHeldUp);

    /// <summary>Its radio, talkgroup and time, and which sites of its own side did not hear it whole.</summary>
    public string Missed(VirtualNetwork network) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Spoken.Radio.Id} → {Group}, {Spoken.Started.UtcDateTime:HH:mm:ss.fff}: {string.Join(", ", Near.Where(site => !network.HeardBy(Spoken, site).IsWhole).Select(site => $"{site.Id} {network.HeardBy(Spoken, site).Frames}/{Spoken.Said.VoiceBursts}"))}");

    /// <summary>Whether any site of the other side heard a frame of it.</summary>
    public bool CrossedOver(VirtualNetwork network) => Far.Any(site => network.HeardBy(Spoken, site).Frames > 0);
}
