using RadioNet.Protocols.M17;

namespace RadioNet.Voice.M17;

/// <summary>
/// The client's rules of one link to a module of a reflector, without I/O and without a clock: <c>firmware-interfaces/m17</c> has the
/// table. Each method writes at most one message for the reflector and returns its length, 0 when there is nothing to say.
/// </summary>
public sealed class M17Session
{
    private readonly M17SessionOptions _options;
    private TimeSpan _pause;

    /// <summary>A link that is not wanted yet.</summary>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    public M17Session(M17SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _pause) = (options, options.FirstPause);
    }

    /// <summary>How the link is.</summary>
    public M17LinkState State { get; private set; } = M17LinkState.Stopped;

    /// <summary>Why it failed last.</summary>
    public M17LinkFault Fault { get; private set; }

    /// <summary>When <see cref="Advance"/> has something to do, if nothing comes before.</summary>
    public TimeSpan DueAt { get; private set; } = TimeSpan.MaxValue;

    /// <summary>The link is wanted.</summary>
    public int Start(TimeSpan now, Span<byte> message) => State is M17LinkState.Stopped or M17LinkState.Leaving ? Ask(now, message) : 0;

    /// <summary>The link is not wanted any more.</summary>
    public int Stop(TimeSpan now, Span<byte> message)
    {
        bool mayBeLinked = State is M17LinkState.Asking or M17LinkState.Linked;
        if (State == M17LinkState.Leaving) return 0;
        (State, Fault, _pause) = (mayBeLinked ? M17LinkState.Leaving : M17LinkState.Stopped, M17LinkFault.None, _options.FirstPause);
        DueAt = mayBeLinked ? now + _options.AnswerWait : TimeSpan.MaxValue;
        return mayBeLinked ? Say(M17ControlKind.Disconnect, message) : 0;
    }

    /// <summary>Time passes.</summary>
    public int Advance(TimeSpan now, Span<byte> message)
    {
        if (now < DueAt) return 0;
        switch (State)
        {
            case M17LinkState.Asking:
                // The request or its answer was lost: the reflector may hold a link that nobody here knows of.
                return Fail(M17LinkFault.NoAnswer, now);
            case M17LinkState.Linked:
                Fail(M17LinkFault.Silent, now);
                return Say(M17ControlKind.Disconnect, message);
            case M17LinkState.Pausing:
                return Ask(now, message);
            default:
                (State, DueAt) = (M17LinkState.Stopped, TimeSpan.MaxValue);
                return 0;
        }
    }

    /// <summary>Takes a datagram of the reflector.</summary>
    /// <param name="datagram">What came.</param>
    /// <param name="now">The time.</param>
    /// <param name="message">Room for the answer, <see cref="M17Control.LongestLength"/>.</param>
    /// <param name="stream">The stream packet that it is, for who listens here; else one without meaning.</param>
    /// <param name="isStream">Whether it is one.</param>
    public int Take(ReadOnlySpan<byte> datagram, TimeSpan now, Span<byte> message, out M17StreamPacket stream, out bool isStream)
    {
        isStream = M17StreamPacket.TryRead(datagram, out stream) && State == M17LinkState.Linked;
        if (isStream) return Heard(now);
        return M17Control.TryRead(datagram, out var control) ? Take(control.Kind, now, message) : 0;
    }

    private int Take(M17ControlKind kind, TimeSpan now, Span<byte> message)
    {
        switch (State, kind)
        {
            case (M17LinkState.Asking, M17ControlKind.Acknowledgement):
                (State, Fault) = (M17LinkState.Linked, M17LinkFault.None);
                return Heard(now);
            case (M17LinkState.Asking or M17LinkState.Linked, M17ControlKind.Refusal):
                _pause = _options.LongestPause;
                return Fail(M17LinkFault.Refused, now);
            case (M17LinkState.Linked, M17ControlKind.Ping):
                // It stands not only by word: the next failure is a first one.
                _pause = _options.FirstPause;
                Heard(now);
                return Say(M17ControlKind.Pong, message);
            case (M17LinkState.Linked, M17ControlKind.Disconnect):
                Fail(M17LinkFault.Ended, now);
                return Say(M17ControlKind.Disconnected, message);
            case (M17LinkState.Linked, M17ControlKind.Disconnected):
                return Fail(M17LinkFault.Ended, now);
            case (M17LinkState.Leaving, M17ControlKind.Disconnected or M17ControlKind.Disconnect):
                (State, DueAt) = (M17LinkState.Stopped, TimeSpan.MaxValue);
                return 0;
            default:
                return 0;
        }
    }

    private int Heard(TimeSpan now)
    {
        DueAt = now + _options.Silence;
        return 0;
    }

    private int Ask(TimeSpan now, Span<byte> message)
    {
        (State, DueAt) = (M17LinkState.Asking, now + _options.AnswerWait);
        return new M17Control(_options.ListensOnly ? M17ControlKind.Listen : M17ControlKind.Connect, _options.Callsign, _options.Module).Write(message);
    }

    private int Fail(M17LinkFault fault, TimeSpan now)
    {
        (State, Fault, DueAt) = (M17LinkState.Pausing, fault, now + _pause);
        _pause = _pause * 2 < _options.LongestPause ? _pause * 2 : _options.LongestPause;
        return 0;
    }

    private int Say(M17ControlKind kind, Span<byte> message) => new M17Control(kind, _options.Callsign).Write(message);
}
