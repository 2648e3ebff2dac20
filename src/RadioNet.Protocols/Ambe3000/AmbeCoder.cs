namespace RadioNet.Protocols.Ambe3000;

/// <summary>The two halves of a channel; each remembers what it coded last, so each serves one call at a time.</summary>
public enum AmbeCoder : byte
{
    /// <summary>Samples in, bits out.</summary>
    Encoder = 1,

    /// <summary>Bits in, samples out.</summary>
    Decoder = 2,
}
