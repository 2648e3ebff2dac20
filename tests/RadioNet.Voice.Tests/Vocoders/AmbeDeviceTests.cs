using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Vocoders;
using RadioNet.Voice.Vocoders;
using RadioNet.Voice.Vocoders.Ambe;

namespace RadioNet.Voice.Tests.Vocoders;

/// <summary>Calls through a chip that works, over real UDP and a real terminal line.</summary>
public sealed class AmbeDeviceTests
{
    [Fact]
    public void Real_speech_goes_through_a_chip_frame_by_frame()
    {
        using var rig = AmbeRig.Up();
        short[] said = WavFile.Read("vi-doi-1-tra-loi.wav");

        var frames = Through.Encoder(rig.Vocoder, said);
        short[] heard = Through.Decoder(rig.Vocoder, frames);

        Assert.Equal(said.Chunk(SpeechFrame.Samples).Select(piece => MarkingCoder.Encode(piece)), frames.Select(Info));
        Assert.Equal(frames.Select(Info), heard.Chunk(SpeechFrame.Samples).Select(piece => MarkingCoder.Encode(piece)));
        double correlation = Envelope.Correlation(Envelope.Of(said), Envelope.Of(heard));
        Assert.True(correlation > 0.9, $"The envelopes correlate with {correlation:F3}.");
        Assert.Equal((frames.Count, frames.Count, 2), (rig.Chip.Encoded, rig.Chip.Decoded, rig.Chip.Begun));
        Assert.Equal([true], rig.Told.Select(health => health.IsUp));
        Assert.Contains("AMBE3000F", rig.Device.Health.Text.En, StringComparison.Ordinal);
        Assert.Equal(2 * frames.Count, rig.Device.Counters.Answered);
    }

    [Fact]
    public void A_stick_at_a_terminal_line_serves_and_is_missed_when_it_is_pulled_out()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        using var rig = AmbeRig.Up(new VirtualAmbeOptions { Udp = null });
        using var decoder = rig.Decoder();
        Assert.Equal(0x1234567UL, Heard(Through.Decode(decoder, Frame(0x1234567))));

        rig.Chip.Dispose();

