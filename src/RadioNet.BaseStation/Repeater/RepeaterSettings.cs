using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Repeater;

/// <summary>How one carrier repeats.</summary>
public sealed record RepeaterSettings
{
    /// <summary>The fewest bursts that may be kept in the modem: one that is taken while the next is on its way.</summary>
    public const int LeastQueued = 2;

    /// <summary>The most bursts that may be kept in the modem; more would only delay, and run into its queue's end.</summary>
    public const int MostQueued = 6;

    /// <summary>The most bursts of a stream that can wait here, the transmitter's waking included.</summary>
    internal const int PlayoutBursts = 32;

    /// <summary>Whether it hears and transmits at once, on two timeslots; otherwise it has timeslot 2 alone.</summary>
    public bool Duplex { get; init; } = true;

    /// <summary>The carrier's colour code; bursts of another one are not ours.</summary>
    public ColorCode ColorCode { get; init; } = new(1);

    /// <summary>Whether what a radio sends is repeated on its timeslot as soon as it is admitted, before the node has decided.</summary>
    public bool LocalRepeat { get; init; } = true;

    /// <summary>For how long the transmitter stays on after the last burst.</summary>
    public TimeSpan TransmitHang { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>For how long one radio may talk without a pause; zero: as long as it likes.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>The share of <see cref="DutyWindow"/>, above 0 and at most 1, for which it may transmit; 1: always.</summary>
    public double DutyLimit { get; init; } = 1;

    /// <summary>The time before now of which <see cref="DutyLimit"/> is a share.</summary>
    public TimeSpan DutyWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often it identifies itself in Morse; null: never.</summary>
    public TimeSpan? CwIdInterval { get; init; }

    /// <summary>For how long bursts of the network wait, as long as nothing was measured.</summary>
    public TimeSpan JitterStart { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>The shortest wait on a calm link.</summary>
    public TimeSpan JitterLeast { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>The longest wait on an uneven link.</summary>
    public TimeSpan JitterMost { get; init; } = TimeSpan.FromMilliseconds(360);

    /// <summary>Bursts that are kept in the modem, so that a late host is not heard.</summary>
    public int Queued { get; init; } = 3;

    /// <summary>From the modem's first burst to the first symbol on a simplex carrier, as the modem is configured.</summary>
    public TimeSpan TransmitDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What a simplex modem sends before the first burst.</summary>
    internal TimeSpan Preamble => TimeSpan.FromMilliseconds(500) + TransmitDelay;

    /// <summary>Voice LC headers before a stream's voice, at least.</summary>
    internal int Headers => Duplex ? 3 : 8;

    /// <exception cref="ArgumentException">A value is out of its range; the message says which and what it may be.</exception>
    internal void Check()
    {
        Require(ColorCode.IsValid, "The colour code is 0 to 15.");
        Require(TransmitHang >= TimeSpan.Zero, "The transmit hang is not negative.");
        Require(TimeOut >= TimeSpan.Zero, "The time-out is not negative.");
        Require(DutyLimit is > 0 and <= 1, "The duty cycle's limit is a share above 0 and at most 1.");
        Require(DutyWindow >= TimeSpan.FromSeconds(1), "The duty cycle's window is at least 1 s.");
        Require(CwIdInterval is null || CwIdInterval >= TimeSpan.FromSeconds(1), "Identifications are at least 1 s apart.");
        Require(JitterLeast >= TimeSpan.Zero && JitterLeast <= JitterStart && JitterStart <= JitterMost, "The jitter's least is at most its start, and that at most its most.");
        Require(JitterMost <= PlayoutBursts / 2 * ModemTimers.DmrFrame, "The most jitter is at most 960 ms.");
        Require(Queued is >= LeastQueued and <= MostQueued, "2 to 6 bursts are kept in the modem.");
        Require(TransmitDelay >= TimeSpan.Zero && TransmitDelay <= TimeSpan.FromMilliseconds(500), "The transmit delay is 0 to 500 ms.");
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds) throw new ArgumentException(sentence);
    }
}
