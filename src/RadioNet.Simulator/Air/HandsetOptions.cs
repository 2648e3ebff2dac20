using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Air;

/// <summary>How a handset is programmed.</summary>
public sealed record HandsetOptions
{
    /// <summary>Its address.</summary>
    public required RadioId Id { get; init; }

    /// <summary>The channel's colour code.</summary>
    public ColorCode ColorCode { get; init; } = new(1);

    /// <summary>The channel's timeslot; of no meaning on a simplex channel.</summary>
    public Timeslot Slot { get; init; } = Timeslot.One;

    /// <summary>The channel's frequencies.</summary>
    public ChannelFrequencies Channel { get; init; } = ChannelFrequencies.Duplex;

    /// <summary>The talkgroups that it listens to.</summary>
    public ImmutableArray<TalkgroupId> Groups { get; init; } = [];

    /// <summary>Whether it is unmuted for whatever its timeslot carries: the monitor key.</summary>
    public bool Monitors { get; init; }

    /// <summary>Link controls that alternate with the call's in its embedded signalling: talker alias, position.</summary>
    public ImmutableArray<LinkControl> Interleaved { get; init; } = [];

    /// <summary>How many LC headers it sends.</summary>
    public int Headers { get; init; } = 1;

    /// <summary>How often it wakes a base station that sleeps (N_Wakeup; ETSI TS 102 361-1, annex F, has 2).</summary>
    public int WakeUps { get; init; } = 2;

    /// <summary>How long it waits for a base station's sync after each (T_SyncWu; 360 ms at most by the standard).</summary>
    public TimeSpan WakeUpWait { get; init; } = TimeSpan.FromMilliseconds(360);

    /// <summary>Whether it does not talk while its timeslot carries another's voice.</summary>
    public bool IsPolite { get; init; }

    /// <summary>How much too late, or early when negative, it sends.</summary>
    public TimeSpan TimingError { get; init; }

    /// <summary>How much too high it sends.</summary>
    public int FrequencyErrorHertz { get; init; }
}
