using System.Diagnostics;
using System.Net;
using RadioNet.Simulator.Vocoders;
using RadioNet.Voice.Vocoders;
using RadioNet.Voice.Vocoders.Ambe;
using static RadioNet.Voice.Tests.Vocoders.AmbeDeviceTests;

namespace RadioNet.Voice.Tests.Vocoders;

/// <summary>Calls through a chip that fails, over real UDP: silence, never another frame's speech, and nobody waits.</summary>
public sealed class AmbeFaultTests
{
    private const int AnswerMilliseconds = 250;

    [Fact]
    public void A_chip_that_falls_silent_is_alarmed_once_in_time_and_serves_again_when_it_answers()
    {
        using var rig = AmbeRig.Up(answerMilliseconds: AnswerMilliseconds);
        using var decoder = rig.Decoder();
        Assert.Equal(1UL, Heard(Through.Decode(decoder, Frame(1))));

        var sinceSilent = Stopwatch.StartNew();
        rig.Chip.Faults.IsSilent = true;
        Assert.Equal(SpeechSource.Silence, Through.Decode(decoder, Frame(2)).Source);
        rig.Until(() => !rig.Device.Health.IsUp);
        Assert.InRange(sinceSilent.ElapsedMilliseconds, AnswerMilliseconds, 4000);
        Assert.Contains("stopped answering", rig.Device.Health.Text.En, StringComparison.Ordinal);
        Assert.Contains("ngừng trả lời", rig.Device.Health.Text.Vi, StringComparison.Ordinal);

        // While it is away each frame is silence at once, and several attempts to open it are no further alarms.
        for (ulong number = 3; number < 23; number++) Assert.Equal(SpeechSource.Silence, Through.Decode(decoder, Frame(number)).Source);
        Assert.False(rig.Vocoder.TryOpenEncoder(out _, out var refusal));
        Assert.Contains(rig.Chip.Address, refusal.En, StringComparison.Ordinal);
        Assert.False(rig.Vocoder.Availability.CanDecode);
        int restarts = rig.Chip.Restarts;
        rig.Chip.Faults.IsSilent = false;
        rig.Until(() => rig.Device.Health.IsUp);

        Assert.Equal(23UL, Heard(Through.Decode(decoder, Frame(23))));
        Assert.True(rig.Chip.Restarts > restarts);
        Assert.Equal([true, false, true], rig.Told.Select(health => health.IsUp));
        Assert.True(rig.Device.Counters.Losses >= 1);
    }

    [Fact]
    public void A_chip_that_falls_silent_while_nobody_talks_is_known_before_it_is_needed()
    {
        using var rig = AmbeRig.Up(answerMilliseconds: AnswerMilliseconds);

        rig.Chip.Faults.IsSilent = true;

        rig.Until(() => !rig.Device.Health.IsUp);
        Assert.Equal(0, rig.Device.Counters.Realignments);
    }

    [Fact]
    public void Nobody_waits_for_a_chip_that_is_silent()
    {
        using var rig = AmbeRig.Up(answerMilliseconds: AnswerMilliseconds);
        using var decoder = rig.Decoder();
        Through.Decode(decoder, Frame(1));
        rig.Chip.Faults.IsSilent = true;
        short[] speech = new short[SpeechFrame.Samples];
        byte[] frame = Frame(2);
        int waited = 0;

        for (var run = Stopwatch.StartNew(); run.ElapsedMilliseconds < 500; Thread.Sleep(20))
        {
            long began = Stopwatch.GetTimestamp();
            decoder.Offer(frame);
            decoder.TryTake(speech, out _);
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromMilliseconds(100)) waited++;
        }

