using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// What one timeslot of the modem is sent. It keeps the modem's queue at its measure, and the promise that a voice stream is
/// whole: headers, bursts A to F without a break, a terminator where a burst A would stand, and nothing else between.
/// </summary>
internal sealed partial class SlotOutput(Timeslot slot, RepeaterContext context, StreamLine line, DataLine data)
{
    // While the modem has more than that to send, a burst that is missing may still come.
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(40);

    private readonly byte[] _burst = new byte[BurstLayout.BurstOctets];
    private readonly byte[] _frame = new byte[DmrData.Length];
    private (SlotActivity Activity, uint Target) _activity;
    private Stage _stage;
    private SpurtEnd _why;
    private bool _refused;
    private bool _waits;

    private enum Stage : byte
    {
        Idle,
        Opening,
        Voice,
        Closing,
    }

    /// <summary>What waits in the modem.</summary>
    public ModemQueue Queue { get; } = new();

    /// <summary>Whether a voice stream is being sent.</summary>
    public bool HasStream => _stage != Stage.Idle;

    /// <summary>The service options of the stream that is being sent.</summary>
    public ServiceOptions Options => line.Current?.Own.ServiceOptions ?? default;

    /// <summary>Whether something is being sent, or waits in the modem.</summary>
    public bool IsSending(TimeSpan now) => HasStream || _refused || Queue.Waiting(now) > TimeSpan.Zero;

    /// <summary>Whether something is being sent, waits in the modem, or is to be sent.</summary>
    public bool IsBusy(TimeSpan now) => IsSending(now) || data.Count > 0 || line.HasNext;

    /// <summary>What goes on in the timeslot, for the short link control, and for whom.</summary>
    public (SlotActivity Activity, uint Target) Activity(TimeSpan now) =>
        IsSending(now) ? _activity : default;

    /// <summary>When it next has something to do.</summary>
    public TimeSpan NextDue(TimeSpan now)
    {
        var empty = Queue.Waiting(now) > TimeSpan.Zero ? Queue.EmptyAt : TimeSpan.MaxValue;
        if (!context.MayFeed) return empty;
        var room = RoomAt(now);
        if (_waits && !_refused && line.Current is { } playout)
        {
            var reserve = empty == TimeSpan.MaxValue ? empty : empty - Reserve;
            return Sooner(empty, Later(room, Sooner(reserve, playout.DueAt)));
        }

        var next = HasStream || _refused || line.HasNext || data.IsFlowing ? room : Later(room, data.ReleaseAt);
        return Sooner(empty, next);
    }

    /// <summary>Sends what the modem is to have now.</summary>
    public void Pump(TimeSpan now)
    {
        while (context.MayFeed && now >= RoomAt(now))
        {
            bool isDry = HasStream && Queue.EmptyAt <= now;
            if (!_refused && !TryProduce(now)) return;
            if (isDry) context.Counters.Underruns++;
            _refused = false;
            if (!context.Settings.Duplex && now >= Queue.SilentAt) Queue.ResumeAfter(context.Settings.Preamble, now);
            context.Outlet.SendToModem(_frame);
            Queue.Sent(now);
        }
    }

    /// <summary>The modem had no room for the last burst: it is sent again.</summary>
    public void Refused(TimeSpan now)
    {
        context.Counters.Refused++;
        _refused = true;
        Queue.Refused(context.Settings.Queued, now);
    }

    /// <summary>Ends the stream that is being sent: its superframe is completed with silence, then its terminator follows.</summary>
    public void Cut(SpurtEnd why)
    {
        if (_stage is not (Stage.Opening or Stage.Voice) || _why != SpurtEnd.None) return;
        (_why, _waits) = (why, false);
    }

    /// <summary>Ends the network's stream that is being sent, for a radio's.</summary>
    public void Displace()
    {
        if (line.Current is { IsLocal: false }) Cut(SpurtEnd.Displaced);
    }

    /// <summary>
    /// Throws away what a session before this one left in the modem: the next burst takes its place, if it comes before the
    /// timeslot's turn, so one that says nothing follows at once.
    /// </summary>
    public void Flush(TimeSpan now)
    {
        Span<byte> abort = stackalloc byte[DmrAbort.Length];
        context.Outlet.SendToModem(abort[..new DmrAbort(slot).Write(abort)]);
        IdleBurst.Write(_burst, context.Settings.ColorCode);
        WriteFrame();
        context.Outlet.SendToModem(_frame);
        Queue.Abort(now);
        Queue.Sent(now);
    }

    /// <summary>The modem is gone, and all that it had.</summary>
    public void Forget(SpurtEnd why)
    {
        if (HasStream)
        {
            if (_why == SpurtEnd.None) _why = why;
            Finish(rejoin: false);
        }

        _refused = false;
        Queue.Clear();
    }

    /// <summary>
    /// When the next burst may be sent. Between streams a simplex modem that may or may not be on the air still, so that it would
    /// begin without or with a preamble, is let come to its end.
    /// </summary>
    private TimeSpan RoomAt(TimeSpan now)
    {
        var room = Queue.RoomAt(context.Settings.Queued, now);
        bool isUncertain = !context.Settings.Duplex && !HasStream && !_refused && Queue.Waiting(now) < RepeaterContext.Burst;
        return isUncertain ? Later(room, Queue.SilentAt) : room;
    }

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
