using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Repeater;

/// <content>The bursts of a stream, one after the other.</content>
internal sealed partial class SlotOutput
{
    private readonly EmbeddedRelay _relay = new();
    private bool _hasSpeech;
    private int _headers;
    private int _position;

    private static SlotActivity ActivityOf(in LinkControl lc) => (lc.TargetKind, lc.ServiceOptions.IsEmergency) switch
    {
        (AddressKind.Group, false) => SlotActivity.GroupVoice,
        (AddressKind.Group, true) => SlotActivity.EmergencyGroupVoice,
        (_, false) => SlotActivity.UnitVoice,
        _ => SlotActivity.EmergencyUnitVoice,
    };

    /// <summary>Makes the next burst; false when there is none.</summary>
    private bool TryProduce(TimeSpan now)
    {
        if (_stage == Stage.Idle)
        {
            if (data.IsFlowing && TryData(now)) return true;
            if (line.Next() is not { } next) return TryData(now);
            Open(next);
        }

        var playout = line.Current!;
        if (_stage == Stage.Opening) Begin(playout, now);
        switch (_stage)
        {
            case Stage.Opening:
                _headers++;
                FullLinkControl.WriteVoiceHeader(_burst, playout.Own, context.Settings.ColorCode, context.DataSync);
                break;
            case Stage.Voice when Speak(playout, now):
                break;
            default:
                WriteTerminator(playout);
                break;
        }

        if (_waits) return false;
        _activity = (ActivityOf(playout.Own), playout.Own.Target);
        WriteFrame();
        if (_stage == Stage.Closing) Finish(rejoin: _why == SpurtEnd.Displaced && !playout.IsComplete);
        return true;
    }

    private void Open(Playout playout)
    {
        (_stage, _why, _headers, _position) = (Stage.Opening, SpurtEnd.None, 0, 0);
        (_hasSpeech, _waits) = (false, false);
        _relay.Reset();
        if (playout.IsLocal) return;
        if (!playout.HasHeader || playout.FromMiddle) playout.Counts = playout.Counts with { HeadersRebuilt = 1 };
        Tell(RepeaterEventKind.DownlinkStarted, playout);
    }

    /// <summary>From the headers to the voice, or to the end of a stream that has none.</summary>
    private void Begin(Playout playout, TimeSpan now)
    {
        if (_why != SpurtEnd.None && _headers > 0) _stage = Stage.Closing;
        else if (_headers >= context.Settings.Headers && (playout.TryStart(now) || playout.IsOver(now))) _stage = Stage.Voice;
    }

    /// <summary>Makes the next burst of the voice; false when only the terminator is left.</summary>
    private bool Speak(Playout playout, TimeSpan now)
    {
        if (_why == SpurtEnd.None)
        {
            var step = playout.Pull(now, Queue.Waiting(now) > Reserve, _position, out var kind, out var burst);
            _waits = step == PlayoutStep.Wait;
            if (_waits) return true;
            if (step == PlayoutStep.Burst)
            {
                burst.CopyTo(_burst);
                if (kind.IsVoiceBurst()) Voice(playout, kind.SuperframeIndex());
                else BurstMaker.Recode(_burst, DataType.PrivacyHeader, context.Settings.ColorCode, context.DataSync);
                return true;
            }

            if (step == PlayoutStep.End) _why = playout.End;
            else _relay.Miss();
        }

        if (_why != SpurtEnd.None && _position == 0)
        {
            _stage = Stage.Closing;
            return false;
        }

        Conceal(playout);
        return true;
    }

    private void Voice(Playout playout, int index)
    {
        _relay.Hear(_burst, index, ref playout.Own);
        playout.Counts = playout.Counts with { Played = playout.Counts.Played + 1 };
        _hasSpeech = true;
        WriteMiddle(playout, index);
    }

    /// <summary>Puts a burst in: the last one again, then silence.</summary>
    private void Conceal(Playout playout)
    {
        if (_why == SpurtEnd.None) context.Counters.Concealed++;
        if (!_hasSpeech || _why != SpurtEnd.None) BurstMaker.Silence(_burst);
        _hasSpeech = false;
        playout.Counts = playout.Counts with { Concealed = playout.Counts.Concealed + 1 };
        WriteMiddle(playout, index: -1);
    }

    private void WriteMiddle(Playout playout, int index)
    {
        if (_position == 0) _relay.BeginSuperframe(playout.Own);
        _relay.Write(_burst, _position, index, context.Settings.ColorCode, context.VoiceSync);
        _position = (_position + 1) % DmrdBurstExtensions.SuperframeLength;
    }

    private void WriteTerminator(Playout playout)
    {
        var lc = playout.Own;
        if (_why == SpurtEnd.Terminated && playout.TryGetTerminator(out var came)) lc = came;
        else playout.Counts = playout.Counts with { TerminatorsRebuilt = 1 };
        FullLinkControl.WriteTerminator(_burst, lc, context.Settings.ColorCode, context.DataSync);
    }

    private void Finish(bool rejoin)
    {
        if (line.Current is { } playout)
        {
            if (!playout.IsLocal) Tell(RepeaterEventKind.DownlinkEnded, playout);
            line.Finish(rejoin);
        }

        _stage = Stage.Idle;
    }

    private bool TryData(TimeSpan now)
    {
        if (!data.TryTake(now, _burst, out var kind)) return false;
        BurstMaker.Recode(_burst, (DataType)kind.DataType(), context.Settings.ColorCode, context.DataSync);
        _activity = (data.Activity, data.Target);
        WriteFrame();
        return true;
    }

    private void WriteFrame() => DmrData.Write(_frame, slot, default, _burst);

    private void Tell(RepeaterEventKind kind, Playout playout) => context.Outlet.Tell(new RepeaterEvent
    {
        Kind = kind,
        Slot = slot,
        Source = playout.Own.Source,
        TargetKind = playout.Own.TargetKind,
        Target = playout.Own.Target,
        Options = playout.Own.ServiceOptions,
        Why = _why,
        Playout = playout.Counts,
    });
}
