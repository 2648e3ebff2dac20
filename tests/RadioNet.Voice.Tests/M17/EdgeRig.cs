using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.M17;
using RadioNet.Voice.M17;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Tests.Talking;
using RadioNet.Voice.Tests.Vocoders;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.M17;

/// <summary>The edges between DMR with a vocoder and M17, by hand.</summary>
internal static class EdgeRig
{
    public static readonly M17LinkSetup Setup = new(M17Address.Broadcast, Address("N0CALL"), M17Type.PlainVoice());

    public static readonly TalkSpurt Spurt = new(LinkControl.GroupVoice(new TalkgroupId(1001), new RadioId(9_000_001)), new ColorCode(1));

    /// <summary>All vocoders; the test is skipped, with the package's name, where M17's is not there.</summary>
    public static VocoderCatalogue Catalogue()
    {
        Codec2Tests.Vocoder(VocoderNames.Codec2At3200);
        return new VocoderCatalogue(new VocoderSources());
    }

    public static M17Address Address(string text) => M17Address.TryParse(text, out var address) ? address : throw new ArgumentException(text);

    public static DmrToM17 ToM17(IM17PacketSink sink, IVocoder? vocoder = null, Func<ulong, M17LinkSetup?>? describe = null)
    {
        var catalogue = Catalogue();
        Assert.True(
            DmrToM17.TryOpen(catalogue, vocoder ?? catalogue.Find(VocoderNames.Codec2At2400)!, 1, describe ?? (_ => Setup), sink, out var edge, out var refusal), refusal?.En);
        return edge;
    }

    public static M17ToDmr ToDmr(IBurstSink sink, IVocoder? vocoder = null, Func<M17LinkSetup, TalkSpurt?>? admit = null)
    {
        var catalogue = Catalogue();
        Assert.True(
            M17ToDmr.TryOpen(catalogue, vocoder ?? catalogue.Find(VocoderNames.Codec2At2400)!, admit ?? (_ => Spurt), sink, out var edge, out var refusal), refusal?.En);
        return edge;
    }

    /// <summary>The bursts of a person who says something.</summary>
    public static SaidBursts Said(short[] speech, IVocoder? vocoder = null)
    {
        var said = new SaidBursts();
        Assert.True(TalkEncoder.TryOpen(vocoder ?? Catalogue().Find(VocoderNames.Codec2At2400)!, said, out var talker, out var refusal), refusal?.En);
        using (talker)
        {
            talker.Begin(Spurt);
            foreach (short[] piece in speech.Chunk(SpeechFrame.Samples)) talker.Take(piece);
            talker.End();
        }

        return said;
    }

    /// <summary>What is heard of bursts that come each 60 ms, as loud as it is.</summary>
    public static short[] Heard(SaidBursts said)
    {
        var heard = new Playing.HeardPieces();
        Assert.True(CallPlayer.TryOpen(Catalogue().Find(VocoderNames.Codec2At2400)!, 1, heard, out var player, out var refusal, options: new PlayingOptions { LevelControl = false }), refusal?.En);
        using (player) Each60(said, player.Take);
        return [.. heard.All.SelectMany(piece => piece.Samples)];
    }

    public delegate void Taker(in SpokenBurst burst, TimeSpan now);

    public static void Each60(SaidBursts said, Taker take, Func<int, bool>? isLost = null, ulong spurt = 1)
    {
        for (int index = 0; index < said.All.Count; index++)
        {
            if (isLost?.Invoke(index) == true) continue;
            var (burst, sequence, payload) = said.All[index];
            var now = TimeSpan.FromMilliseconds(60 * index) + TimeSpan.FromHours((int)spurt);
            take(new SpokenBurst { Spurt = spurt, Burst = burst, Sequence = sequence, Arrived = now, Payload = payload }, now);
        }
    }

    /// <summary>A stream packet of two frames.</summary>
    public static byte[] Packet(ushort stream, int number, bool isLast = false, M17LinkSetup? setup = null, byte[]? payload = null)
    {
        byte[] octets = new byte[M17StreamPacket.Length];
        payload ??= [.. Convert.FromHexString("010009439CE42108"), .. Convert.FromHexString("010009439CE42108")];
        M17StreamPacket.Write(octets, stream, setup ?? Setup, number, isLast, payload);
        return octets;
    }

    public static M17StreamPacket Read(byte[] octets)
    {
        Assert.True(M17StreamPacket.TryRead(octets, out var packet));
        return packet;
    }
}
