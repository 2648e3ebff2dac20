using System.Buffers.Binary;
using System.Text;
using RadioNet.Protocols.Ambe3000;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Vocoders;

/// <summary>
/// The chip's side of its packet protocol: one packet in, one out, in order. It codes by <see cref="MarkingCoder"/>, with DMR's
/// error correction around the 49 bits. What it was not set up for, and packets whose parity it does not want or cannot believe, it
/// drops as the chip does.
/// </summary>
internal sealed class AmbeChip(VirtualAmbeOptions options)
{
    private readonly byte[]?[] _rates = new byte[3][];
    private readonly ulong[] _last = new ulong[3];
    private readonly byte[] _answer = new byte[AmbePacket.LongestOctets];
    private bool _hasParity = options.WantsParity;

    /// <summary>Frames that it made samples of.</summary>
    public int Decoded { get; private set; }

    /// <summary>Frames that it was told were lost, or could not read.</summary>
    public int Concealed { get; private set; }

    /// <summary>Frames that it made.</summary>
    public int Encoded { get; private set; }

    /// <summary>Calls that began: how often one coder was made to forget.</summary>
    public int Begun { get; private set; }

    /// <summary>How often it was restarted.</summary>
    public int Restarts { get; private set; }

    private int Channels => options.HasThreeChannels ? 3 : 1;

    /// <summary>The answer to a packet; empty when there is none. It is readable until the next.</summary>
    /// <param name="packet">What came.</param>
    /// <param name="isSpeech">Whether the answer is coded speech.</param>
    public ReadOnlySpan<byte> Answer(in AmbePacket packet, out bool isSpeech)
    {
        isSpeech = packet.Kind != AmbePacketKind.Control;
        if (packet.Parity == AmbeParity.Wrong || (_hasParity && packet.Parity == AmbeParity.None)) return default;
        int fields = isSpeech ? Code(packet) : Control(packet.Fields);
        if (fields == 0) return default;
        var kind = packet.Kind switch
        {
            AmbePacketKind.Speech => AmbePacketKind.Channel,
            AmbePacketKind.Channel => AmbePacketKind.Speech,
            _ => AmbePacketKind.Control,
        };
        return _answer.AsSpan(0, AmbePacket.Finish(_answer, kind, fields, _hasParity));
    }

    private Span<byte> Fields => _answer.AsSpan(AmbePacket.HeaderOctets);

    private int Control(ReadOnlySpan<byte> asked)
    {
        int answered = 0;
        int channel = 0;
        while (!asked.IsEmpty)
        {
            byte field = asked[0];
            int data = DataOctets(field);
            if (data < 0 || asked.Length < 1 + data) return 0;
            var value = asked.Slice(1, data);
            asked = asked[(1 + data)..];
            switch ((AmbeField)field)
            {
                case AmbeField.Reset:
                    Restart();
                    Fields[answered++] = (byte)AmbeField.Ready;
                    continue;
                case AmbeField.Product:
                    answered = Say(answered, field, options.HasThreeChannels ? "AMBE3003F" : "AMBE3000F");
                    continue;
                case AmbeField.Version:
                    answered = Say(answered, field, "V000.E000.XXXX.C000.VIRTUAL");
                    continue;
                case >= AmbeField.Channel0 and <= AmbeField.Channel0 + 2:
                    channel = field - (int)AmbeField.Channel0;
                    if (channel >= Channels) return 0;
                    break;
                case AmbeField.ParityMode:
                    _hasParity = value[0] != 0;
                    break;
                case AmbeField.Rate:
                    _rates[channel] = value.ToArray();
                    break;
                case AmbeField.Initialize:
                    _last[channel] = 0;
                    if (value[0] != 3) Begun++;
                    break;
            }

            Fields[answered++] = field;
            Fields[answered++] = 0;
        }

        return answered;
    }

