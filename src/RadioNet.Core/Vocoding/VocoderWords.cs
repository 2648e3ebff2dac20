using RadioNet.Plan.Model;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Core.Vocoding;

/// <summary>A vocoder's name and sentences, from the plan's side and from the voice path's, which do not know each other.</summary>
internal static class VocoderWords
{
    /// <summary>The vocoder's name, as in the plan and in <see cref="VocoderCatalogue"/>.</summary>
    public static string Name(this VocoderKind kind) => kind switch
    {
        VocoderKind.Ambe2 => VocoderNames.Ambe2,
        VocoderKind.Codec2At2400 => VocoderNames.Codec2At2400,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such vocoder."),
    };

    /// <summary>A sentence about vocoders as the node's other parts say sentences.</summary>
    public static LocalizedText Localized(this VocoderText text) => new(text.Vi, text.En);
}
