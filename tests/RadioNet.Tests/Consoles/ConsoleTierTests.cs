using System.Net;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Core.Consoles;
using RadioNet.Core.Hosting;
using RadioNet.Plan;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Repeaters;
using RadioNet.Simulator.Speech;
using RadioNet.Tests.EndToEnd.Rig;
using RadioNet.Tests.Tiers;

namespace RadioNet.Tests.Consoles;

/// <summary>Consoles at one node, radios at another: voice comes to a node while somebody listens there, and no longer.</summary>
public sealed class ConsoleTierTests
{
    private const uint Group = 2001;

    private const string Text = """
        network: consoles
        tiers: [ { level: 1, name: Province }, { level: 2, name: District }, { level: 3, name: Commune } ]
        places:
          - { id: province, tier: 1 }
          - { id: district, tier: 2, in: province }
          - { id: commune, tier: 3, in: district }
        nodes: [ { id: core-p, at: province }, { id: core-d, at: district }, { id: core-c, at: commune } ]
        sites:
          - { id: hill, at: commune, repeaters: [ { id: 452001, secret: s, color-code: 1 } ] }
          - { id: roof, at: commune, repeaters: [ { id: 452002, secret: s, color-code: 1 } ] }
        talkgroups: [ { id: 2001, name: Commune, home: commune, vocoder: codec2-2400, hang-time: 300ms } ]
        subscribers: [ { id: 4520001, alias: Xã 01, home: commune, talkgroups: [ 2001 ] } ]
        users: [ { name: chief, role: dispatcher, place: province, password-hash: disabled } ]
        """;

    [ConsoleFact]
    public async Task The_province_hears_a_commune_while_it_listens_and_talks_to_it()
    {
        Assert.SkipUnless(ConsoleRig.Vocoder.Availability.CanEncode, "The Debian package codec2 is missing.");
        var users = new TestUsers(PlanReader.Read(Text).Plan!);
        await using var network = await OneProcess.StartAsync(Text, services => services.AddSingleton<IConsoleUsers>(users), "core-p");
        await network.AddAsync("core-d", "core-p");
        await network.AddAsync("core-c", "core-d", "core-p");
        await using var hill = await LogInAsync(network["core-c"], 452001);
        await using var roof = await LogInAsync(network["core-c"], 452002);
        var ear = new RepeaterEar(roof);

        // Nobody listens: the voice stays where it is.
        await SayAsync(hill, ear);
        Assert.Equal((0, 0), (await BurstsAsync(network["core-p"]), await BurstsAsync(network["core-d"])));

        using var chief = await ConsoleClient.ConnectAsync(network["core-p"].Addresses.Web!);
        await chief.SayAsync("""{"type":"hello","token":"chief"}""");
        await chief.TextAsync("welcome");
        await chief.ListenAsync(Group);
        await Task.Delay(500);
        await SayAsync(hill, ear);
        Assert.Equal("Xã 01", (await chief.TextAsync("spurt")).GetProperty("alias").GetString());
        await chief.TextAsync("spurt", text => text.GetProperty("state").GetString() == "end");
        ConsoleListenTests.AssertAlike(ConsoleRig.Speak(Phrase.SiteReportsVi, Group, superframes: 3), HeardPiece.Speech(chief.Pieces));
        var passed = await BurstsAsync(network["core-d"]);
        Assert.InRange(passed, 20, 22);

        // The answer goes down both links, and comes back to nobody.
        var speech = ConsoleTalkTests.Speech();
        ear.Clear();
        await chief.PressAsync(Group);
        await chief.TextAsync("granted");
        await chief.SpeakAsync(speech);
        await chief.ReleaseAsync();
        await chief.TextAsync("ended");
        await ear.HearsAsync(bursts => bursts.Any(burst => burst.Kind == DmrdBurst.Terminator));
        Assert.Equal(
            ConsoleRig.Encode(speech, Group, users["chief"].Radio).Where(burst => burst.Kind.IsVoiceBurst()).Select(burst => HeardBurst.VoiceOf(burst.Payload)),
            ear.Bursts.Where(burst => burst.Kind.IsVoiceBurst()).Select(burst => HeardBurst.VoiceOf(burst.Payload)));

        // He listens no more, and nothing comes any more.
        chief.Dispose();
        await Wait.UntilAsync(async () => await CounterAsync(network["core-p"], "consoles.open") == 0, () => Task.FromResult("He is gone."));
        await Task.Delay(300);
        passed = await BurstsAsync(network["core-p"]);
        await SayAsync(hill, ear);
        Assert.Equal(passed, await BurstsAsync(network["core-p"]));
    }

    private static async Task SayAsync(VirtualRepeater hill, RepeaterEar ear)
    {
        ear.Clear();
        await hill.TransmitAsync(ConsoleRig.Speak(Phrase.SiteReportsVi, Group, superframes: 3), Timeslot.One);
        await ear.HearsAsync(bursts => bursts.Any(burst => burst.Kind == DmrdBurst.Terminator));
        await Task.Delay(500);
    }

    private static async Task<VirtualRepeater> LogInAsync(NodeHost node, uint id)
    {
        var repeater = new VirtualRepeater(new VirtualRepeaterOptions { Master = node.Addresses.Homebrew!, Repeater = new RepeaterId(id), Secret = "s" });
        repeater.Start();
        await repeater.WaitForAsync(LoginState.Running).WaitAsync(TimeSpan.FromSeconds(10));
        return repeater;
    }

    private static Task<long> BurstsAsync(NodeHost node) => CounterAsync(node, "router.bursts-in");

    private static async Task<long> CounterAsync(NodeHost node, string name)
    {
        using var channel = GrpcChannel.ForAddress($"http://{node.Addresses.Grpc}");
        return (await new StatusService.StatusServiceClient(channel).GetAsync(new GetStatusRequest())).Counters[name];
    }
}
