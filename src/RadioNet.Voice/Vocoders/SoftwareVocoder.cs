using System.Diagnostics.CodeAnalysis;

namespace RadioNet.Voice.Vocoders;

/// <summary>A vocoder that runs in this process.</summary>
internal abstract class SoftwareVocoder(string name, byte[] silentFrame) : IVocoder
{
    public string Name => name;

    public int FrameOctets => silentFrame.Length;

    public ReadOnlySpan<byte> SilentFrame => silentFrame;

    public abstract VocoderAvailability Availability { get; }

    public bool TryOpenDecoder([NotNullWhen(true)] out IVoiceDecoder? decoder, [NotNullWhen(false)] out VocoderText? refusal, Action? ready = null)
    {
        decoder = OpenDecoder(out refusal) is { } coder ? new SoftwareDecoder(coder, FrameOctets, ready) : null;
        return Opened(decoder, ref refusal);
    }

    public bool TryOpenEncoder([NotNullWhen(true)] out IVoiceEncoder? encoder, [NotNullWhen(false)] out VocoderText? refusal, Action? ready = null)
    {
        encoder = OpenEncoder(out refusal) is { } coder ? new SoftwareEncoder(coder, silentFrame, ready) : null;
        return Opened(encoder, ref refusal);
    }

    protected abstract IFrameDecoder? OpenDecoder(out VocoderText? refusal);

    protected abstract IFrameEncoder? OpenEncoder(out VocoderText? refusal);

    private bool Opened([NotNullWhen(true)] object? coder, [NotNullWhen(false)] ref VocoderText? refusal)
    {
        if (coder is not null) return true;
        refusal ??= new VocoderText($"Không mở được bộ mã thoại {name}.", $"The vocoder {name} could not be opened.");
        return false;
    }
}
