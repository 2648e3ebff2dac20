namespace RadioNet.Protocols;

/// <summary>A radio's 24-bit individual address (ETSI TS 102 361-1, annex A); 0 names no radio.</summary>
public readonly record struct RadioId(uint Value)
{
    /// <summary>The largest 24-bit address.</summary>
    public const uint Largest = 0xFF_FFFF;

    /// <summary>Whether the value fits 24 bits and names a radio.</summary>
    public bool IsValid => Value is > 0 and <= Largest;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
