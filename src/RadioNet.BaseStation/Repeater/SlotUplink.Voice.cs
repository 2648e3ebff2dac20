using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Repeater;

/// <content>A radio's voice.</content>
internal sealed partial class SlotUplink
{
    private EmbeddedLinkControlAccumulator _embedded;
    private LinkControl _rival;
    private Playout? _repeat;
    private int _lastIndex;
    private int _place;
    private bool _isInNetwork;
    private bool _isPrivate;
    private bool _isEnded;

    private void OnHeader(int? dbm, TimeSpan now)
    {
        if (!FullLinkControl.TryReadHeader(_burst, out var lc) || !lc.IsVoiceCall)
        {
            context.Counters.Unreadable++;
            return;
        }

        bool isSame = _lc.IsSameCall(lc);
        if (_state == State.Talking && isSame && _lastIndex < 0)
        {
            PassHeader(dbm, StepsSince(now), now);
            return;
        }

        if (_state == State.Dropped && isSame)
        {
            _lastHeard = now;
            return;
        }

        End(SpurtEnd.Replaced, now);
        if (Start(lc, lateEntry: false, now)) PassHeader(dbm, steps: 0, now);
    }

    private void OnPrivacyHeader(int? dbm, TimeSpan now)
    {
        if (_state != State.Talking)
        {
            if (_state == State.Dropped) _lastHeard = now;
            return;
        }

        _reception.AddBurst(dbm);
        BurstMaker.Recode(_burst, DataType.PrivacyHeader, context.Settings.ColorCode, SyncPattern.MobileData);
        _isPrivate = true;
        Pass(DmrdBurst.PrivacyHeader, StepsSince(now), errors: 0, TimeSpan.Zero, now);
        _lastHeard = now;
    }

    private void OnVoice(int index, int? dbm, TimeSpan now)
    {
        if (index > 0 && Emb.TryRead(_burst, out var emb) && emb.ColorCode != context.Settings.ColorCode)
        {
            context.Counters.Foreign++;
            if (_state == State.Listening) _state = State.Free;
            return;
        }

        switch (_state)
        {
            case State.Talking:
                Talk(index, dbm, now);
                break;
            case State.Dropped:
                _lastHeard = now;
                break;
            default:
                Listen(index, dbm, now);
                break;
        }
    }

    /// <summary>Voice without a header.</summary>
    private void Listen(int index, int? dbm, TimeSpan now)
    {
        if (_state != State.Listening)
        {
            End(SpurtEnd.Replaced, now);
            _state = State.Listening;
            _late.Reset();
        }

        _lastHeard = now;
        if (!_late.TryAdd(index, _burst, dbm, now, out var lc) || !lc.IsVoiceCall || !Start(lc, lateEntry: true, now)) return;
        FullLinkControl.WriteVoiceHeader(_burst, _lc, context.Settings.ColorCode, SyncPattern.MobileData);
        Pass(DmrdBurst.VoiceHeader, steps: 0, errors: 0, TimeSpan.Zero, now);
        for (int i = 0; i < _late.Count; i++)
        {
            var kept = _late[i];
            _late.Burst(i).CopyTo(_burst);
            PassVoice(kept.Index, steps: 1, kept.Dbm, now - kept.Came, now);
        }
    }

    /// <summary>Asks for admission; false when the radio is refused.</summary>
    private bool Start(in LinkControl lc, bool lateEntry, TimeSpan now)
    {
        (_lc, _isLateEntry, _started, _lastHeard, _reception) = (lc, lateEntry, now, now, default);
        (_lastIndex, _place, _isInNetwork, _repeat, _rival) = (-1, 0, false, null, default);
        (_isPrivate, _isEnded) = (lc.ServiceOptions.IsPrivate, false);
        _embedded.Reset();
        if (!IsAdmitted(AccessKind.Voice, lc.Source, lc.TargetKind, lc.Target))
        {
            _state = State.Dropped;
            Tell(RepeaterEventKind.SpurtRefused);
            return false;
        }

        _state = State.Talking;
        Tell(RepeaterEventKind.SpurtStarted);
        _repeat = downlink.BeginLocal(lc);
        return true;
    }

    private void PassHeader(int? dbm, int steps, TimeSpan now)
    {
        _reception.AddBurst(dbm);
        FullLinkControl.WriteVoiceHeader(_burst, _lc, context.Settings.ColorCode, SyncPattern.MobileData);
        Pass(DmrdBurst.VoiceHeader, steps, errors: 0, TimeSpan.Zero, now);
        _lastHeard = now;
    }

    private void Talk(int index, int? dbm, TimeSpan now)
    {
        int steps = StepsTo(index, now);
        if (steps == 0) return;
        _lastHeard = now;
        if (Belongs(index, steps, now)) PassVoice(index, steps, dbm, TimeSpan.Zero, now);
    }

    /// <summary>
    /// How many bursts a voice burst comes after the last one: by the superframe's letters, by the clock where whole superframes
    /// are missing; 0 of one that came already.
    /// </summary>
    private int StepsTo(int index, TimeSpan now)
    {
        const int superframe = DmrdBurstExtensions.SuperframeLength;
        if (_lastIndex < 0) return index + 1;
        int elapsed = StepsSince(now);
        int steps = (index - _lastIndex + superframe) % superframe;
        if (steps == 0) return elapsed < superframe / 2 ? 0 : superframe;
        return elapsed > steps + superframe / 2 ? steps + superframe : steps;
    }

