using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Repeater;

/// <summary>What a repeater's parts share. Belongs to the repeater's one thread.</summary>
internal sealed class RepeaterContext(RepeaterSettings settings, IRepeaterOutlet outlet, AccessRule access)
{
    /// <summary>The time of one burst of a timeslot.</summary>
    public static readonly TimeSpan Burst = ModemTimers.DmrFrame;

    /// <summary>A stream of which nothing came for so long is over.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);

    private RepeaterCounters _counters;

    public IRepeaterOutlet Outlet { get; } = outlet;

    public AccessRule Access { get; } = access;

    public RepeaterSettings Settings { get; set; } = settings;

    /// <summary>Whether the node can be reached.</summary>
    public bool IsLinkUp { get; set; }

    /// <summary>Whether the transmitter has sent as much as it may: emergencies alone pass.</summary>
    public bool IsLimited { get; set; }

    /// <summary>Whether the modem takes bursts.</summary>
    public bool MayFeed { get; set; }

    /// <summary>How long what is taken now may have waited to be taken, by a host that is late.</summary>
    public TimeSpan Late { get; set; }

    public ref RepeaterCounters Counters => ref _counters;

    /// <summary>The sync of voice burst A as this carrier transmits it: a simplex one is heard as a radio.</summary>
    public SyncPattern VoiceSync => Settings.Duplex ? SyncPattern.BaseStationVoice : SyncPattern.MobileVoice;

    /// <summary>The sync of data and control bursts as this carrier transmits it.</summary>
    public SyncPattern DataSync => Settings.Duplex ? SyncPattern.BaseStationData : SyncPattern.MobileData;

    public bool MayTransmit(ServiceOptions options) => !IsLimited || options.IsEmergency;
}
