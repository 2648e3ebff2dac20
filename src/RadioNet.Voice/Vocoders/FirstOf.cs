using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace RadioNet.Voice.Vocoders;

/// <summary>Several ways to one vocoder: each call goes the first that takes it.</summary>
internal sealed class FirstOf(ImmutableArray<IVocoder> ways) : IVocoder
{
    public string Name => ways[0].Name;

    public int FrameOctets => ways[0].FrameOctets;

    public ReadOnlySpan<byte> SilentFrame => ways[0].SilentFrame;

    public VocoderAvailability Availability
    {
        get
        {
            var all = ways.Select(way => way.Availability).ToList();
            var providers = all.Select(one => one.Provider).OfType<VocoderText>().ToList();
            var provider = providers.Count == 0
                ? null
                : new VocoderText(string.Join("; ", providers.Select(text => text.Vi)), string.Join("; ", providers.Select(text => text.En)));
            return new VocoderAvailability(all.Any(one => one.CanDecode), all.Any(one => one.CanEncode), provider, [.. all.SelectMany(one => one.Missing)]);
        }
    }

    public bool TryOpenDecoder([NotNullWhen(true)] out IVoiceDecoder? decoder, [NotNullWhen(false)] out VocoderText? refusal, Action? ready = null)
    {
        VocoderText? first = null;
        foreach (var way in ways)
        {
            if (way.TryOpenDecoder(out decoder, out refusal, ready)) return true;
            first ??= refusal;
        }

        (decoder, refusal) = (null, first!);
        return false;
    }

    public bool TryOpenEncoder([NotNullWhen(true)] out IVoiceEncoder? encoder, [NotNullWhen(false)] out VocoderText? refusal, Action? ready = null)
    {
        VocoderText? first = null;
        foreach (var way in ways)
        {
            if (way.TryOpenEncoder(out encoder, out refusal, ready)) return true;
            first ??= refusal;
        }

        (encoder, refusal) = (null, first!);
        return false;
    }
}
