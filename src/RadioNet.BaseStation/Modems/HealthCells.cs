using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>The counters behind <see cref="ModemHealth"/>; written by the session alone.</summary>
internal sealed class HealthCells
{
    public long Bursts;
    public long BurstsWithoutCall;
    public long FramesSent;
    public long FramesUnsent;
    public long Statuses;
    public long StatusesUnanswered;
    public long CommandsUnanswered;
    public long Refusals;
    public long NoRoom;
    public long AdcOverflows;
    public long DacOverflows;
    public long ReceiveOverflows;
    public long TransmitOverflows;
    public long Lockouts;
    public long Losses;
    public long Restarts;
    public long StartsRepeated;
    public long Identifications;

    public ModemHealth Snapshot(ModemFrameReader reader) => new()
    {
        Bursts = Volatile.Read(ref Bursts),
        BurstsWithoutCall = Volatile.Read(ref BurstsWithoutCall),
        FramesSent = Volatile.Read(ref FramesSent),
        FramesUnsent = Volatile.Read(ref FramesUnsent),
        Statuses = Volatile.Read(ref Statuses),
        StatusesUnanswered = Volatile.Read(ref StatusesUnanswered),
        CommandsUnanswered = Volatile.Read(ref CommandsUnanswered),
        Refusals = Volatile.Read(ref Refusals),
        NoRoom = Volatile.Read(ref NoRoom),
        AdcOverflows = Volatile.Read(ref AdcOverflows),
        DacOverflows = Volatile.Read(ref DacOverflows),
        ReceiveOverflows = Volatile.Read(ref ReceiveOverflows),
        TransmitOverflows = Volatile.Read(ref TransmitOverflows),
        Lockouts = Volatile.Read(ref Lockouts),
        Losses = Volatile.Read(ref Losses),
        Restarts = Volatile.Read(ref Restarts),
        StartsRepeated = Volatile.Read(ref StartsRepeated),
        Identifications = Volatile.Read(ref Identifications),
        Frames = reader.Frames,
        DiscardedOctets = reader.DiscardedOctets,
    };
}
