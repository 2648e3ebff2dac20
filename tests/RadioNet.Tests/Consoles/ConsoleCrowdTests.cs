using System.Diagnostics;
using System.Net.WebSockets;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Speech;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Consoles;

/// <summary>Many consoles at one node, and such as do not behave.</summary>
public sealed class ConsoleCrowdTests(ITestOutputHelper output)
{
    [ConsoleFact]
    public async Task Fifty_consoles_lose_nothing_with_one_decoding_while_one_reads_nothing_and_the_router_allocates_nothing()
    {
        await using var rig = await ConsoleRig.StartAsync();
        var repeater = await rig.LogInAsync(452001);
        using var dead = await ConsoleClient.ConnectAsync(rig.Node.Addresses.Web!, reads: false);
        await dead.SayAsync("""{"type":"hello","token":"guest"}""");
        await dead.SayAsync($$"""{"type":"listen","talkgroups":[{{ConsoleRig.Main}}]}""");
        var crowd = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => rig.ConnectAsync("guest", ConsoleRig.Main)));
        await ConsoleListenTests.ListensAsync(rig);
        await repeater.TransmitAsync(ConsoleRig.Speak(Phrase.Team1AnswersVi, superframes: 1), Timeslot.One);
        await EndedAsync(crowd);
        var (opened, before) = (await rig.CounterAsync("consoles.decoders-opened"), crowd[0].Pieces.Count);

        // A second spurt: what the router allocates is looked at while it runs, when its grant is past and its end to come.
        var talk = repeater.TransmitAsync(ConsoleRig.Speak(Phrase.Team1AnswersVi, superframes: 5), Timeslot.One);
        await Wait.UntilAsync(() => crowd[0].Pieces.Count > before + 20, () => "Nothing comes.");
        var allocated = await rig.CounterAsync("router.allocated-bytes");
        await Wait.UntilAsync(() => crowd[0].Pieces.Count > before + 60, () => "Nothing comes.");
        var since = await rig.CounterAsync("router.allocated-bytes") - allocated;
        await talk;
        await EndedAsync(crowd);

        var pieces = await rig.CounterAsync("consoles.pieces");
        Assert.All(crowd, client => Assert.Equal(pieces, client.Pieces.Count));
        Assert.Equal((1, 1, 0, 0), (opened, await rig.CounterAsync("consoles.decoders-opened"), await rig.CounterAsync("consoles.pieces-dropped"), await rig.CounterAsync("consoles.bursts-lost")));
        Assert.Equal(0, since);
    }

    [ConsoleFact]
    public async Task Who_says_what_may_not_be_said_is_told_so_or_put_out_and_harms_nobody()
    {
        await using var rig = await ConsoleRig.StartAsync();
        var good = await rig.ConnectAsync("guest", ConsoleRig.Main);
        using var stranger = await ConsoleClient.ConnectAsync(rig.Node.Addresses.Web!);
        await stranger.SayAsync("""{"type":"hello","token":"nobody"}""");
        Assert.Equal("signed-out", (await stranger.TextAsync("error")).GetProperty("reason").GetString());
        await Wait.UntilAsync(() => stranger.IsClosed, () => "It is still there.");

        using var loud = await rig.ConnectAsync("clerk");
        await loud.SayAsync("rubbish");
        await loud.SendAsync(new byte[335]);
        await loud.SendAsync([.. Enumerable.Repeat((byte)9, 336)]);
        await loud.SayAsync("""{"type":"shout"}""");
        for (var i = 0; i < 4; i++) Assert.Equal("not-understood", (await loud.TextAsync("error")).GetProperty("reason").GetString());
        await loud.SpeakAsync(new short[160 * 5], paced: false);
        await loud.ReleaseAsync();
        await loud.SayAsync("""{"type":"ping","t":1}""");
        await loud.TextAsync("pong");
        await loud.SendAsync(new byte[20_000]);
        await Wait.UntilAsync(() => loud.IsClosed, () => "It is still there.");

        using var http = new HttpClient();
        var plain = await http.GetAsync($"http://{rig.Node.Addresses.Web}/console/audio", TestContext.Current.CancellationToken);
        Assert.Equal(426, (int)plain.StatusCode);
        using var foreign = new ClientWebSocket();
        foreign.Options.AddSubProtocol("radionet.audio.1");
        foreign.Options.SetRequestHeader("Origin", "https://elsewhere.example");
        await Assert.ThrowsAsync<WebSocketException>(() => foreign.ConnectAsync(new Uri($"ws://{rig.Node.Addresses.Web}/console/audio"), TestContext.Current.CancellationToken));

        await good.ListenAsync(ConsoleRig.Main);
        Assert.Equal(1, await rig.CounterAsync("consoles.open"));
    }

    [ConsoleFact]
    public async Task From_press_to_the_first_frame_at_a_repeater()
    {
        await using var rig = await ConsoleRig.StartAsync();
        var ear = new RepeaterEar(await rig.LogInAsync(452001));
        var clerk = await rig.ConnectAsync("clerk");
        var speech = ConsoleTalkTests.Speech()[..(160 * 9)];
        List<double> headers = [], voices = [], granted = [];
        for (var i = 0; i < 50; i++)
        {
            ear.Clear();
            var pressed = Stopwatch.GetTimestamp();
            await clerk.PressAsync(ConsoleRig.Main);
            var speaking = clerk.SpeakAsync(speech);
            granted.Add(Stopwatch.GetElapsedTime(pressed, clerk.At(await clerk.TextAsync("granted"))).TotalMilliseconds);
            await speaking;
            await clerk.ReleaseAsync();
            await clerk.TextAsync("ended");
            await ear.HearsAsync(bursts => bursts.Any(burst => burst.Kind == DmrdBurst.Terminator));
            headers.Add(Stopwatch.GetElapsedTime(pressed, ear.Bursts[0].At).TotalMilliseconds);
            voices.Add(Stopwatch.GetElapsedTime(pressed, ear.Bursts.First(burst => burst.Kind.IsVoiceBurst()).At).TotalMilliseconds);
            await Task.Delay(i % 2 == 0 ? 50 : 400);
        }

        output.WriteLine($"From press to granted: {Told(granted)}; to the header at the repeater: {Told(headers)}; to the first voice burst, which is 40 ms of speech and its last frame: {Told(voices)}");
        Assert.True(Percentile(headers, 0.95) <= 50, "The header is late.");
    }

    private static async Task EndedAsync(ConsoleClient[] crowd) =>
        await Task.WhenAll(crowd.Select(client => client.TextAsync("spurt", text => text.GetProperty("state").GetString() == "end")));

    private static string Told(List<double> all) => $"p50 {Percentile(all, 0.5):F1}, p95 {Percentile(all, 0.95):F1}, most {all.Max():F1} ms";

    private static double Percentile(List<double> all, double part) => all.Order().ElementAt((int)((all.Count - 1) * part));
}
