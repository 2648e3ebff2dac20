using System.Diagnostics.CodeAnalysis;
using RadioNet.Protocols.Dmr;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Playing;

/// <summary>Which vocoders fit into DMR's voice bursts.</summary>
internal static class DmrSpeech
{
    /// <summary>Whether a vocoder's frames are DMR's of 72 bits; if not, the sentence that says so.</summary>
    public static bool IsOf(IVocoder vocoder, [NotNullWhen(false)] out VocoderText? refusal)
    {
        bool fits = vocoder.FrameOctets == VocoderFrame.Octets;
        refusal = fits ? null : new VocoderText(
            $"Khung của bộ mã thoại {vocoder.Name} không vừa với cụm thoại DMR. Hãy đặt 'vocoder:' của nhóm gọi là {VocoderNames.Ambe2} hoặc {VocoderNames.Codec2At2400}.",
            $"Frames of the vocoder {vocoder.Name} do not fit into DMR's voice bursts. Set the talkgroup's 'vocoder:' to {VocoderNames.Ambe2} or {VocoderNames.Codec2At2400}.");
        return fits;
    }
}
