namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// DMRP and DMRB: what a local gateway sends its modem host besides bursts, a bare tag each. DMRP is a sign of life that
/// the host ignores; DMRB asks for the beacon. What follows the tag, up to <see cref="LongestLength"/> octets, is ignored.
/// </summary>
public readonly record struct LocalSignal(HomebrewKind Kind)
{
    /// <summary>Octets as written: the tag.</summary>
    public const int Length = 4;

    /// <summary>Octets that are read at most.</summary>
    public const int LongestLength = 8;

    /// <summary>Reads a datagram; false when it is neither.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out LocalSignal signal)
    {
        signal = default;
        if (source.Length > LongestLength) return false;
        if (source.StartsWith("DMRP"u8)) signal = new(HomebrewKind.LocalPing);
        else if (source.StartsWith("DMRB"u8)) signal = new(HomebrewKind.LocalBeaconRequest);
        else return false;
        return true;
    }

    /// <summary>Writes the tag; returns 4.</summary>
    public int Write(Span<byte> destination)
    {
        (Kind == HomebrewKind.LocalPing ? "DMRP"u8 : "DMRB"u8).CopyTo(destination);
        return Length;
    }
}
