using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.M17;
using RadioNet.Simulator.Speech;
using RadioNet.Tests.Consoles;
using RadioNet.Tests.EndToEnd.Rig;
using RadioNet.Voice.Tests.Vocoders;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Tests.M17;

/// <summary>A talkgroup that is joined with a reflector's module, over real sockets.</summary>
[Collection(nameof(RealTime))]
public sealed class M17LinkTests(ITestOutputHelper output)
{
    [ConsoleFact]
    public async Task A_radios_call_is_heard_at_the_reflector_and_does_not_come_back()
    {
        await using var rig = await M17Rig.StartAsync();
        var hill = await rig.LogInAsync(452001);
        var ear = new RepeaterEar(await rig.LogInAsync(452002));
        await rig.UpAsync();
        var client = rig.Join("F4ABC");
        var said = ConsoleRig.Speak(Phrase.Team1AnswersEn, radio: M17Rig.Known, superframes: 12);

        await hill.TransmitAsync(said, Timeslot.One);
        await client.HearsAsync();

        var packets = client.Packets;
        Assert.All(packets, packet => Assert.Equal((packets[0].Stream, "XV9AB", "@ALL", M17Type.PlainVoice()), (packet.Stream, packet.Setup.Source.ToString(), packet.Setup.Destination.ToString(), packet.Setup.Type)));
        Assert.Equal(packets.Select(packet => packet.Number).Distinct().Order(), packets.Select(packet => packet.Number));
        Assert.Equal(0, packets[0].Number);
        Assert.True(packets[^1].IsLast);
        Judge(ConsoleRig.Decode(said), client.Speech(), Codec2(M17Client.Vocoder));

        // A radio without a callsign is the link's; and nothing was asked for that came back.
        await hill.TransmitAsync(ConsoleRig.Speak(Phrase.Team1AnswersEn, radio: M17Rig.Unknown, superframes: 2), Timeslot.One);
        await client.HearsAsync(2);
        Assert.Equal("XV0DL", client.Packets[^1].Setup.Source.ToString());
        var status = await rig.LinkAsync();
        Assert.Equal((2, 0, 0), (status.Counters["spurts-said"], status.Counters["streams-asked"], status.Counters["packets-in"]));
        Assert.Equal((client.Packets.Count, 0), (status.Counters["packets-out"], status.Counters["packets-unsent"]));
        Assert.NotEmpty(ear.Bursts);
    }

    [ConsoleFact]
    public async Task Who_talks_at_the_reflector_is_heard_at_repeaters_and_not_sent_back_and_the_record_says_who_and_where()
    {
        await using var rig = await M17Rig.StartAsync();
        var ear = new RepeaterEar(await rig.LogInAsync(452001));
        await rig.UpAsync();
        var (client, other) = (rig.Join("F4ABC"), rig.Join("F4XYZ"));
        var speech = ConsoleRig.Decode(ConsoleRig.Speak(Phrase.Team1AnswersEn, superframes: 12));
        var frames = M17Client.Frames(speech);

        await client.SayAsync(frames, "F4ABC  D");
        await ear.HearsAsync(bursts => bursts.Any(burst => burst.Kind == DmrdBurst.Terminator));
        Assert.All(ear.Bursts, burst => Assert.Equal((M17Rig.LinkRadio, ConsoleRig.Main), (burst.Source, burst.Target)));
        var heard = ConsoleRig.Decode(ear.Bursts.Where(burst => burst.Kind.IsVoiceBurst()).Select(burst => burst.Payload));
        Judge(speech, heard, Codec2(M17Client.Vocoder, ConsoleRig.Vocoder));
        Assert.InRange(heard.Length, speech.Length, speech.Length + (18 * SpeechFrame.Samples));

        // Its callsign goes with the voice, as a talker alias.
        Assert.Equal("F4ABC", AliasOf(ear.Bursts.Where(burst => burst.Kind.IsVoiceBurst()).Select(burst => burst.Payload)));

        ear.Clear();
        await Task.Delay(500);
        await client.SayAsync(frames[..80], "XV9AB");
        await ear.HearsAsync(bursts => bursts.Any(burst => burst.Kind == DmrdBurst.Terminator));
        Assert.All(ear.Bursts, burst => Assert.Equal(M17Rig.Known, burst.Source));

        await Wait.UntilAsync(async () => (await rig.CallsAsync()).Count(call => call.State == CallState.Ended) == 2, async () => string.Join('\n', await rig.CallsAsync()));
        var calls = (await rig.CallsAsync()).OrderBy(call => call.Started).ToList();
        Assert.Equal(
            [("F4ABC", "F4ABC", "@core", "m17/team", M17Rig.LinkRadio), ("PCCC 01 (XV9AB)", "PCCC 01 (XV9AB)", "@core", "m17/team", M17Rig.Known)],
            calls.Select(call => (call.SourceName, call.Spurts[0].SourceName, call.Spurts[0].Site, call.Spurts[0].HeardBy, call.Source)));

        // Others there heard each packet once: none came back from here.
        Assert.Equal((frames.Count / 2) + 40, other.Packets.Count);
        Assert.Empty(client.Packets);
        var status = await rig.LinkAsync();
        Assert.Equal((2, 2, 2, 0), (status.Counters["streams-asked"], status.Counters["streams-granted"], status.Counters["spurts-not-sent-back"], status.Counters["packets-out"]));
        Assert.Equal(("XV9AB", ""), (status.LastHeard, status.LastRefusal));
    }

