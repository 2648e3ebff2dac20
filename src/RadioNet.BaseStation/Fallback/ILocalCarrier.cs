using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Fallback;

/// <summary>A carrier of the station as one that plays what the station's other timeslots hear.</summary>
public interface ILocalCarrier
{
    /// <summary>
    /// The number of the next transmission to one of its timeslots, from 1, wherever it comes from: they rise. For any thread.
    /// </summary>
    uint NextStream();

    /// <summary>
    /// Takes a burst to be sent. Called by the voice threads of other carriers: an implementation copies it and returns; it neither
    /// waits, throws nor allocates.
    /// </summary>
    /// <param name="head">What is said of it; the slot is this carrier's.</param>
    /// <param name="stream">
    /// The transmission's number (<see cref="NextStream"/>). Of two at one timeslot the higher one is the later: then nothing more of
    /// the lower is to be sent.
    /// </param>
    /// <param name="timestamp">Its place in the transmission, 480 a burst (<see cref="VoiceLinkPacket.TicksPerBurst"/>).</param>
    /// <param name="burst">33 octets.</param>
    void Play(in LinkBurst head, uint stream, uint timestamp, ReadOnlySpan<byte> burst);
}
