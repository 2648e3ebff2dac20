using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Talking;

/// <summary>Where a talker's bursts go. Called by the thread that feeds the encoder, in order: it must neither wait nor throw.</summary>
public interface IBurstSink
{
    /// <summary>Takes a burst.</summary>
    /// <param name="burst">What it is: header, voice burst A to F, terminator.</param>
    /// <param name="sequence">Counts the spurt's bursts, modulo 256.</param>
    /// <param name="payload">Its 33 octets, readable until this returns.</param>
    void Take(DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload);
}
