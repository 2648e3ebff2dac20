using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// Where a repeater's bursts and sentences go. Called from within the repeater: an implementation copies what it needs and
/// returns; it never waits, throws, or calls the repeater.
/// </summary>
public interface IRepeaterOutlet
{
    /// <summary>Takes one whole frame for the modem (firmware-interfaces/mmdvm-modem): DMR_DATA, START, ABORT, SHORTLC.</summary>
    void SendToModem(ReadOnlySpan<byte> frame);

    /// <summary>
    /// Takes a burst of a radio for the node. A voice spurt is whole: header, bursts, terminator. Its sync is the mobile's, written
    /// anew like colour code and link control; call and spurt are left to the implementation.
    /// </summary>
    /// <param name="head">What is said of it; its hop is for how long it was kept here.</param>
    /// <param name="burst">33 octets.</param>
    /// <param name="place">Where it stands.</param>
    void SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place);

    /// <summary>Takes a sentence.</summary>
    void Tell(in RepeaterEvent said);
}
