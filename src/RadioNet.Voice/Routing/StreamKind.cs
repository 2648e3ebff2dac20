namespace RadioNet.Voice.Routing;

/// <summary>What a stream's bursts carry.</summary>
public enum StreamKind : byte
{
    /// <summary>Voice: LC headers, bursts A to F, terminators, and the PI header of a ciphered call.</summary>
    Voice,

    /// <summary>Data: CSBK, MBC, data headers and blocks.</summary>
    Data,
}
