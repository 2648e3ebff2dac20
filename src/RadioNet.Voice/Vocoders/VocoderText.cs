namespace RadioNet.Voice.Vocoders;

/// <summary>A sentence for people about vocoders.</summary>
/// <param name="Vi">In Vietnamese.</param>
/// <param name="En">In English.</param>
public sealed record VocoderText(string Vi, string En)
{
    /// <inheritdoc/>
    public override string ToString() => En;
}
