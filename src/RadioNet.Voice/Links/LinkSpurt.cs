using RadioNet.Protocols.Rtp;

namespace RadioNet.Voice.Links;

/// <summary>
/// One spurt on its way out over a link: the SSRC that it has there, and its place in time. Used again for another spurt after
/// <see cref="Reset"/>. Belongs to the thread that seals.
/// </summary>
public sealed class LinkSpurt
{
    internal SrtpStream Stream;

    /// <summary>Whether a burst was sealed since it was made or reset.</summary>
    public bool IsBegun => Stream.IsOpen;

    /// <summary>The place in time of the burst that was sealed last, in bursts from the spurt's first.</summary>
    internal uint Place { get; set; }

    /// <summary>The Homebrew sequence number of that burst.</summary>
    internal byte Sequence { get; set; }

    /// <summary>The next burst begins another spurt.</summary>
    public void Reset() => (Stream, Place, Sequence) = (default, 0, 0);
}
