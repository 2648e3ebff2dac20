namespace RadioNet.BaseStation.Tools;

/// <summary>How a bit-error test knows what was sent.</summary>
public enum BerMethod
{
    /// <summary>By the vocoder frames' own error correction: 141 bits of each voice burst, whatever is said.</summary>
    Fec,

    /// <summary>The radio sends the 1031 Hz pattern: all 264 bits of each burst, header and terminator too.</summary>
    Pattern,
}
