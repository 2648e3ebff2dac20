namespace RadioNet.Protocols;

/// <summary>The 4-bit colour code of a carrier, 0 to 15 (ETSI TS 102 361-1, clause 9.3.1).</summary>
public readonly record struct ColorCode(byte Value)
{
    /// <summary>Whether the value fits 4 bits.</summary>
    public bool IsValid => Value <= 15;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
