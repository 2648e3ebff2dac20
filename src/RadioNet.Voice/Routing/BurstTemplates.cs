using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>
/// One burst as the 55 octets that go out, once for each colour code that a destination wants; repeater id and timeslot are
/// patched per destination. The 33 octets stay as they came where the colour codes are the same.
/// </summary>
internal sealed class BurstTemplates
{
    private const int ColorCodes = 16;
    private const int AsItCame = ColorCodes;

    private readonly byte[] _octets = new byte[(ColorCodes + 1) * DmrdPacket.Length];
    private uint _ready;
    private ColorCode? _source;
    private DmrdBurst _burst;
    private BurstTrail _trail;

    /// <summary>Errored bits of 141, which repeaters are not told.</summary>
    public byte BitErrors { get; private set; }

    /// <summary>Signal strength in dBm, 0 unknown; likewise.</summary>
    public int Rssi { get; private set; }

    /// <summary>Where it came from, and when.</summary>
    public ref readonly BurstTrail Trail => ref _trail;

    /// <summary>Takes a burst that came in.</summary>
    /// <param name="packet">The burst.</param>
    /// <param name="source">The colour code that it has; null when that is not known.</param>
    /// <param name="outgoingStream">The Homebrew stream id that it gets.</param>
    /// <param name="trail">What else is known of it.</param>
    public void Take(in DmrdPacket packet, ColorCode? source, uint outgoingStream, in BurstTrail trail)
    {
        (_ready, _source, _burst) = (0, source, packet.Burst);
        (BitErrors, Rssi, _trail) = (packet.BitErrors, packet.Rssi, trail);
        Span<byte> octets = Template(AsItCame);
        packet.Octets[..DmrdPacket.ShortLength].CopyTo(octets);
        octets[DmrdPacket.ShortLength..].Clear();
        DmrdPatch.SetStreamId(octets, outgoingStream);
    }

    /// <summary>Makes a voice LC header or a terminator with LC for a stream.</summary>
    public void Make(DmrdBurst burst, IncomingStream stream, byte sequence)
    {
        Span<byte> payload = stackalloc byte[DmrdPacket.BurstLength];
        ColorCode color = stream.Port.ColorCode ?? default;
        LinkControl lc = stream.LinkControl.ForRebuilding(stream.Key);
        if (burst == DmrdBurst.Terminator) FullLinkControl.WriteTerminator(payload, lc, color);
        else FullLinkControl.WriteVoiceHeader(payload, lc, color);

        (_ready, _source, _burst) = (0, color, burst);
        (BitErrors, Rssi, _trail) = (0, 0, default);
        new DmrdHeader
        {
            Sequence = sequence,
            Source = stream.Key.Source,
            Target = stream.Key.Target,
            TargetKind = stream.Key.TargetKind,
            Burst = burst,
            StreamId = stream.OutgoingStream,
        }.Write(Template(AsItCame), payload);
    }

    /// <summary>The octets for destinations with a colour code, or with null for those that take any.</summary>
    public ReadOnlySpan<byte> For(ColorCode? destination)
    {
        if (destination is not { } wanted || wanted == _source) return Template(AsItCame);
        int index = wanted.Value % ColorCodes;
        Span<byte> octets = Template(index);
        if ((_ready & (1u << index)) != 0) return octets;
        Template(AsItCame).CopyTo(octets);
        Recolor(octets.Slice(DmrdPacket.BurstOffset, DmrdPacket.BurstLength), wanted);
        _ready |= 1u << index;
        return octets;
    }

    private Span<byte> Template(int index) => _octets.AsSpan(index * DmrdPacket.Length, DmrdPacket.Length);

    private void Recolor(Span<byte> payload, ColorCode wanted)
    {
        if (_burst.HasSlotType())
        {
            // A slot type with too many errors is written anew: what the burst is, the DMRD says too.
            if (!BurstColorCode.TryRewrite(payload, BurstKind.Data, wanted))
                BurstColorCode.Rewrite(payload, (DataType)_burst.DataType(), wanted);
        }
        else if (_burst != DmrdBurst.VoiceA)
        {
            // An EMB field with too many errors stays as it came: which fragment it marks can't be known.
            BurstColorCode.TryRewrite(payload, BurstKind.VoiceEmbedded, wanted);
        }
    }
}
