using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Calls;

/// <summary>A talker's turn while its call runs.</summary>
internal sealed class Spurt(FloorRequest request, SpurtId id, DateTimeOffset granted)
{
    public FloorRequest Request { get; set; } = request;

    public SpurtId Id { get; } = id;

    public DateTimeOffset? Ended { get; set; }

    public Reason Why { get; set; }

    public bool HeardLocallyOnly { get; set; }

    public StreamFigures Figures { get; set; } = StreamFigures.None;

    public SpurtReport Report() => new()
    {
        Id = Id,
        Source = Request.Stream.Source,
        Callsign = Request.Stream.Callsign,
        From = new Location(Request.Site, Request.At),
        Emergency = Request.Alarm,
        Started = Request.Stream.HeardAt,
        Granted = granted,
        Ended = Ended,
        Why = Why,
        HeardLocallyOnly = HeardLocallyOnly,
        Figures = Figures,
    };
}
