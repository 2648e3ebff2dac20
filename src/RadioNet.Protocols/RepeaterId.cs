namespace RadioNet.Protocols;

/// <summary>The 32-bit id by which a repeater logs in over the Homebrew protocol.</summary>
public readonly record struct RepeaterId(uint Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
