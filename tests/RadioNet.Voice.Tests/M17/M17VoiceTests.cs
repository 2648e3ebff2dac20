using RadioNet.Protocols.M17;
using RadioNet.Simulator.M17;
using RadioNet.Voice.M17;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Tests.Talking;
using RadioNet.Voice.Tests.Vocoders;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.M17;

/// <summary>Speech from DMR to an M17 reflector on real UDP and back to DMR, and what that costs.</summary>
[Collection(nameof(Alone))]
public sealed class M17VoiceTests(ITestOutputHelper output) : IM17PacketSink, IBurstSink
{
    private M17ToDmr? _back;
    private TimeSpan _now;
    private int _bursts;

    [Theory]
    [InlineData("vi-doi-1-tra-loi.wav")]
    [InlineData("en-team-1-answers.wav")]
    public void What_is_said_on_dmr_is_heard_on_m17(string file)
    {
        short[] speech = WavFile.Read(file);
        var packets = new SaidPackets();
        using (var edge = EdgeRig.ToM17(packets)) EdgeRig.Each60(EdgeRig.Said(speech), edge.Take);

        double bare = Correlation(speech, Through.Both(Codec(VocoderNames.Codec2At3200), Through.Both(Codec(VocoderNames.Codec2At2400), speech)));
        double correlation = Correlation(speech, Through.Decoder(Codec(VocoderNames.Codec2At3200), packets.Frames));
        Judge(file, correlation, bare, atLeast: 0.9);
    }

    /// <summary>Codec 2 guesses with random numbers: with the first voice it comes to 0.899 to 0.911 by itself.</summary>
    [Theory]
    [InlineData("vi-doi-1-tra-loi.wav", 0.885)]
    [InlineData("en-team-1-answers.wav", 0.9)]
    public void What_is_said_on_m17_is_heard_on_dmr(string file, double atLeast)
    {
        short[] speech = WavFile.Read(file);
        var frames = Through.Encoder(Codec(VocoderNames.Codec2At3200), speech);
        var said = new SaidBursts();
        using (var edge = EdgeRig.ToDmr(said))
        {
            for (int number = 0; number < frames.Count / 2; number++)
            {
                byte[] packet = EdgeRig.Packet(5, number, number == frames.Count / 2 - 1, payload: [.. frames[2 * number], .. frames[2 * number + 1]]);
                edge.Take(EdgeRig.Read(packet), TimeSpan.FromMilliseconds(40 * number));
            }
        }

        double bare = Correlation(speech, Through.Both(Codec(VocoderNames.Codec2At2400), Through.Decoder(Codec(VocoderNames.Codec2At3200), frames)));
        Judge(file, Correlation(speech, EdgeRig.Heard(said)), bare, atLeast);
    }

    /// <summary>Three codings in a row: Codec 2 alone leaves less than 0.9 of one of the voices, and the edges take nothing more.</summary>
    [Theory]
    [InlineData("vi-doi-1-tra-loi.wav", 0)]
    [InlineData("en-team-1-answers.wav", 0)]
    [InlineData("en-team-1-answers.wav", 20)]
    public void What_is_said_on_dmr_is_heard_over_a_reflector_and_on_dmr_again(string file, int lostOf)
    {
        short[] speech = WavFile.Read(file);
        using var reflector = new VirtualReflector();
        reflector.Faults.LostOf = lostOf;
        var said = new SaidBursts();
        var packets = new SaidPackets();
        using var back = EdgeRig.ToDmr(said);
        using var talker = Link(reflector, "N0CALL", new HearingEnd());
        using var listener = Link(reflector, "F4ABC", new EdgeEnd(back));
        using (var edge = EdgeRig.ToM17(packets)) EdgeRig.Each60(EdgeRig.Said(speech), edge.Take);
        foreach (byte[] packet in packets.All)
        {
            Assert.True(talker.Send(packet));
            Thread.Sleep(1); // faster than people talk, and not so fast that buffers overflow
        }

        Assert.True(SpinWait.SpinUntil(() => reflector.Taken == packets.All.Count && listener.Counters.Received == reflector.Relayed, 5000));
        listener.Dispose();

        short[] heard = EdgeRig.Heard(said);
        var (dmr, m17) = (Codec(VocoderNames.Codec2At2400), Codec(VocoderNames.Codec2At3200));
        double bare = Correlation(speech, Through.Both(dmr, Through.Both(m17, Through.Both(dmr, speech))));
        double way = Correlation(Through.Decoder(m17, packets.Frames), heard);
        output.WriteLine($"From M17 to DMR alone: r = {way:F3}; {back.Counters}");
        Judge($"{file}, one of {lostOf} lost", Correlation(speech, heard), lostOf == 0 ? bare : bare - 0.03, atLeast: 0.83);
        Assert.True(way >= 0.9, $"The envelopes on M17 and DMR correlate with {way:F3}.");
        Assert.Equal(packets.All.Count, back.Counters.Said + back.Counters.Bridged);
        Assert.Equal((lostOf > 0, reflector.Lost), (reflector.Lost > 0, back.Counters.Bridged));
    }