    private static int DataOctets(byte field) => (AmbeField)field switch
    {
        AmbeField.Reset or AmbeField.Product or AmbeField.Version => 0,
        >= AmbeField.Channel0 and <= AmbeField.Channel0 + 2 => 0,
        AmbeField.ParityMode or AmbeField.Initialize => 1,
        AmbeField.EncoderMode or AmbeField.DecoderMode or AmbeField.ChannelFormat or AmbeField.SpeechFormat or AmbeField.Gain => 2,
        AmbeField.Rate => 12,
        _ => -1,
    };

    private int Say(int at, byte field, string text)
    {
        Fields[at++] = field;
        at += Encoding.ASCII.GetBytes(text, Fields[at..]);
        Fields[at++] = 0;
        return at;
    }

    private void Restart()
    {
        Restarts++;
        _hasParity = options.WantsParity;
        Array.Clear(_rates);
        Array.Clear(_last);
    }

    private int Code(in AmbePacket packet)
    {
        var asked = packet.Fields;
        int answered = 0;
        int channel = 0;
        bool names = !asked.IsEmpty && asked[0] is >= (byte)AmbeField.Channel0 and <= (byte)AmbeField.Channel0 + 2;
        if (names)
        {
            channel = asked[0] - (int)AmbeField.Channel0;
            asked = asked[1..];
        }

        // Three channels must be told apart; a chip with one knows no such field in speech.
        if (names != options.HasThreeChannels || channel >= Channels) return 0;
        if (_rates[channel] is not { } rate || !rate.AsSpan().SequenceEqual(AmbeRate.Dmr)) return 0;
        if (names) Fields[answered++] = (byte)((int)AmbeField.Channel0 + channel);
        return packet.Kind == AmbePacketKind.Speech ? Encode(asked, answered) : Decode(asked, answered, channel);
    }

    private int Encode(ReadOnlySpan<byte> asked, int answered)
    {
        if (asked.Length != 2 + 2 * MarkingCoder.Samples || asked[0] != (byte)AmbeField.Samples || asked[1] != MarkingCoder.Samples) return 0;
        Span<short> speech = stackalloc short[MarkingCoder.Samples];
        for (int index = 0; index < speech.Length; index++) speech[index] = BinaryPrimitives.ReadInt16BigEndian(asked[(2 + 2 * index)..]);
        Fields[answered++] = (byte)AmbeField.CodedBits;
        Fields[answered++] = AmbeRequests.FrameBits;
        VocoderFrame.Encode(MarkingCoder.Encode(speech), Fields[answered..]);
        Encoded++;
        return answered + VocoderFrame.Octets;
    }

    private int Decode(ReadOnlySpan<byte> asked, int answered, int channel)
    {
        if (asked.Length < 2 + VocoderFrame.Octets || asked[0] != (byte)AmbeField.CodedBits || asked[1] != AmbeRequests.FrameBits) return 0;
        var rest = asked[(2 + VocoderFrame.Octets)..];
        bool isLost = rest is [(byte)AmbeField.Mode, _, _] && (BinaryPrimitives.ReadUInt16BigEndian(rest[1..]) & AmbeRequests.LostFrame) != 0;
        if (!rest.IsEmpty && !isLost) return 0;
        if (!isLost && VocoderFrame.TryDecode(asked.Slice(2, VocoderFrame.Octets), out ulong info, out _))
        {
            Decoded++;
            _last[channel] = info;
        }
        else
        {
            Concealed++;
            _last[channel] = MarkingCoder.Quieter(_last[channel]);
        }

        Span<short> speech = stackalloc short[MarkingCoder.Samples];
        MarkingCoder.Decode(_last[channel], speech);
        Fields[answered++] = (byte)AmbeField.Samples;
        Fields[answered++] = MarkingCoder.Samples;
        foreach (short sample in speech)
        {
            BinaryPrimitives.WriteInt16BigEndian(Fields[answered..], sample);
            answered += sizeof(short);
        }

        return answered;
    }
}
