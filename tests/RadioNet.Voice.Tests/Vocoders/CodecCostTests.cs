using RadioNet.Protocols.Ambe3000;
using RadioNet.Voice.Vocoders;
using RadioNet.Voice.Vocoders.Ambe;

namespace RadioNet.Voice.Tests.Vocoders;

/// <summary>What coding costs beside the coder: no allocation.</summary>
[Collection(nameof(Alone))]
public sealed class CodecCostTests
{
    private const int Warm = 200;
    private const int Frames = 2000;

    [Theory]
    [InlineData(VocoderNames.Codec2At2400)]
    [InlineData(VocoderNames.Codec2At3200)]
    public void Codec_2_allocates_nothing_per_frame_that_is_right_or_lost(string name) => AssertFree(Codec2Tests.Vocoder(name));

    [Theory]
    [InlineData(VocoderNames.ALaw)]
    [InlineData(VocoderNames.MuLaw)]
    public void G711_allocates_nothing_per_frame_that_is_right_or_lost(string name) =>
        AssertFree(new VocoderCatalogue(new VocoderSources()).Find(name)!);

    [Fact]
    public void A_session_with_a_chip_and_its_calls_allocate_nothing_per_frame()
    {
        byte[] asked = new byte[AmbePacket.LongestOctets];
        int askedOctets = 0;
        var session = new AmbeSession(new AmbeOptions(), TimeProvider.System, mostAsked: 1, flush: false, packet =>
        {
            packet.CopyTo(asked);
            askedOctets = packet.Length;
            return true;
        });
        var now = TimeSpan.Zero;
        session.Start(now);
        Answer(session, "6100010039");
        Answer(session, "610002003F00");
        Answer(session, "61000B0030414D4245333030305200");
        Answer(session, "610010004000050006000A00150016004B000B00");
        Assert.True(session.IsUp);
        using var decoder = new AmbeDecoder(TimeProvider.System, () => { }, null, session.Release);
        Assert.True(session.TryLease(decoder));
        session.Work(now);
        Answer(session, "610002000B00");

        byte[] frame = new byte[AmbeRequests.FrameOctets];
        short[] speech = new short[SpeechFrame.Samples];
        byte[] answer = new byte[AmbePacket.LongestOctets];
        int octets = AmbeRequests.Encode(answer, null, speech); // What samples look like in either direction.
        long allocated = 0;
        for (int round = 0; round < Warm + Frames; round++)
        {
            if (round == Warm) allocated = Allocated.SoFar();
            askedOctets = 0;
            bool isTaken = decoder.Offer(round % 7 == 6 ? default : frame);
            session.Work(now);
            AmbePacket.TryRead(answer.AsSpan(0, octets), out var packet, out _);
            session.Receive(packet, now);
            if (!isTaken || askedOctets == 0 || !decoder.TryTake(speech, out var source) || source == SpeechSource.Silence) Assert.Fail($"Frame {round} was not decoded.");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private static void Answer(AmbeSession session, string octets)
    {
        AmbePacket.TryRead(Convert.FromHexString(octets), out var packet, out _);
        session.Receive(packet, TimeSpan.Zero);
    }

    private static void AssertFree(IVocoder vocoder)
    {
        Assert.True(vocoder.TryOpenEncoder(out var encoder, out _));
        Assert.True(vocoder.TryOpenDecoder(out var decoder, out _));
        using var talker = encoder;
        using var call = decoder;
        short[] speech = WavFile.Read("en-team-1-answers.wav");
        byte[] frame = new byte[vocoder.FrameOctets];
        short[] heard = new short[SpeechFrame.Samples];
        long allocated = 0;
        for (int round = 0; round < Warm + Frames; round++)
        {
            if (round == Warm) allocated = Allocated.SoFar();
            var piece = speech.AsSpan(round * SpeechFrame.Samples % speech.Length, SpeechFrame.Samples);
            bool isCoded = encoder.Offer(piece) && encoder.TryTake(frame, out _);
            isCoded &= decoder.Offer(round % 7 == 6 ? default : frame) && decoder.TryTake(heard, out _);
            if (!isCoded) Assert.Fail($"Frame {round} was not coded.");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }
}