    /// <summary>
    /// Follows the embedded link control: an emergency that begins while a radio talks; and another radio that took over without
    /// a header, once two link controls say so. False when the burst was that other one's.
    /// </summary>
    private bool Belongs(int index, int steps, TimeSpan now)
    {
        if (steps > 1) _embedded.Reset();
        if (index == 0 || !_embedded.TryAdd(_burst, out var lc) || !lc.IsVoiceCall) return true;
        if (_lc.IsSameCall(lc))
        {
            bool isChanged = lc.ServiceOptions != _lc.ServiceOptions;
            (_lc, _rival) = (lc, default);
            if (isChanged) Tell(RepeaterEventKind.SpurtChanged);
            return true;
        }

        bool isTakenOver = lc == _rival;
        _rival = lc;
        if (!isTakenOver) return true;
        End(SpurtEnd.Replaced, now);
        if (!Start(lc, lateEntry: true, now)) return false;
        Span<byte> voice = stackalloc byte[BurstLayout.BurstOctets];
        _burst.CopyTo(voice);
        FullLinkControl.WriteVoiceHeader(_burst, _lc, context.Settings.ColorCode, SyncPattern.MobileData);
        Pass(DmrdBurst.VoiceHeader, steps: 0, errors: 0, TimeSpan.Zero, now);
        voice.CopyTo(_burst);
        _lastIndex = index - 1;
        return true;
    }

    private void PassVoice(int index, int steps, int? dbm, TimeSpan kept, TimeSpan now)
    {
        int errors = 0;
        _reception.AddBurst(dbm);
        _reception.AddLost(steps - 1);
        if (index == 0) Sync.Write(_burst, SyncPattern.MobileVoice);
        else BurstMaker.CleanEmb(_burst, index, context.Settings.ColorCode);
        if (!_isPrivate)
        {
            context.Counters.Mended += BurstMaker.Mend(_burst, out errors);
            _reception.AddBitErrors(errors);
        }

        _lastIndex = index;
        Pass(DmrdBurstExtensions.FromSuperframeIndex(index), steps, errors, kept, now);
    }

    private void OnTerminator(int? dbm, TimeSpan now)
    {
        if (_state != State.Talking)
        {
            End(SpurtEnd.Terminated, now);
            return;
        }

        _reception.AddBurst(dbm);
        bool isOwn = FullLinkControl.TryReadTerminator(_burst, out var lc) && lc.Source == _lc.Source && lc.Target == _lc.Target;
        int steps = StepsSince(now);
        _reception.AddLost(steps - 1);
        PassTerminator(isOwn ? lc : _lc, steps, now);
        End(SpurtEnd.Terminated, now);
    }

    private void PassTerminator(in LinkControl lc, int steps, TimeSpan now)
    {
        FullLinkControl.WriteTerminator(_burst, lc, context.Settings.ColorCode, SyncPattern.MobileData);
        Pass(DmrdBurst.Terminator, steps, errors: 0, TimeSpan.Zero, now);
        _repeat = null;
        _isInNetwork = false;
        _isEnded = true;
    }

    private void CutOff(TimeSpan now)
    {
        End(SpurtEnd.TimeOut, now);
        _state = State.Dropped;
    }

    private void EndVoice(SpurtEnd why, TimeSpan now)
    {
        if (!_isEnded) PassTerminator(_lc, steps: 1, now);
        Tell(RepeaterEventKind.SpurtEnded, why);
        _state = State.Free;
    }

    /// <summary>Sends the burst where the spurt goes.</summary>
    private void Pass(DmrdBurst kind, int steps, int errors, TimeSpan kept, TimeSpan now)
    {
        _place += steps;
        _repeat?.Take(kind, _place, _burst, now);
        if (!context.IsLinkUp) return;
        if (!_isInNetwork && kind != DmrdBurst.VoiceHeader)
        {
            // The link came up while the radio talks: the node joins late.
            if (kind == DmrdBurst.Terminator) return;
            Span<byte> header = stackalloc byte[BurstLayout.BurstOctets];
            FullLinkControl.WriteVoiceHeader(header, _lc, context.Settings.ColorCode, SyncPattern.MobileData);
            context.Outlet.SendToNetwork(Head(DmrdBurst.VoiceHeader, 0, TimeSpan.Zero), header, new UplinkPlace(true, false, 0));
            (_isInNetwork, steps) = (true, 1);
        }

        context.Outlet.SendToNetwork(Head(kind, errors, kept), _burst, new UplinkPlace(!_isInNetwork, kind == DmrdBurst.Terminator, steps));
        _isInNetwork = true;
    }

    private LinkBurst Head(DmrdBurst kind, int errors, TimeSpan kept)
    {
        HopTimes hops = default;
        hops.Add((uint)kept.TotalMicroseconds);
        return new LinkBurst
        {
            Burst = kind,
            Slot = slot,
            TargetKind = _lc.TargetKind,
            Source = _lc.Source,
            Target = _lc.Target,
            BitErrors = (byte)errors,
            Rssi = _reception.LastRssi,
            Hops = hops,
        };
    }
}
