using System.Diagnostics;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Repeaters;
using RadioNet.Simulator.Speech;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Consoles;

/// <summary>What is said at consoles, over real sockets.</summary>
public sealed class ConsoleTalkTests
{
    [Fact]
    public async Task What_a_dispatcher_says_reaches_a_repeater_whole_and_in_order_and_other_consoles_too()
    {
        await using var rig = await ConsoleRig.StartAsync();
        var ear = new RepeaterEar(await rig.LogInAsync(452001));
        await rig.LogInAsync(452002);
        var other = await rig.ConnectAsync("guest", ConsoleRig.Main);
        var dispatcher = await rig.ConnectAsync("clerk");
        var speech = Speech();

        await dispatcher.PressAsync(ConsoleRig.Main);
        await dispatcher.TextAsync("asked");
        await dispatcher.TextAsync("granted");
        await dispatcher.SpeakAsync(speech);
        await dispatcher.ReleaseAsync();
        await dispatcher.TextAsync("ended", text => text.GetProperty("reason").GetString() == "ended");

        var user = rig.Users["clerk"].Radio;
        var expected = ConsoleRig.Encode(speech, ConsoleRig.Main, user);
        await ear.HearsAsync(bursts => bursts.Any(burst => burst.Kind == DmrdBurst.Terminator));
        var heard = ear.Bursts;
        Assert.Equal(expected.Select(burst => burst.Kind), heard.Select(burst => burst.Kind));
        Assert.Equal(expected.Select(burst => HeardBurst.VoiceOf(burst.Payload)), heard.Select(burst => HeardBurst.VoiceOf(burst.Payload)));
        Assert.All(heard, burst => Assert.Equal((user.Value, ConsoleRig.Main), (burst.Source, burst.Target)));
        Assert.Equal(Enumerable.Range(0, heard.Count).Select(n => (byte)(heard[0].Sequence + n)), heard.Select(burst => burst.Sequence));

        // Whoever listens at the same node hears it, with the name of who says it; who talks does not hear himself.
        var begin = await other.TextAsync("spurt");
        Assert.Equal(("clerk", user.Value), (begin.GetProperty("alias").GetString(), begin.GetProperty("source").GetUInt32()));
        ConsoleListenTests.AssertAlike(ConsoleRig.Play(expected), HeardPiece.Speech(other.Pieces));
        Assert.Empty(dispatcher.Pieces);

        // Its record says where it was said.
        var call = Assert.Single((await new CallService.CallServiceClient(rig.Channel).ListAsync(new ListCallsRequest { Talkgroup = ConsoleRig.Main })).Calls);
        Assert.Equal((user.Value, "@core", "consoles"), (call.Source, call.Spurts[0].Site, call.Spurts[0].HeardBy));
        Assert.Equal(["hill", "roof"], call.Sites);
    }

    [ConsoleFact]
    public async Task Grpc_talks_too()
    {
        await using var rig = await ConsoleRig.StartAsync();
        var ear = new RepeaterEar(await rig.LogInAsync(452001));
        var speech = Speech()[..(160 * 40)];
        using var call = new ConsoleAudio.ConsoleAudioClient(rig.Channel).Talk(new Metadata { { "authorization", "Bearer clerk" } });
        await call.RequestStream.WriteAsync(new TalkRequest { Press = new TalkPress { Talkgroup = ConsoleRig.Main } });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(ConsoleFloorState.Asked, call.ResponseStream.Current.Floor.State);
        foreach (var piece in speech.Chunk(160))
        {
            await call.RequestStream.WriteAsync(new TalkRequest { Samples = ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes(piece.AsSpan())) });
            await Task.Delay(20);
        }

