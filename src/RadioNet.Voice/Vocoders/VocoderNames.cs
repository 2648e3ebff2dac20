namespace RadioNet.Voice.Vocoders;

/// <summary>The names of all vocoders.</summary>
public static class VocoderNames
{
    /// <summary>AMBE+2 2450/1150 as DMR radios send it: frames of 72 bits.</summary>
    public const string Ambe2 = "ambe2";

    /// <summary>Codec 2 at 2400 bit/s in the 49 bits of DMR's frames of 72: this project's own, non-standard use.</summary>
    public const string Codec2At2400 = "codec2-2400";

    /// <summary>Codec 2 at 3200 bit/s, as M17 sends it: frames of 64 bits.</summary>
    public const string Codec2At3200 = "codec2-3200";

    /// <summary>ITU-T G.711, A-law.</summary>
    public const string ALaw = "g711-alaw";

    /// <summary>ITU-T G.711, mu-law.</summary>
    public const string MuLaw = "g711-mulaw";
}
