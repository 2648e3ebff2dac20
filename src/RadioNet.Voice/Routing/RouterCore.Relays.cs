using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>
/// What comes from other nodes: streams that nobody decides about here. They go where an order for their spurt says, whichever of both
/// comes first; until then their bursts wait as others wait for a decision. A spurt may change its call on the way, when calls are joined.
/// </summary>
internal sealed partial class RouterCore
{
    private void Obey(RouterCommand.Relay said, long now)
    {
        if (said.Route is null)
        {
            EndRelay(said.Call, said.Spurt);
            return;
        }

        if (OrderFor(said.Spurt, now) is not { } order) return;
        (order.Call, order.From, order.OutgoingStream, order.Route) = (said.Call, said.From, said.OutgoingStream, said.Route);
        if (order.Stream is { } running)
        {
            if (IsFrom(running, order) && running.OutgoingStream == order.OutgoingStream)
            {
                running.GrantedCall = order.Call;
                Reroute(running, order.Route);
                return;
            }

            // It comes from elsewhere now, or is another stream to who hears it.
            Part(running, now);
            Deny(running, Decision.Stopped);
        }

        if (VoiceOf(order) is { } stream) TryJoin(stream, order, now);
        Cells.Relays = _relays.Count;
    }

    /// <summary>A call no longer has a spurt passed on; a spurt that another call has taken over meanwhile goes on.</summary>
    private void EndRelay(ulong call, ulong spurt)
    {
        if (_relays.Find(spurt) is not { } order || order.Call != call)
        {
            Cells.CommandsIgnored++;
            return;
        }

        IncomingStream? stream = order.Stream;
        _relays.Remove(order);
        Cells.Relays = _relays.Count;
        if (stream is null) return;
        stream.Relay = null;
        Deny(stream, Decision.Stopped);
    }

    /// <summary>The order for a spurt, made when there is none; null when there is no room for it.</summary>
    private RelayOrder? OrderFor(ulong spurt, long now)
    {
        if (_relays.Find(spurt) is { } known)
        {
            _relays.Refresh(known, now);
            return known;
        }

        if (_relays.IsFull)
        {
            Cells.RelaysNoRoom++;
            if (!_relays.TryOldest(out RelayOrder? oldest)) return null;
            _relays.Remove(oldest);
        }

        return _relays.Add(spurt, now);
    }

    /// <summary>Forgets the orders that have rested for too long.</summary>
    private void ForgetRelays(long now)
    {
        while (_relays.TryOldest(out RelayOrder? order) && now - order.RestsSince >= _relayWait)
        {
            if (!order.Heard) Cells.RelaysUnheard++;
            _relays.Remove(order);
            Cells.Relays = _relays.Count;
        }
    }

    /// <summary>Whether a burst from another node may begin a stream; if not, it is counted.</summary>
    private bool MayBegin(RouterPort port, in DmrdPacket packet, uint ssrc, in BurstTrail trail)
    {
        if (trail.Spurt == 0)
        {
            Cells.RelaysUnordered++;
            return false;
        }

        bool past = _relays.Find(trail.Spurt) is { } order && order.IsPast(port.Id, ssrc, packet.Sequence);
        if (past) Cells.Late++;
        return !past;
    }

    /// <summary>Lets a stream of another node that waits go where its order says, if there is one.</summary>
    private void FollowOrder(IncomingStream stream, long now)
    {
        if (_relays.Find(stream.Spurt) is { } order) TryJoin(stream, order, now);
    }

    private void TryJoin(IncomingStream stream, RelayOrder order, long now)
    {
        if (!IsFrom(stream, order)) return;
        if (order.Heard && order.LastPort == stream.Port.Id && stream.Key.Ssrc < order.LastSsrc)
        {
            // A later SSRC of the same spurt has come before it.
            Deny(stream, Decision.Refused);
            return;
        }

        if (order.Stream is { Over: false } before) End(before, StreamEnd.Replaced, now);
        _relays.Use(order, stream);
        stream.Relay = order;
        stream.Decision = Decision.Granted;
        stream.Kept.BeginStart();
        (stream.OutgoingStream, stream.GrantedCall, stream.GrantedSpurt) = (order.OutgoingStream, order.Call, order.Spurt);
        Reroute(stream, order.Route);
        if (stream.Over)
        {
            FinishWaiting(stream);
            Part(stream, now);
        }
    }

    /// <summary>Parts a stream from its order, which rests from then on.</summary>
    private void Part(IncomingStream stream, long now)
    {
        if (stream.Relay is not { } order) return;
        stream.Relay = null;
        if (order.Stream != stream) return;
        order.LastSequence = stream.LastSent;
        _relays.Rest(order, now);
    }

    /// <summary>The stream that an order is for, as far as it has come: the running one, or the latest.</summary>
    private IncomingStream? VoiceOf(RelayOrder order)
    {
        IncomingStream? found = null;
        foreach (IncomingStream stream in _streams.Active)
        {
            if (!stream.Port.BetweenNodes || stream.Spurt != order.Spurt || !IsFrom(stream, order)) continue;
            if (stream.Over && stream.Decision != Decision.Waiting) continue;
            if (found is null || (found.Over && !stream.Over) || (found.Over == stream.Over && stream.Key.Ssrc > found.Key.Ssrc)) found = stream;
        }

        return found;
    }

    private static bool IsFrom(IncomingStream stream, RelayOrder order) => order.From is not { } from || from == stream.Port.Id;
}
