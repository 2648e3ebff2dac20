using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>What the modem is told of its radio.</summary>
internal sealed record RigRadio
{
    /// <summary>What it receives on.</summary>
    public required Hertz Receive { get; init; }

    /// <summary>What it transmits on.</summary>
    public required Hertz Transmit { get; init; }

    /// <summary>Whether it receives and transmits at once.</summary>
    public required bool Duplex { get; init; }

    /// <summary>Its colour code.</summary>
    public required ColorCode ColorCode { get; init; }

    /// <summary>The board's transmit power.</summary>
    public required Percent Power { get; init; }

    /// <summary>Receive gain.</summary>
    public required Percent ReceiveLevel { get; init; }

    /// <summary>Transmit level: deviation.</summary>
    public required Percent TransmitLevel { get; init; }

    /// <summary>Whether the received signal is inverted.</summary>
    public required bool ReceiveInverted { get; init; }

    /// <summary>Whether the transmitted signal is inverted.</summary>
    public required bool TransmitInverted { get; init; }

    /// <summary>From push-to-talk to the first symbol.</summary>
    public required TimeSpan TransmitDelay { get; init; }

    /// <summary>DMRDelay, in samples of 1/24 ms.</summary>
    public required int DmrDelay { get; init; }
}