    [ConsoleFact]
    public async Task Who_talks_there_while_a_radio_talks_is_denied_and_the_record_says_why()
    {
        await using var rig = await M17Rig.StartAsync(manyAtOnce: true);
        var hill = await rig.LogInAsync(452001);
        var ear = new RepeaterEar(await rig.LogInAsync(452002));
        await rig.UpAsync();
        var client = rig.Join("F4ABC");
        var call = hill.TransmitAsync(ConsoleRig.Speak(Phrase.SiteReportsEn, radio: M17Rig.Known, superframes: 12), Timeslot.One);
        await ear.HearsAsync(bursts => bursts.Count > 6);
        await client.SayAsync(M17Client.Frames(ConsoleRig.Decode(ConsoleRig.Speak(Phrase.Team1AnswersEn, superframes: 4))));
        await call;
        await ear.HearsAsync(bursts => bursts.Any(burst => burst.Kind == DmrdBurst.Terminator));

        Assert.All(ear.Bursts, burst => Assert.Equal(M17Rig.Known, burst.Source));
        await Wait.UntilAsync(async () => (await rig.CallsAsync()).Count == 2, async () => string.Join('\n', await rig.CallsAsync()));
        var denied = Assert.Single(await rig.CallsAsync(), one => one.State == CallState.Denied);
        Assert.Equal(("F4ABC", "busy", "m17/team"), (denied.SourceName, denied.Reason, denied.Spurts[0].HeardBy));
        var status = await rig.LinkAsync();
        Assert.Equal((1, 0, 1, "busy"), (status.Counters["streams-asked"], status.Counters["streams-granted"], status.Counters["streams-denied"], status.LastRefusal));
    }

    [ConsoleFact]
    public async Task Two_links_of_one_talkgroup_hear_each_other_and_a_loop_behind_them_does_not_go_round()
    {
        await using var rig = await M17Rig.StartAsync(M17Rig.One);
        var second = rig.Open();
        await rig.ApplyAsync($"{M17Rig.One}\n  - {{ id: far, at: province, host: localhost, port: {second.Address.Port}, module: C, callsign: XV0DM, talkgroup: 1001, radio: 4529002 }}");
        await rig.UpAsync();
        await rig.UpAsync("far");
        var (here, there) = (rig.Join("F4ABC"), rig.Join("F4XYZ", second));
        var frames = M17Client.Frames(ConsoleRig.Decode(ConsoleRig.Speak(Phrase.Team1AnswersEn, superframes: 4)));

        await here.SayAsync(frames);
        await there.HearsAsync();
        Assert.All(there.Packets, packet => Assert.Equal("F4ABC", packet.Setup.Source.ToString()));
        Assert.Empty(here.Packets);

        // What was said there comes back from the far reflector, as over a bridge between the two: it asks for nothing.
        await there.SayAsync(frames[..20], "F4ABC");
        await there.SayAsync(frames[..20], "XV0DM");
        await Wait.UntilAsync(async () => await rig.CounterAsync("streams-echo", "far") == 2, async () => $"{await rig.LinkAsync("far")}");
        Assert.Equal(0, await rig.CounterAsync("streams-asked", "far"));
        Assert.Empty(here.Packets);
    }

