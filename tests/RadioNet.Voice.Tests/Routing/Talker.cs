using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>A radio behind a repeater: makes the datagrams of its transmissions, each voice burst with bits of its own.</summary>
internal sealed class Talker
{
    private readonly uint[] _fragments = new uint[EmbeddedLinkControl.Fragments];
    private int _made;

    public required RepeaterId Repeater { get; init; }

    public RadioId Source { get; init; } = new(4520001);

    public uint Target { get; init; } = 1001;

    public AddressKind Kind { get; init; }

    public Timeslot Slot { get; init; } = Timeslot.One;

    public ColorCode ColorCode { get; init; } = new(1);

    public ServiceOptions Options { get; set; }

    public uint Stream { get; set; } = 0x1234_5678;

    public byte Sequence { get; set; }

    public int Length { get; init; } = 55;

    public byte BitErrors { get; init; }

    public int Rssi { get; init; }

    /// <summary>What the embedded signalling of the next superframe says; the call's link control when null.</summary>
    public LinkControl? Embedded { get; set; }

    public LinkControl Lc => Kind == AddressKind.Unit
        ? LinkControl.UnitVoice(new RadioId(Target), Source, Options)
        : LinkControl.GroupVoice(new TalkgroupId(Target), Source, Options);

    public byte[] Header()
    {
        byte[] payload = new byte[33];
        FullLinkControl.WriteVoiceHeader(payload, Lc, ColorCode, SyncPattern.MobileData);
        return Datagram(DmrdBurst.VoiceHeader, payload);
    }

    public byte[] Terminator()
    {
        byte[] payload = new byte[33];
        FullLinkControl.WriteTerminator(payload, Lc, ColorCode, SyncPattern.MobileData);
        return Datagram(DmrdBurst.Terminator, payload);
    }

    /// <summary>A voice burst, 0 for A to 5 for F.</summary>
    public byte[] Voice(int index)
    {
        byte[] payload = new byte[33];
        new Random(unchecked((int)(Source.Value * 7919) + ++_made)).NextBytes(payload);
        EmbeddedLinkControl.Encode(Embedded ?? Lc, _fragments);
        if (index == 0)
        {
            Sync.Write(payload, SyncPattern.MobileVoice);
        }
        else
        {
            new Emb(ColorCode, false, index == 5 ? Lcss.Single : EmbeddedLinkControl.LcssOf(index - 1)).Write(payload);
            BurstLayout.WriteEmbedded(payload, index == 5 ? 0 : _fragments[index - 1]);
        }

        return Datagram(DmrdBurstExtensions.FromSuperframeIndex(index), payload);
    }

    public byte[] Data(DmrdBurst burst = DmrdBurst.Csbk)
    {
        byte[] payload = new byte[33];
        new Random(++_made).NextBytes(payload);
        new SlotType(ColorCode, (DataType)burst.DataType()).Write(payload);
        Sync.Write(payload, SyncPattern.MobileData);
        return Datagram(burst, payload);
    }

    /// <summary>Header, superframes, terminator.</summary>
    public List<byte[]> Spurt(int superframes = 1)
    {
        List<byte[]> spurt = [Header()];
        for (int i = 0; i < superframes * 6; i++) spurt.Add(Voice(i % 6));
        spurt.Add(Terminator());
        return spurt;
    }

    public byte[] Datagram(DmrdBurst burst, ReadOnlySpan<byte> payload)
    {
        byte[] octets = new byte[71];
        var header = new DmrdHeader
        {
            Sequence = Sequence++,
            Source = Source,
            Target = Target,
            TargetKind = Kind,
            Repeater = Repeater,
            Slot = Slot,
            Burst = burst,
            StreamId = Stream,
        };
        header.Write(octets, payload, BitErrors, Rssi);
        return octets[..Length];
    }
}
