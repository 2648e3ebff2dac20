using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.M17;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.M17;
using RadioNet.Simulator.Repeaters;
using RadioNet.Simulator.Speech;
using RadioNet.Tests.Consoles;
using RadioNet.Tests.EndToEnd.Rig;
using RadioNet.Tests.Tiers;

namespace RadioNet.Tests.M17;

/// <summary>A link at one node, radios at another: its voice comes to the node that has the link, and what is said at the reflector goes to the radios.</summary>
[Collection(nameof(RealTime))]
public sealed class M17TierTests
{
    private const uint Group = 2001;

    [ConsoleFact]
    public async Task A_communes_radios_and_a_reflector_that_the_province_is_linked_to_hear_each_other()
    {
        Assert.SkipUnless(ConsoleRig.Vocoder.Availability.CanEncode, "The Debian package codec2 is missing.");
        using var reflector = new VirtualReflector(new VirtualReflectorOptions { PingInterval = TimeSpan.FromMilliseconds(300) });
        var text = $$"""
            network: m17
            tiers: [ { level: 1, name: Province }, { level: 2, name: Commune } ]
            places: [ { id: province, tier: 1 }, { id: commune, tier: 2, in: province } ]
            nodes: [ { id: core-p, at: province }, { id: core-c, at: commune } ]
            sites: [ { id: hill, at: commune, repeaters: [ { id: 452001, secret: s, color-code: 1 } ] } ]
            talkgroups: [ { id: 2001, name: Commune, home: commune, vocoder: codec2-2400, hang-time: 300ms } ]
            subscribers: [ { id: 4520001, alias: Xã 01, home: commune, talkgroups: [ 2001 ], callsign: XV9AB } ]
            m17-links: [ { id: far, at: province, host: 127.0.0.1, port: {{reflector.Address.Port}}, module: C, callsign: XV0DL, talkgroup: 2001, radio: 4529001 } ]
            """;
        await using var network = await OneProcess.StartAsync(text, services => services.AddSingleton(new M17Times { Look = TimeSpan.FromMilliseconds(50) }), "core-p");
        await network.AddAsync("core-c", "core-p");
        await using var hill = new VirtualRepeater(new VirtualRepeaterOptions { Master = network["core-c"].Addresses.Homebrew!, Repeater = new RepeaterId(452001), Secret = "s" });
        hill.Start();
        await hill.WaitForAsync(LoginState.Running).WaitAsync(TimeSpan.FromSeconds(10));
        var ear = new RepeaterEar(hill);
        await Wait.UntilAsync(() => reflector.Clients.Any(one => one.Callsign == "XV0DL"), () => "The link does not come.");
        using var client = new M17Client(reflector, "F4ABC");
        await Task.Delay(1000);

        await hill.TransmitAsync(ConsoleRig.Speak(Phrase.Team1AnswersEn, Group, superframes: 4), Timeslot.One);
        await client.HearsAsync();
        Assert.All(client.Packets, packet => Assert.Equal("XV9AB", packet.Setup.Source.ToString()));
        Assert.InRange(client.Packets.Count, 36 - 4, 36 + 1);

        await Task.Delay(500);
        ear.Clear();
        await client.SayAsync(M17Client.Frames(ConsoleRig.Decode(ConsoleRig.Speak(Phrase.Team1AnswersEn, superframes: 4))));
        await ear.HearsAsync(bursts => bursts.Any(burst => burst.Kind == DmrdBurst.Terminator));
        Assert.All(ear.Bursts, burst => Assert.Equal((4_529_001u, Group), (burst.Source, burst.Target)));
        Assert.InRange(ear.Bursts.Count(burst => burst.Kind.IsVoiceBurst()), 24 - 2, 24 + 6);

        // The commune decided it, and knows who it was all the same.
        var calls = await CallsAsync(network["core-c"]);
        Assert.Equal([("F4ABC", "@core-p", "m17/far"), ("Xã 01", "hill", "452001")], calls.Select(call => (call.SourceName, call.Spurts[0].Site, call.Spurts[0].HeardBy)));
        Assert.Equal(36 + 1, client.Packets.Count, 4.0);
    }

    private static async Task<List<Call>> CallsAsync(NodeHost node)
    {
        using var channel = GrpcChannel.ForAddress($"http://{node.Addresses.Grpc}");
        return [.. (await new CallService.CallServiceClient(channel).ListAsync(new ListCallsRequest())).Calls];
    }
}