    [ConsoleFact]
    public async Task A_reflector_that_is_gone_is_an_alarm_and_is_linked_again_when_it_is_back()
    {
        await using var rig = await M17Rig.StartAsync();
        await rig.UpAsync();
        Assert.Empty(await rig.AlarmsAsync());

        rig.Reflector.Faults.IsSilent = true;
        await Wait.UntilAsync(async () => (await rig.AlarmsAsync()).Count == 1, async () => $"{await rig.LinkAsync()}");
        var alarm = (await rig.AlarmsAsync())[0];
        Assert.Equal(("team", false), (alarm.Subject, (await rig.LinkAsync()).Up));
        Assert.Contains("1001", alarm.Text.Vi, StringComparison.Ordinal);
        Assert.NotEmpty((await rig.LinkAsync()).Problem.En);

        rig.Reflector.Faults.IsSilent = false;
        await rig.UpAsync();
        await Wait.UntilAsync(async () => (await rig.AlarmsAsync()).All(one => one.Cleared is not null), async () => string.Join('\n', await rig.AlarmsAsync()));

        // One that starts anew forgets its clients: they are heard of again as soon as they find out.
        rig.Reflector.EndAll();
        await Wait.UntilAsync(() => rig.Reflector.Clients.Count == 1, () => "It does not come back.");
        await rig.UpAsync();
    }

    [ConsoleFact]
    public async Task A_plan_takes_links_away_and_gives_others()
    {
        await using var rig = await M17Rig.StartAsync();
        var ear = new RepeaterEar(await rig.LogInAsync(452001));
        await rig.UpAsync();
        Assert.Equal(["XV0DL"], rig.Reflector.Clients.Select(client => client.Callsign));
        var client = rig.Join("F4ABC");
        var talk = client.SayAsync(M17Client.Frames(ConsoleRig.Decode(ConsoleRig.Speak(Phrase.SiteReportsEn, superframes: 8))));
        await ear.HearsAsync(bursts => bursts.Count > 3);

        // Another callsign and talkgroup: it leaves, ends what runs, and comes again as another.
        await rig.ApplyAsync(M17Rig.One.Replace("XV0DL", "XV0DM", StringComparison.Ordinal).Replace("talkgroup: 1001", "talkgroup: 1002", StringComparison.Ordinal));
        await Wait.UntilAsync(() => rig.Reflector.Clients.Any(one => one.Callsign == "XV0DM"), () => "It does not come again.");
        await ear.HearsAsync(bursts => bursts.Any(burst => burst.Target == 1001 && burst.Kind == DmrdBurst.Terminator));
        Assert.DoesNotContain(rig.Reflector.Clients, one => one.Callsign == "XV0DL");
        await talk;

        await rig.ApplyAsync(M17Rig.One.Replace("radio: 4529001", "radio: 4529001, enabled: false", StringComparison.Ordinal));
        await Wait.UntilAsync(() => rig.Reflector.Clients.All(one => one.Callsign == "F4ABC"), () => "It does not leave.");
        Assert.Empty((await new StatusService.StatusServiceClient(rig.Channel).GetAsync(new GetStatusRequest())).M17Links);
    }

