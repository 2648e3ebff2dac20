namespace RadioNet.Plan.Model;

/// <summary>What the 49 bits of a vocoder frame hold.</summary>
public enum VocoderKind
{
    /// <summary>AMBE+2 2450/1150, as DMR radios send it (plan word <c>ambe2</c>).</summary>
    Ambe2,

    /// <summary>
    /// Codec 2 at 2400 bit/s in 48 of the 49 bits: our own, non-standard use, for simulators (plan word <c>codec2-2400</c>).
    /// </summary>
    Codec2At2400,
}