        rig.Until(() => !rig.Device.Health.IsUp);
        Assert.Contains("lost", rig.Told[1].Text.En, StringComparison.Ordinal);
        Assert.Equal(SpeechSource.Silence, Through.Decode(decoder, Frame(1)).Source);
    }

    [Fact]
    public void A_board_without_parity_is_set_up_too()
    {
        using var rig = AmbeRig.Up(new VirtualAmbeOptions { WantsParity = false });
        using var decoder = rig.Decoder();

        Assert.Equal(77UL, Heard(Through.Decode(decoder, Frame(77))));
    }

    [Fact]
    public void Each_channel_serves_one_call_and_the_next_when_it_is_over()
    {
        using var rig = AmbeRig.Up(new VirtualAmbeOptions { HasThreeChannels = true });
        var calls = Enumerable.Range(0, 3).Select(_ => rig.Decoder()).ToList();

        foreach (ulong number in Enumerable.Range(1, 20).Select(n => (ulong)n))
        {
            foreach (int call in Enumerable.Range(0, 3)) Assert.True(calls[call].Offer(Frame(number * 1000 + (uint)call)));
            foreach (int call in Enumerable.Range(0, 3)) Assert.Equal(number * 1000 + (uint)call, Heard(Through.Take(calls[call])));
        }

        Assert.False(rig.Vocoder.TryOpenDecoder(out _, out var refusal));
        Assert.Equal("All 3 AMBE channels are in use. More calls at once need another AMBE device.", refusal.En);
        Assert.Contains("3 kênh", refusal.Vi, StringComparison.Ordinal);
        Assert.True(rig.Vocoder.TryOpenEncoder(out var talker, out _), "A channel hears and talks at once.");
        talker.Dispose();

        calls[1].Dispose();
        using var next = rig.Decoder();
        Assert.Equal(42UL, Heard(Through.Decode(next, Frame(42))));
        Assert.Equal(4, rig.Chip.Begun);
        calls.ForEach(call => call.Dispose());
    }

    [Fact]
    public void A_call_that_ends_with_pieces_on_their_way_leaves_none_to_the_next()
    {
        using var rig = AmbeRig.Up();
        foreach (ulong number in Enumerable.Range(1, 30).Select(n => (ulong)n))
        {
            using var call = rig.Decoder();
            for (ulong frame = 0; frame < 3; frame++) Assert.True(call.Offer(Frame(number << 10 | frame)));
            Assert.Equal(number << 10, Heard(Through.Take(call)));
        }

        Assert.Equal(0, rig.Device.Counters.OutOfTurn);
    }

    [Fact]
    public void The_chip_conceals_three_lost_frames_and_then_there_is_silence()
    {
        using var rig = AmbeRig.Up();
        using var decoder = rig.Decoder();
        Through.Decode(decoder, Frame(0x1FFFFFFFFFFFF));

        var heard = Enumerable.Range(0, 5).Select(_ => Through.Decode(decoder, [])).ToList();

        Assert.Equal(
            [SpeechSource.Concealed, SpeechSource.Concealed, SpeechSource.Concealed, SpeechSource.Silence, SpeechSource.Silence],
            heard.Select(piece => piece.Source));
        var loudness = heard.Select(piece => Envelope.Of(piece.Speech)[0]).ToList();
        Assert.True(loudness[0] > loudness[1] && loudness[1] > loudness[2] && loudness[2] > 0);
        Assert.Equal([0, 0], loudness[3..]);
        Assert.Equal(3, rig.Chip.Concealed);
    }

    [Fact]
    public void Errors_of_the_air_are_the_chips_to_correct()
    {
        using var rig = AmbeRig.Up();
        using var decoder = rig.Decoder();
        byte[] frame = Frame(0x1_2345_6789_ABCD);
        frame[0] ^= 0x88; // Two bits of the first code word.

        Assert.Equal(0x1_2345_6789_ABCDUL, Heard(Through.Decode(decoder, frame)));
    }

    [Fact]
    public void What_nobody_takes_fills_the_call_and_says_so()
    {
        using var rig = AmbeRig.Up();
        using var decoder = rig.Decoder();

        int taken = Enumerable.Range(0, 100).Count(_ => decoder.Offer(Frame(5)));

        Assert.Equal(AmbeLane.Capacity, taken);
    }

    [Theory]
    [InlineData("serial:/dev/ttyUSB0", "serial:/dev/ttyUSB0?baud=460800")]
    [InlineData("serial:COM3?baud=921600", "serial:COM3?baud=921600")]
    [InlineData("udp:10.0.0.7", "udp:10.0.0.7:2460")]
    [InlineData("udp:ambe.example:2461", "udp:ambe.example:2461")]
    [InlineData("udp:[::1]:2460", "udp:[::1]:2460")]
    [InlineData("pty:/tmp/ambe", "pty:/tmp/ambe")]
    [InlineData("/dev/ttyUSB0", null)]
    [InlineData("serial:", null)]
    [InlineData("serial:/dev/ttyUSB0?baud=fast", null)]
    [InlineData("serial:/dev/ttyUSB0?speed=9600", null)]
    [InlineData("udp:host:0", null)]
    [InlineData("udp:host:99999", null)]
    [InlineData("udp:", null)]
    [InlineData("tcp:host:1", null)]
    public void Addresses_are_read_as_people_write_them(string text, string? read)
    {
        Assert.Equal(read is not null, AmbeAddress.TryParse(text, out var address, out var problem));
        Assert.Equal(read, address?.ToString());
        if (read is null) Assert.Contains($"'{text}'", problem!.En, StringComparison.Ordinal);
    }

    internal static byte[] Frame(ulong info)
    {
        byte[] frame = new byte[VocoderFrame.Octets];
        VocoderFrame.Encode(info, frame);
        return frame;
    }

    internal static ulong Heard((short[] Speech, SpeechSource Source) piece)
    {
        Assert.Equal(SpeechSource.Speech, piece.Source);
        return MarkingCoder.Encode(piece.Speech);
    }

    private static ulong Info(byte[] frame)
    {
        Assert.True(VocoderFrame.TryDecode(frame, out ulong info, out int errors));
        Assert.Equal(0, errors);
        return info;
    }
}
