using RadioNet.Protocols.Ambe3000;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>Speech: who has which coder, what is asked, what is answered.</summary>
internal sealed partial class AmbeSession
{
    private long _answered;
    private long _unanswered;
    private long _expired;
    private long _outOfTurn;
    private long _badParity;
    private long _malformed;
    private long _realignments;
    private long _losses;

    /// <summary>What happened so far. From any thread.</summary>
    public AmbeCounters Counters(long junk) => new(
        Volatile.Read(ref _answered), Volatile.Read(ref _unanswered), Volatile.Read(ref _expired), Volatile.Read(ref _outOfTurn), Volatile.Read(ref _badParity),
        Volatile.Read(ref _malformed), Volatile.Read(ref _realignments), Volatile.Read(ref _losses), junk);

    /// <summary>Gives a free coder to a call; false when there is none, or the chip is not up. From any thread.</summary>
    public bool TryLease(AmbeLane lane)
    {
        if (!_isUp) return false;
        foreach (var side in _sides)
        {
            if (side.Channel >= _channels || !side.TryTake(lane)) continue;
            if (!_isUp) lane.Serve(isServed: false);
            return true;
        }

        return false;
    }

    /// <summary>Takes a coder back. From any thread.</summary>
    public void Release(AmbeLane lane)
    {
        foreach (var side in _sides)
        {
            if (side.Leave(lane)) return;
        }
    }

    /// <summary>Coders of a kind that are free now. From any thread.</summary>
    public int Free(AmbeCoder coder) => _isUp ? _sides.Count(side => side.Coder == coder && side.Channel < _channels && side.Lane is null) : 0;

    private void Ask(TimeSpan now)
    {
        foreach (var side in _sides)
        {
            if (side.Channel >= _channels || side.Lane is not { } lane || side == _beginning) continue;
            if (side.Begun != lane)
            {
                // One at a time: their answers would be the same.
                if (_beginning is not null || side.Asked > 0) continue;
                (side.Begun, _beginning, _beganAt) = (lane, side, now);
                Write(AmbeRequests.Initialize(_packet, Named(side), side.Coder));
            }
            else
            {
                while (side.Asked < mostAsked && lane.WriteNext(_packet, Named(side)) is > 0 and var octets)
                {
                    side.Ask(lane, now);
                    Write(octets);
                    if (_step != AmbeStep.Run) return;
                }
            }

            if (_step != AmbeStep.Run) return;
        }
    }

    /// <summary>The channel as it is named in speech: not at all at a chip with one.</summary>
    private int? Named(AmbeSide side) => _channels > 1 ? side.Channel : null;

    private void ReceiveSpeech(in AmbePacket packet)
    {
        var coder = packet.Kind == AmbePacketKind.Speech ? AmbeCoder.Decoder : AmbeCoder.Encoder;
        int channel = AmbeReplies.Channel(packet);
        foreach (var side in _sides)
        {
            if (side.Channel != channel || side.Coder != coder) continue;
            if (_step != AmbeStep.Run || side.Asked == 0)
            {
                _outOfTurn++;
                return;
            }

            var lane = side.Answered();
            if (packet.Parity == AmbeParity.Wrong) lane.GiveUp();
            else if (lane.Answer(packet)) _answered++;
            else _malformed++;
            return;
        }
    }

    private bool IsOverdue(TimeSpan now)
    {
        if (_beginning is not null && now - _beganAt >= options.AnswerTime) return true;
        foreach (var side in _sides)
        {
            if (side.Asked > 0 && now - side.OldestAskedAt >= options.AnswerTime) return true;
        }

        return false;
    }

    private void Realign(TimeSpan now)
    {
        if (IsOverdue(now)) _realignments++;
        foreach (var side in _sides)
        {
            // A coder that was being made ready is made so again.
            if (side == _beginning) side.Begun = null;
            for (; side.Asked > 0; _unanswered++) side.Answered().GiveUp();
        }

        _beginning = null;
        Enter(AmbeStep.Realign, now);
    }

    private void Expire()
    {
        long before = time.GetTimestamp() - (long)(options.OldestWaiting.TotalSeconds * time.TimestampFrequency);
        foreach (var side in _sides)
        {
            if (side.Lane is { } lane) _expired += lane.Expire(before);
        }
    }
}