    [ConsoleFact]
    public async Task Nothing_that_comes_from_a_reflector_harms_the_node()
    {
        await using var rig = await M17Rig.StartAsync();
        var ear = new RepeaterEar(await rig.LogInAsync(452001));
        await rig.UpAsync();
        var client = rig.Join("F4ABC");
        var frames = M17Client.Frames(ConsoleRig.Decode(ConsoleRig.Speak(Phrase.Team1AnswersEn, superframes: 4)));

        // Enciphered, at 1600 bit/s, no callsign, faster than speech, and new streams without end. (Octets that are no packet, the reflector drops; the link has tests of its own.)
        await client.SayAsync(frames, type: new M17Type(0x000D), each: TimeSpan.FromMilliseconds(5));
        await client.SayAsync(frames, type: new M17Type(0x0007), each: TimeSpan.FromMilliseconds(5));
        await client.SayAsync(frames[..8], "#PARROT", each: TimeSpan.FromMilliseconds(5));
        for (var stream = 0; stream < 60; stream++) await client.SayAsync(frames[..6], $"F{stream % 10}A", each: TimeSpan.FromMilliseconds(2));
        await Wait.UntilAsync(async () => await rig.CounterAsync("packets-in") > 200, async () => $"{await rig.LinkAsync()}");
        var status = await rig.LinkAsync();
        Assert.True(status.Counters["packets-too-fast"] > 50, $"{status}");
        Assert.InRange(status.Counters["streams-asked"], 1, 12);
        Assert.Equal(0, status.Counters["faults"]);

        // And then it goes on as before.
        await Task.Delay(2500);
        ear.Clear();
        await client.SayAsync(frames);
        await ear.HearsAsync(bursts => bursts.Any(burst => burst.Kind == DmrdBurst.Terminator));
        Assert.InRange(ear.Bursts.Count(burst => burst.Kind.IsVoiceBurst()), frames.Count / 3, (frames.Count / 3) + 6);
    }

    private static string AliasOf(IEnumerable<byte[]> bursts)
    {
        var fragments = new EmbeddedLinkControlAccumulator();
        var alias = new TalkerAliasAccumulator();
        foreach (var burst in bursts)
        {
            if (fragments.TryAdd(burst, out var lc)) alias.TryAdd(lc);
        }

        Span<char> text = stackalloc char[TalkerAlias.MostCharacters];
        return alias.TryGetText(text, out var length) ? new string(text[..length]) : "";
    }

    private static short[] Codec2(IVocoder vocoder, short[] speech)
    {
        Assert.True(vocoder.TryOpenEncoder(out var encoder, out _));
        Assert.True(vocoder.TryOpenDecoder(out var decoder, out _));
        using (encoder)
        using (decoder)
        {
            var all = new List<short>();
            var frame = new byte[vocoder.SilentFrame.Length];
            var piece = new short[SpeechFrame.Samples];
            foreach (var one in speech.Chunk(SpeechFrame.Samples).Where(one => one.Length == SpeechFrame.Samples))
            {
                Assert.True(encoder.Offer(one) && encoder.TryTake(frame, out _) && decoder.Offer(frame) && decoder.TryTake(piece, out _));
                all.AddRange(piece);
            }

            return [.. all];
        }
    }

    private static Func<short[], short[]> Codec2(params IVocoder[] vocoders) => speech => vocoders.Aggregate(speech, (said, vocoder) => Codec2(vocoder, said));

    /// <summary>What is heard goes up and down with what was said: as well as asked for, and as the codecs by themselves leave it.</summary>
    private void Judge(short[] said, short[] heard, Func<short[], short[]> codecs)
    {
        var (way, alone) = (Correlation(said, heard), Correlation(said, codecs(said)));
        output.WriteLine($"r = {way:F3}, by the codecs alone {alone:F3}");
        Assert.True(way >= 0.9, $"The envelopes correlate with {way:F3}; by the codecs alone with {alone:F3}.");
        Assert.True(way >= alone - 0.04, $"The envelopes correlate with {way:F3}; by the codecs alone with {alone:F3}.");
    }

    private static double Correlation(short[] said, short[] heard)
    {
        var length = Math.Min(said.Length, heard.Length) / 80;
        return Envelope.Correlation(Envelope.Of(said)[..length], Envelope.Of(heard)[..length]);
    }
}
