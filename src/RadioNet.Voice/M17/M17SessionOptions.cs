using RadioNet.Protocols.M17;

namespace RadioNet.Voice.M17;

/// <summary>Who links to which module of a reflector, and how long it waits for what.</summary>
public sealed class M17SessionOptions
{
    /// <summary>Whose callsign the link has. Reflectors may want it to look like an amateur's.</summary>
    public required M17Address Callsign { get; init; }

    /// <summary>The reflector's module, A to Z.</summary>
    public required char Module { get; init; }

    /// <summary>Whether it only listens.</summary>
    public bool ListensOnly { get; init; }

    /// <summary>How long an answer to a request is waited for.</summary>
    public TimeSpan AnswerWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The pause after a first failure; it doubles with each.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, and the one after a refusal.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A reflector that says nothing for so long is gone. It pings each 3 s, and takes a client for gone after the same time.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="ArgumentException">A value makes no sense.</exception>
    internal void Validate()
    {
        if (!Callsign.IsCallsign) throw new ArgumentException($"A link to an M17 reflector needs a callsign; '{Callsign}' is none.", nameof(Callsign));
        if (!char.IsAsciiLetterUpper(Module)) throw new ArgumentException($"A reflector's module is a letter, A to Z, and not '{Module}'.", nameof(Module));
        foreach (var wait in (ReadOnlySpan<TimeSpan>)[AnswerWait, FirstPause, LongestPause, Silence])
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(wait, TimeSpan.Zero, nameof(wait));
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestPause, FirstPause);
    }
}
