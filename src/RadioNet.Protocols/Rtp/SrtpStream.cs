namespace RadioNet.Protocols.Rtp;

/// <summary>
/// One SSRC that a <see cref="SrtpSender"/> gave, with the sequence number that is next. It may be moved and never used at two
/// places: a copy that lives on would use numbers twice.
/// </summary>
public struct SrtpStream
{
    internal SrtpStream(uint ssrc) => (Ssrc, IsOpen) = (ssrc, true);

    /// <summary>The SSRC.</summary>
    public readonly uint Ssrc { get; }

    /// <summary>Whether it was given at all.</summary>
    public readonly bool IsOpen { get; }

    /// <summary>Whether all its sequence numbers are used.</summary>
    public readonly bool IsUsedUp => Next > ushort.MaxValue;

    /// <summary>The next packet's sequence number; 65,536 when all are used up.</summary>
    public int Next { get; internal set; }
}
