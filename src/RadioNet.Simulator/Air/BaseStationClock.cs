using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Air;

/// <summary>What a handset knows of its base station's timeslots, from the bursts that it hears.</summary>
internal sealed class BaseStationClock(ColorCode colorCode)
{
    /// <summary>A station that was not heard for so long is gone (T_ChSyncTo; ETSI TS 102 361-1, annex F).</summary>
    private static readonly TimeSpan _lostAfter = TimeSpan.FromMilliseconds(390);

    private static readonly TimeSpan _frame = 2 * AirBurst.SlotDuration;

    private TimeSpan _outboundOne;
    private TimeSpan _heardAt;
    private bool _isKnown;

    /// <summary>Whether the station was heard lately.</summary>
    public bool IsSynchronised(TimeSpan now) => _isKnown && now - _heardAt <= _lostAfter;

    /// <summary>Takes a burst; says in which timeslot the station sent it, or none when that is not known or it is another's.</summary>
    public Timeslot Follow(in AirBurst burst)
    {
        if (!IsStations(burst.Octets)) return Timeslot.None;
        Timeslot slot;
        if (burst.CachBits is { } bits)
        {
            slot = Cach.Decode(bits, out _).Slot;
        }
        else
        {
            if (!IsSynchronised(burst.End)) return Timeslot.None;
            var since = burst.Start - _outboundOne;
            slot = (long)Math.Round(since / AirBurst.SlotDuration) % 2 == 0 ? Timeslot.One : Timeslot.Two;
        }

        _outboundOne = slot == Timeslot.One ? burst.Start : burst.Start - AirBurst.SlotDuration;
        (_heardAt, _isKnown) = (burst.End, true);
        return slot;
    }

    /// <summary>When a radio's next burst in a timeslot begins: inbound timeslot 1 lies beside outbound timeslot 2.</summary>
    public TimeSpan NextInbound(Timeslot slot, TimeSpan after)
    {
        var place = slot == Timeslot.One ? _outboundOne + AirBurst.SlotDuration : _outboundOne;
        long frames = Math.Max(0, (long)Math.Ceiling((after - place) / _frame));
        return place + frames * _frame;
    }

    private bool IsStations(ReadOnlySpan<byte> burst)
    {
        var sync = Sync.Recognise(burst);
        return sync switch
        {
            SyncPattern.BaseStationVoice => true,
            SyncPattern.BaseStationData => SlotType.TryRead(burst, out var slotType) && slotType.ColorCode == colorCode,
            SyncPattern.None => Emb.TryRead(burst, out var emb) && emb.ColorCode == colorCode,
            _ => false,
        };
    }
}
