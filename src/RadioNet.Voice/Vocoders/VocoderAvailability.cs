using System.Collections.Immutable;

namespace RadioNet.Voice.Vocoders;

/// <summary>What a vocoder can do on this machine now.</summary>
/// <param name="CanDecode">Whether calls can be heard.</param>
/// <param name="CanEncode">Whether people can talk.</param>
/// <param name="Provider">What does it, such as a library's or a device's name; null when nothing does.</param>
/// <param name="Missing">What is missing, a sentence each that says what to do; empty when nothing is.</param>
public sealed record VocoderAvailability(bool CanDecode, bool CanEncode, VocoderText? Provider, ImmutableArray<VocoderText> Missing)
{
    /// <summary>One that does all.</summary>
    public static VocoderAvailability Whole(VocoderText provider) => new(true, true, provider, []);

    /// <summary>One that does nothing, and why.</summary>
    public static VocoderAvailability None(params ImmutableArray<VocoderText> missing) => new(false, false, null, missing);
}
