using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>AMBE+2 by chips: each call gets a coder of the first chip that has one free.</summary>
internal sealed class AmbeVocoder(ImmutableArray<AmbeDevice> devices) : IVocoder
{
    private static readonly VocoderText _noDevice = new(
        "Bộ mã thoại ambe2 cần chip AMBE-3000 hoặc AMBE-3003 của DVSI: thanh USB cắm vào máy này (serial:/dev/ttyUSB0?baud=460800), hoặc AMBEserver trên mạng (udp:HOST:PORT); hoặc một thư viện do bạn cung cấp.",
        "The vocoder ambe2 needs a DVSI AMBE-3000 or AMBE-3003 chip: a USB stick at this machine (serial:/dev/ttyUSB0?baud=460800) or an AMBEserver on the network (udp:HOST:PORT); or a library that you supply.");

    public string Name => VocoderNames.Ambe2;

    public int FrameOctets => VocoderFrame.Octets;

    public ReadOnlySpan<byte> SilentFrame => VocoderFrame.Silence;

    public VocoderAvailability Availability
    {
        get
        {
            var healths = devices.Select(device => device.Health).ToList();
            ImmutableArray<VocoderText> missing = devices.IsEmpty ? [_noDevice] : [.. healths.Where(health => !health.IsUp).Select(health => health.Text)];
            var up = healths.Where(health => health.IsUp).Select(health => health.Text).ToList();
            if (up.Count == 0) return VocoderAvailability.None(missing);
            var provider = new VocoderText(string.Join("; ", up.Select(text => text.Vi)), string.Join("; ", up.Select(text => text.En)));
            return new VocoderAvailability(CanDecode: true, CanEncode: true, provider, missing);
        }
    }

    public bool TryOpenDecoder([NotNullWhen(true)] out IVoiceDecoder? decoder, [NotNullWhen(false)] out VocoderText? refusal, Action? ready = null)
    {
        foreach (var device in devices)
        {
            refusal = null;
            if (device.TryOpenDecoder(ready, out decoder)) return true;
        }

        decoder = null;
        refusal = Refusal();
        return false;
    }

    public bool TryOpenEncoder([NotNullWhen(true)] out IVoiceEncoder? encoder, [NotNullWhen(false)] out VocoderText? refusal, Action? ready = null)
    {
        foreach (var device in devices)
        {
            refusal = null;
            if (device.TryOpenEncoder(ready, out encoder)) return true;
        }

        encoder = null;
        refusal = Refusal();
        return false;
    }

    private VocoderText Refusal()
    {
        if (devices.IsEmpty) return _noDevice;
        var healths = devices.Select(device => device.Health).ToList();
        if (healths.TrueForAll(health => !health.IsUp)) return healths[0].Text;
        int channels = healths.Where(health => health.IsUp).Sum(health => health.Channels);
        return new VocoderText(
            $"Cả {channels} kênh AMBE đang bận. Cần thêm thiết bị AMBE để nghe hoặc nói nhiều cuộc gọi hơn cùng lúc.",
            channels == 1
                ? "The only AMBE channel is in use. More calls at once need another AMBE device."
                : $"All {channels} AMBE channels are in use. More calls at once need another AMBE device.");
    }
}
