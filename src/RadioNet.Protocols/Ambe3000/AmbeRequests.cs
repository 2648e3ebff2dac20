using System.Buffers.Binary;

namespace RadioNet.Protocols.Ambe3000;

/// <summary>
/// What a host writes to a chip. Each method writes one packet and returns its octets; <see cref="AmbePacket.LongestOctets"/> have
/// room for any. A <c>channel</c> is 0 to 2 at a chip with three, and null at a chip with one, which knows no channel field in speech.
/// </summary>
public static class AmbeRequests
{
    /// <summary>Samples of a packet: 20 ms at 8 kHz.</summary>
    public const int Samples = 160;

    /// <summary>Bits of a frame at <see cref="AmbeRate.Dmr"/>.</summary>
    public const int FrameBits = 72;

    /// <summary>Octets of a frame at <see cref="AmbeRate.Dmr"/>.</summary>
    public const int FrameOctets = 9;

    /// <summary>NULs that end a packet which was begun and never finished: more than a packet of samples has.</summary>
    public const int FlushOctets = 350;

    /// <summary>The mode bit of a frame that was lost: the chip conceals it with what came before.</summary>
    public const ushort LostFrame = 0x0004;

    /// <summary>The fields of <see cref="Configure"/> in the order in which they are answered, behind the channel's.</summary>
    public static ReadOnlySpan<byte> Configured =>
    [
        (byte)AmbeField.EncoderMode, (byte)AmbeField.DecoderMode, (byte)AmbeField.Rate, (byte)AmbeField.ChannelFormat,
        (byte)AmbeField.SpeechFormat, (byte)AmbeField.Gain, (byte)AmbeField.Initialize,
    ];

    /// <summary>Restarts the chip.</summary>
    public static int Reset(Span<byte> packet, bool withParity) => Control(packet, [(byte)AmbeField.Reset], withParity);

    /// <summary>Switches parity off.</summary>
    public static int ParityOff(Span<byte> packet, bool withParity) => Control(packet, [(byte)AmbeField.ParityMode, 0], withParity);

    /// <summary>Asks which chip it is.</summary>
    public static int Product(Span<byte> packet) => Control(packet, [(byte)AmbeField.Product], withParity: false);

    /// <summary>Asks which software it runs.</summary>
    public static int Version(Span<byte> packet) => Control(packet, [(byte)AmbeField.Version], withParity: false);

    /// <summary>Sets a channel (0 to 2) up: noise suppression and the like off, a rate of 12 octets, no gain, both coders fresh.</summary>
    public static int Configure(Span<byte> packet, int channel, ReadOnlySpan<byte> rate)
    {
        Span<byte> fields = stackalloc byte[31];
        ReadOnlySpan<byte> before = [ChannelField(channel), (byte)AmbeField.EncoderMode, 0, 0, (byte)AmbeField.DecoderMode, 0, 0, (byte)AmbeField.Rate];
        ReadOnlySpan<byte> behind =
        [
            (byte)AmbeField.ChannelFormat, 0, 0, (byte)AmbeField.SpeechFormat, 0, 0,
            (byte)AmbeField.Gain, 0, 0, (byte)AmbeField.Initialize, (byte)(AmbeCoder.Encoder | AmbeCoder.Decoder),
        ];
        before.CopyTo(fields);
        rate[..12].CopyTo(fields[before.Length..]);
        behind.CopyTo(fields[(before.Length + 12)..]);
        return Control(packet, fields, withParity: false);
    }

    /// <summary>Makes one coder forget what it coded before: a call begins.</summary>
    public static int Initialize(Span<byte> packet, int? channel, AmbeCoder coder) => channel is { } number
        ? Control(packet, [ChannelField(number), (byte)AmbeField.Initialize, (byte)coder], withParity: false)
        : Control(packet, [(byte)AmbeField.Initialize, (byte)coder], withParity: false);

    /// <summary>160 samples to be encoded.</summary>
    public static int Encode(Span<byte> packet, int? channel, ReadOnlySpan<short> samples, bool withParity = false)
    {
        if (samples.Length != Samples) throw new ArgumentException("A packet has 160 samples.", nameof(samples));
        int at = Begin(packet, channel, AmbeField.Samples, Samples);
        foreach (short sample in samples)
        {
            BinaryPrimitives.WriteInt16BigEndian(packet[at..], sample);
            at += sizeof(short);
        }

        return AmbePacket.Finish(packet, AmbePacketKind.Speech, at - AmbePacket.HeaderOctets, withParity);
    }

    /// <summary>A frame of 72 bits to be decoded.</summary>
    public static int Decode(Span<byte> packet, int? channel, ReadOnlySpan<byte> frame, bool withParity = false) =>
        AmbePacket.Finish(packet, AmbePacketKind.Channel, Frame(packet, channel, frame) - AmbePacket.HeaderOctets, withParity);

    /// <summary>A frame that was lost, to be concealed.</summary>
    public static int Conceal(Span<byte> packet, int? channel)
    {
        ReadOnlySpan<byte> nothing = stackalloc byte[FrameOctets];
        int at = Frame(packet, channel, nothing);
        packet[at++] = (byte)AmbeField.Mode;
        BinaryPrimitives.WriteUInt16BigEndian(packet[at..], LostFrame);
        return AmbePacket.Finish(packet, AmbePacketKind.Channel, at + sizeof(ushort) - AmbePacket.HeaderOctets, withParity: false);
    }

    private static int Frame(Span<byte> packet, int? channel, ReadOnlySpan<byte> frame)
    {
        if (frame.Length != FrameOctets) throw new ArgumentException("A frame has 9 octets.", nameof(frame));
        int at = Begin(packet, channel, AmbeField.CodedBits, FrameBits);
        frame.CopyTo(packet[at..]);
        return at + FrameOctets;
    }

    private static int Begin(Span<byte> packet, int? channel, AmbeField field, int count)
    {
        int at = AmbePacket.HeaderOctets;
        if (channel is { } number) packet[at++] = ChannelField(number);
        packet[at++] = (byte)field;
        packet[at++] = (byte)count;
        return at;
    }

    private static byte ChannelField(int channel) => channel is >= 0 and <= 2
        ? (byte)((int)AmbeField.Channel0 + channel)
        : throw new ArgumentOutOfRangeException(nameof(channel), channel, "A chip has channels 0 to 2.");

    private static int Control(Span<byte> packet, ReadOnlySpan<byte> fields, bool withParity)
    {
        fields.CopyTo(packet[AmbePacket.HeaderOctets..]);
        return AmbePacket.Finish(packet, AmbePacketKind.Control, fields.Length, withParity);
    }
}
