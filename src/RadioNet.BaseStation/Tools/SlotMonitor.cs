using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>Follows what is heard in one timeslot.</summary>
internal sealed class SlotMonitor(RssiMapping rssi)
{
    // A spurt without a terminator is over after as many bursts as the modem itself waits.
    private static readonly TimeSpan Silence = ModemTimers.DmrSyncLoss;

    private EmbeddedLinkControlAccumulator _embedded;

    public HeardSpurt? Spurt { get; private set; }

    public void Take(in DmrData data, TimeSpan now)
    {
        var control = data.Control;
        if (control.IsVoice)
            Voice(data, now);
        else if (control.HasDataSync && control.DataType == DataType.VoiceHeader && FullLinkControl.TryReadHeader(data.Burst, out var lc))
            Spurt = Add(data, IsSame(lc) ? Spurt! : Begin(now), now) is var spurt ? Named(spurt, lc) : null;
        else if (control.HasDataSync && control.DataType == DataType.Terminator && Spurt is { IsOver: false } talking)
            Spurt = Add(data, talking, now) with { IsOver = true, HasTerminator = true };
        else if (Spurt is { IsOver: false } current)
            Spurt = Add(data, current, now);
    }

    public void Lost()
    {
        if (Spurt is { IsOver: false } talking) Spurt = talking with { IsOver = true };
    }

    public void Tick(TimeSpan now)
    {
        if (Spurt is { IsOver: false } talking && now - talking.Last >= Silence) Lost();
    }

    private static HeardSpurt Named(HeardSpurt spurt, in LinkControl lc) =>
        lc.IsVoiceCall ? spurt with { Source = lc.Source, Target = lc.Target, TargetKind = lc.TargetKind } : spurt;

    private bool IsSame(in LinkControl lc) => Spurt is { IsOver: false, Source: { } source } && source == lc.Source && Spurt.Target == lc.Target;

    private HeardSpurt Begin(TimeSpan now)
    {
        _embedded.Reset();
        return new HeardSpurt { Since = now, Last = now };
    }

    private void Voice(in DmrData data, TimeSpan now)
    {
        var spurt = Add(data, Spurt is { IsOver: false } talking ? talking : Begin(now), now);
        Span<ulong> infos = stackalloc ulong[VoiceBurst.Frames];
        VoiceBurst.Decode(data.Burst, infos, out int errors);
        spurt = spurt with { VoiceBursts = spurt.VoiceBursts + 1, BitErrors = spurt.BitErrors + errors };
        Spurt = data.Control.SuperframeIndex > 0 && _embedded.TryAdd(data.Burst, out var lc) ? Named(spurt, lc) : spurt;
    }

    private HeardSpurt Add(in DmrData data, HeardSpurt spurt, TimeSpan now) => spurt with
    {
        Last = now,
        Bursts = spurt.Bursts + 1,
        RawRssi = data.RawRssi ?? spurt.RawRssi,
        Dbm = data.RawRssi is { } raw ? rssi.ToDbm(raw) : spurt.Dbm,
    };
}