        // Who waited for the chip would wait at each of its frames; once the machine may have been busy elsewhere.
        Assert.InRange(waited, 0, 1);
    }

    [Fact]
    public void A_late_answer_is_dropped_and_the_next_frame_has_its_own()
    {
        using var rig = AmbeRig.Up(answerMilliseconds: AnswerMilliseconds);
        using var decoder = rig.Decoder();
        Assert.Equal(1UL, Heard(Through.Decode(decoder, Frame(1))));

        rig.Chip.Faults.DelayMilliseconds = AnswerMilliseconds + 100;
        Assert.Equal(SpeechSource.Silence, Through.Decode(decoder, Frame(2)).Source);
        rig.Chip.Faults.DelayMilliseconds = 0;

        for (ulong number = 3; number < 30; number++) Assert.Equal(number, Heard(Through.Decode(decoder, Frame(number))));
        var counters = rig.Device.Counters;
        Assert.Equal((1, 1, 1), (counters.Unanswered, counters.OutOfTurn, counters.Realignments));
        Assert.Equal([true], rig.Told.Select(health => health.IsUp));
    }

    [Fact]
    public void An_answer_that_was_overtaken_is_dropped_and_the_next_frame_has_its_own()
    {
        using var rig = AmbeRig.Up(answerMilliseconds: AnswerMilliseconds);
        using var decoder = rig.Decoder();
        Assert.Equal(1UL, Heard(Through.Decode(decoder, Frame(1))));

        rig.Chip.Faults.Overtaken = 1;
        Assert.Equal(SpeechSource.Silence, Through.Decode(decoder, Frame(2)).Source);

        for (ulong number = 3; number < 30; number++) Assert.Equal(number, Heard(Through.Decode(decoder, Frame(number))));
        Assert.Equal((1, 1), (rig.Device.Counters.Unanswered, rig.Device.Counters.OutOfTurn));
    }

    [Fact]
    public void A_lost_answer_is_silence_and_the_next_frame_has_its_own()
    {
        using var rig = AmbeRig.Up(answerMilliseconds: AnswerMilliseconds);
        using var decoder = rig.Decoder();
        rig.Chip.Faults.Lost = 1;

        Assert.Equal(SpeechSource.Silence, Through.Decode(decoder, Frame(1)).Source);
        Assert.Equal(2UL, Heard(Through.Decode(decoder, Frame(2))));
        Assert.Equal((1, 0), (rig.Device.Counters.Unanswered, rig.Device.Counters.OutOfTurn));
    }

    [Fact]
    public void An_answer_of_bad_parity_is_silence_and_the_next_frame_has_its_own()
    {
        using var rig = AmbeRig.Up(answerMilliseconds: AnswerMilliseconds);
        using var decoder = rig.Decoder();
        rig.Chip.Faults.BadParity = 2;

        Assert.Equal(SpeechSource.Silence, Through.Decode(decoder, Frame(1)).Source);
        Assert.Equal(SpeechSource.Silence, Through.Decode(decoder, Frame(2)).Source);
        Assert.Equal(3UL, Heard(Through.Decode(decoder, Frame(3))));
        Assert.Equal((2, 0, 0), (rig.Device.Counters.BadParity, rig.Device.Counters.Unanswered, rig.Device.Counters.Realignments));
    }

    [Fact]
    public void A_cut_answer_is_silence_and_the_next_frame_has_its_own()
    {
        using var rig = AmbeRig.Up(answerMilliseconds: AnswerMilliseconds);
        using var decoder = rig.Decoder();
        rig.Chip.Faults.Cut = 1;

        Assert.Equal(SpeechSource.Silence, Through.Decode(decoder, Frame(1)).Source);
        Assert.Equal(2UL, Heard(Through.Decode(decoder, Frame(2))));
        Assert.Equal(1, rig.Device.Counters.Malformed);
    }

    [Fact]
    public void A_talker_sends_the_silent_frame_while_the_chip_fails()
    {
        using var rig = AmbeRig.Up(answerMilliseconds: AnswerMilliseconds);
        Assert.True(rig.Vocoder.TryOpenEncoder(out var encoder, out _));
        using var talker = encoder;
        rig.Chip.Faults.BadParity = 1;
        short[] loud = [.. Enumerable.Range(0, SpeechFrame.Samples).Select(index => (short)(index % 8 < 4 ? 9000 : -9000))];

        var (failed, source) = Through.Encode(encoder, rig.Vocoder.FrameOctets, loud);
        var (frame, next) = Through.Encode(encoder, rig.Vocoder.FrameOctets, loud);

        Assert.Equal((SpeechSource.Silence, SpeechSource.Speech), (source, next));
        Assert.Equal(rig.Vocoder.SilentFrame.ToArray(), failed);
        Assert.Equal(Frame(MarkingCoder.Encode(loud)), frame);
    }

    [Fact]
    public void A_mixture_of_faults_never_plays_one_frame_for_another()
    {
        using var rig = AmbeRig.Up(answerMilliseconds: AnswerMilliseconds);
        using var decoder = rig.Decoder();
        int silent = 0;
        for (ulong number = 1; number < 60; number++)
        {
            if (number % 10 == 3) rig.Chip.Faults.BadParity = 1;
            if (number % 20 == 5) rig.Chip.Faults.Cut = 1;
            if (number % 30 == 7) rig.Chip.Faults.Lost = 1;
            if (number % 30 == 17) rig.Chip.Faults.Overtaken = 1;
            var (speech, source) = Through.Decode(decoder, Frame(number));
            if (source == SpeechSource.Speech) Assert.Equal(number, MarkingCoder.Encode(speech));
            else silent++;
        }

        Assert.Equal(6 + 3 + 2 + 2, silent);
    }

    [Fact]
    public void Where_nobody_answers_the_alarm_says_what_to_look_at()
    {
        using var rig = new AmbeRig(faults: faults => faults.IsSilent = true);

        rig.Until(() => rig.Told.Count == 1);

        Assert.False(rig.Told[0].IsUp);
        Assert.Equal($"The AMBE device {rig.Chip.Address} does not answer. Does AMBEserver run there, and does the firewall let UDP pass?", rig.Told[0].Text.En);
        Assert.False(rig.Vocoder.TryOpenDecoder(out _, out var refusal));
        Assert.Equal(rig.Told[0].Text, refusal);
    }

    [Fact]
    public void A_stick_that_is_not_there_is_alarmed_with_its_name_and_taken_when_it_comes()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        string link = Path.Combine(Path.GetTempPath(), $"radionet-ambe-{Guid.NewGuid():N}");
        Assert.True(AmbeAddress.TryParse($"pty:{link}", out var address, out _));
        using var device = new AmbeDevice(address, new AmbeOptions { FirstBackOff = TimeSpan.FromMilliseconds(50), LongestBackOff = TimeSpan.FromMilliseconds(50) });
        AmbeHealth? told = null;
        device.HealthChanged += health => told = health;

        device.Start();

        Assert.True(SpinWait.SpinUntil(() => told is not null, TimeSpan.FromSeconds(5)));
        Assert.StartsWith($"The AMBE device pty:{link} cannot be opened: No such file or directory.", told!.Text.En, StringComparison.Ordinal);
        using var chip = new VirtualAmbe(new VirtualAmbeOptions { Udp = null });
        File.CreateSymbolicLink(link, chip.Address["pty:".Length..]);
        try
        {
            Assert.True(SpinWait.SpinUntil(() => told.IsUp, TimeSpan.FromSeconds(5)), told.Text.En);
        }
        finally
        {
            File.Delete(link);
        }
    }

    [Fact]
    public void What_strangers_send_is_not_listened_to()
    {
        using var rig = AmbeRig.Up(answerMilliseconds: AnswerMilliseconds);
        using var decoder = rig.Decoder();
        Through.Decode(decoder, Frame(1));
        using var stranger = new System.Net.Sockets.UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        byte[] noise = new byte[326];
        RadioNet.Protocols.Ambe3000.AmbeRequests.Encode(noise, null, [.. Enumerable.Repeat((short)30000, 160)]);
        int port = rig.Device.LocalPort!.Value;

        for (ulong number = 2; number < 50; number++)
        {
            stranger.Send(noise, new IPEndPoint(IPAddress.Loopback, port));
            Assert.Equal(number, Heard(Through.Decode(decoder, Frame(number))));
        }

        Assert.Equal(0, rig.Device.Counters.OutOfTurn);
    }
}
