using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>The times of a modem session; what the protocol demands is in <see cref="ModemTimers"/>.</summary>
public sealed record ModemSessionOptions
{
    /// <summary>The usual times.</summary>
    public static ModemSessionOptions Default { get; } = new();

    /// <summary>How often a port that was just opened is asked GET_VERSION.</summary>
    public TimeSpan VersionInterval { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Without an answer for so long the port is opened anew; boards that restart on opening need <see cref="ModemTimers.StartUp"/>.</summary>
    public TimeSpan VersionLimit { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>From a command to its ACK or NAK.</summary>
    public TimeSpan Reply { get; init; } = ModemTimers.Reply;

    /// <summary>How often a command is sent that is not answered, or refused: a line may disturb it, or its answer.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>From a refusal to the next try.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often the status is asked.</summary>
    public TimeSpan StatusPoll { get; init; } = ModemTimers.StatusPoll;

    /// <summary>
    /// From the first question that stays unanswered until the modem is lost; with <see cref="StatusPoll"/> before it less than
    /// <see cref="ModemTimers.Inactivity"/>.
    /// </summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>From a refusal for good until the modem is asked once more: it may have got other firmware.</summary>
    public TimeSpan RefusalPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For how long another configuration waits for the transmitter to go off.</summary>
    public TimeSpan SetupPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For how long a stop waits for the modem to say that it rests.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>From an identification's request to the transmitter's coming on.</summary>
    public TimeSpan IdentificationStart { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>The longest identification.</summary>
    public TimeSpan IdentificationLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From one alarm of a kind to the next.</summary>
    public TimeSpan AlarmInterval { get; init; } = TimeSpan.FromMinutes(1);
}