        await call.RequestStream.CompleteAsync();
        var states = new List<ConsoleFloorState>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) states.Add(call.ResponseStream.Current.Floor.State);
        Assert.Equal([ConsoleFloorState.Granted, ConsoleFloorState.Ended], states);
        await ear.HearsAsync(bursts => bursts.Any(burst => burst.Kind == DmrdBurst.Terminator));
        Assert.Equal(
            ConsoleRig.Encode(speech, ConsoleRig.Main, rig.Users["clerk"].Radio).Select(burst => HeardBurst.VoiceOf(burst.Payload)),
            ear.Bursts.Select(burst => HeardBurst.VoiceOf(burst.Payload)));

        var stranger = await Assert.ThrowsAsync<RpcException>(async () => await new ConsoleAudio.ConsoleAudioClient(rig.Channel).Talk().ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.Unauthenticated, stranger.StatusCode);
    }

    [Fact]
    public async Task Who_may_not_or_cannot_is_refused_with_the_reason_before_the_floor_is_asked()
    {
        await using var rig = await ConsoleRig.StartAsync();
        var clerk = await rig.ConnectAsync("clerk");
        await clerk.PressAsync(ConsoleRig.Ambe);
        var missing = await clerk.TextAsync("denied");
        Assert.Equal((ConsoleRig.Ambe, "no-vocoder"), (missing.GetProperty("talkgroup").GetUInt32(), missing.GetProperty("reason").GetString()));
        Assert.NotEmpty(missing.GetProperty("text").GetProperty("vi").GetString()!);
        Assert.NotEmpty(missing.GetProperty("text").GetProperty("en").GetString()!);

        var guest = await rig.ConnectAsync("guest");
        await guest.PressAsync(ConsoleRig.Main);
        Assert.Equal("not-allowed", (await guest.TextAsync("denied")).GetProperty("reason").GetString());
        await guest.PressAsync(4711);
        Assert.Equal("unknown-talkgroup", (await guest.TextAsync("denied")).GetProperty("reason").GetString());

        Assert.Equal((3, 0), (await rig.CounterAsync("consoles.refused"), await rig.CounterAsync("consoles.talks")));
        Assert.Empty((await new CallService.CallServiceClient(rig.Channel).ListAsync(new ListCallsRequest())).Calls);
        var welcome = clerk.Texts.First();
        var shown = welcome.GetProperty("talkgroups").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetUInt32());
        Assert.True(shown[ConsoleRig.Main].GetProperty("canTalk").GetBoolean());
        Assert.False(shown[ConsoleRig.Ambe].GetProperty("canTalk").GetBoolean());
        Assert.True(shown[ConsoleRig.Ambe].TryGetProperty("noVocoder", out _));
    }

    [ConsoleFact]
    public async Task Who_waits_is_told_for_whom_and_for_how_long_and_who_may_takes_over()
    {
        await using var rig = await ConsoleRig.StartAsync();
        var repeater = await rig.LogInAsync(452001);
        var ear = new RepeaterEar(await rig.LogInAsync(452002));
        var clerk = await rig.ConnectAsync("clerk");
        var chief = await rig.ConnectAsync("chief");
        var talk = repeater.TransmitAsync(ConsoleRig.Speak(Phrase.CommandCallsTeam1Vi), Timeslot.One);
        await ear.HearsAsync(bursts => bursts.Count > 3);

        await clerk.PressAsync(ConsoleRig.Main);
        var queued = await clerk.TextAsync("queued");
        Assert.Equal(("busy", "PCCC 01", 1), (queued.GetProperty("reason").GetString(), queued.GetProperty("by").GetString(), queued.GetProperty("position").GetInt32()));
        Assert.InRange(queued.GetProperty("forMs").GetInt64(), 45_000, 60_000);
        await clerk.ReleaseAsync();
        Assert.Equal("released", (await clerk.TextAsync("ended")).GetProperty("reason").GetString());

        // The chief takes the floor, and then the clerk asks: he waits for the chief.
        await chief.PressAsync(ConsoleRig.Main, takeOver: true);
        await chief.TextAsync("granted");
        var speaking = chief.SpeakAsync(Speech()[..(160 * 30)]);
        await clerk.PressAsync(ConsoleRig.Main);
        Assert.Equal("chief", (await clerk.TextAsync("queued")).GetProperty("by").GetString());
        await speaking;
        await chief.ReleaseAsync();
        await chief.TextAsync("ended");
        await clerk.TextAsync("granted");
        await clerk.ReleaseAsync();
        await clerk.TextAsync("ended");
        await talk;
        var sources = ear.Bursts.Select(burst => burst.Source).Distinct().ToArray();
        Assert.Equal([ConsoleRig.Radio, 900u, rig.Users["clerk"].Radio.Value], sources);
    }

    [ConsoleFact]
    public async Task A_dispatcher_is_told_when_the_floor_is_taken_from_him_or_his_time_is_over()
    {
        await using var rig = await ConsoleRig.StartAsync();
        await rig.LogInAsync(452001);
        var clerk = await rig.ConnectAsync("clerk");
        var chief = await rig.ConnectAsync("chief");
        await clerk.PressAsync(ConsoleRig.Main);
        await clerk.TextAsync("granted");
        await chief.PressAsync(ConsoleRig.Main, takeOver: true);
        var lost = await clerk.TextAsync("preempted");
        Assert.Equal(("pre-empted", "chief"), (lost.GetProperty("reason").GetString(), lost.GetProperty("by").GetString()));
        Assert.True(lost.GetProperty("forMs").GetInt64() > 0);
        await chief.TextAsync("granted");
        await chief.ReleaseAsync();
        await chief.TextAsync("ended");

        await clerk.PressAsync(ConsoleRig.Short);
        await clerk.TextAsync("granted");
        await clerk.SpeakAsync(Speech()[..(160 * 54)]);
        var over = await clerk.TextAsync("ended");
        Assert.Equal("time-limit", over.GetProperty("reason").GetString());

        // And he can talk again.
        await clerk.PressAsync(ConsoleRig.Short);
        await clerk.TextAsync("granted");
        await clerk.ReleaseAsync();
        await clerk.TextAsync("ended");
    }

    [Fact]
    public async Task A_console_that_is_gone_gives_the_floor_back()
    {
        await using var rig = await ConsoleRig.StartAsync();
        await rig.LogInAsync(452001);
        var clerk = await rig.ConnectAsync("clerk");
        await clerk.PressAsync(ConsoleRig.Main);
        await clerk.TextAsync("granted");
        var chief = await rig.ConnectAsync("chief");
        await chief.PressAsync(ConsoleRig.Main);
        await chief.TextAsync("queued");
        clerk.Dispose();
        await chief.TextAsync("granted");
    }

    [Fact]
    public async Task An_emergency_of_a_console_takes_the_floor_and_raises_the_alarm()
    {
        await using var rig = await ConsoleRig.StartAsync();
        await rig.LogInAsync(452001);
        var chief = await rig.ConnectAsync("chief");
        await chief.PressAsync(ConsoleRig.Main);
        await chief.TextAsync("granted");
        var clerk = await rig.ConnectAsync("clerk");
        await clerk.PressAsync(ConsoleRig.Main, emergency: true);
        await clerk.TextAsync("granted");
        await chief.TextAsync("preempted");
        await Wait.UntilAsync(
            async () => (await new AlarmService.AlarmServiceClient(rig.Channel).ListAsync(new ListAlarmsRequest())).Alarms.Any(
                alarm => alarm.Kind == "emergency" && alarm.Text.En.Contains("clerk", StringComparison.Ordinal)),
            () => Task.FromResult("No alarm."));
    }

    internal static short[] Speech() => ConsoleRig.Decode(ConsoleRig.Speak(Phrase.Team1AnswersVi, superframes: 3));
}