    /// <summary>Spurt after spurt from DMR to M17 and back.</summary>
    [Fact]
    public void From_dmr_to_m17_and_back_nothing_is_allocated()
    {
        var bursts = EdgeRig.Said(WavFile.Read("vi-doi-1-tra-loi.wav")[..(160 * 90)]);
        using var edge = EdgeRig.ToM17(this);
        using var back = EdgeRig.ToDmr(this);
        _back = back;
        long before = 0;
        for (ulong round = 0; round < 30; round++)
        {
            if (round == 10) (before, _bursts) = (Allocated.SoFar(), 0);
            foreach (var (burst, sequence, payload) in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bursts.All))
            {
                _now += TimeSpan.FromMilliseconds(60);
                edge.Take(new SpokenBurst { Spurt = round, Burst = burst, Sequence = sequence, Arrived = _now, Payload = payload }, _now);
            }

            _now += TimeSpan.FromSeconds(2);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(30, back.Counters.Streams);
        Assert.InRange(_bursts, 20 * 32, 20 * 38);
    }

    void IM17PacketSink.Take(ReadOnlySpan<byte> packet)
    {
        if (M17StreamPacket.TryRead(packet, out var read)) _back!.Take(read, _now);
    }

    void IBurstSink.Take(Protocols.Homebrew.DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload) => _bursts++;

    private static IVocoder Codec(string name) => Codec2Tests.Vocoder(name);

    private static double Correlation(short[] said, short[] heard)
    {
        int length = Math.Min(said.Length, heard.Length) / 80;
        return Envelope.Correlation(Envelope.Of(said)[..length], Envelope.Of(heard)[..length]);
    }

    /// <summary>The envelope is as good as asked for, and as the codecs leave it without any edge.</summary>
    private void Judge(string what, double correlation, double bare, double atLeast)
    {
        output.WriteLine($"{what}: r = {correlation:F3}, the codecs alone {bare:F3}");
        Assert.True(correlation >= atLeast, $"The envelopes correlate with {correlation:F3}.");
        Assert.True(correlation >= bare - 0.04, $"The envelopes correlate with {correlation:F3}, and with {bare:F3} without edges.");
    }

    private static M17Link Link(VirtualReflector reflector, string callsign, IM17LinkListener listener)
    {
        var link = new M17Link(reflector.Address, new M17SessionOptions { Callsign = EdgeRig.Address(callsign), Module = 'A' }, listener, TimeProvider.System);
        link.Start();
        Assert.True(SpinWait.SpinUntil(() => link.State == M17LinkState.Linked, 5000));
        return link;
    }

    /// <summary>A link's stream into an edge.</summary>
    private sealed class EdgeEnd(M17ToDmr edge) : IM17LinkListener
    {
        public TimeSpan DueAt => edge.DueAt;

        public void Take(in M17StreamPacket packet, TimeSpan now) => edge.Take(packet, now);

        public void Advance(TimeSpan now) => edge.Advance(now);

        public void Changed(M17LinkState state, M17LinkFault fault)
        {
        }
    }
}
