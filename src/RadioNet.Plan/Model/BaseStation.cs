using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Plan.Model;

/// <summary>A base station of ours: a controller with one modem a carrier.</summary>
/// <param name="Id">Its name within the site.</param>
public sealed record BaseStation(string Id)
{
    /// <summary>How its timeslots are given to calls.</summary>
    public BaseStationMode Mode { get; init; } = BaseStationMode.Conventional;

    /// <summary>Its colour code on the air.</summary>
    public ColorCode ColorCode { get; init; } = new(1);

    /// <summary>Whether a technician works on it: it carries no calls.</summary>
    public bool Maintenance { get; init; }

    /// <summary>For how long its transmitters stay on after the last call's end.</summary>
    public TimeSpan TransmitHang { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The longest transmission of one talker here, whatever the talkgroup allows.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>How much each of its transmitters may send.</summary>
    public DutyCycle DutyCycle { get; init; } = DutyCycle.Unlimited;

    /// <summary>Its identification in Morse code.</summary>
    public CwId CwId { get; init; } = CwId.None;

    /// <summary>How it bears an uneven link.</summary>
    public JitterSettings Jitter { get; init; } = JitterSettings.Default;

    /// <summary>Whether its carriers repeat by themselves what its radios send.</summary>
    public bool LocalRepeat { get; init; } = true;

    /// <summary>Which radios may talk here.</summary>
    public RadioAccess Access { get; init; } = RadioAccess.Everybody;

    /// <summary>Its carriers; at least one.</summary>
    public ImmutableArray<Carrier> Carriers { get; init; } = [];

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }
}
