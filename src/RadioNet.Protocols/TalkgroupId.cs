namespace RadioNet.Protocols;

/// <summary>A talkgroup's 24-bit group address (ETSI TS 102 361-1, annex A); 0 names no group.</summary>
public readonly record struct TalkgroupId(uint Value)
{
    /// <summary>The largest 24-bit address.</summary>
    public const uint Largest = 0xFF_FFFF;

    /// <summary>ALLMSID: everybody (ETSI TS 102 361-1, annex A).</summary>
    public static TalkgroupId Everybody => new(Largest);

    /// <summary>Whether the value fits 24 bits and names a group.</summary>
    public bool IsValid => Value is > 0 and <= Largest;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
