using System.Net;
using System.Net.Sockets;
using RadioNet.Protocols.M17;
using RadioNet.Simulator.M17;
using RadioNet.Voice.M17;

namespace RadioNet.Voice.Tests.M17;

/// <summary>Links over real UDP to a reflector that is there, refuses, falls silent, ends them, or starts anew.</summary>
public sealed class M17LinkTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly VirtualReflector _reflector = new(new VirtualReflectorOptions { PingInterval = TimeSpan.FromMilliseconds(50) });
    private readonly List<M17Link> _links = [];

    public void Dispose()
    {
        _links.ForEach(link => link.Dispose());
        _reflector.Dispose();
    }

    [Fact]
    public void What_one_says_at_a_module_all_others_there_hear()
    {
        var (talker, _) = Link("N0CALL", 'A');
        var (_, hears) = Link("F4ABC", 'A');
        var (listener, listens) = Link("EA1XYZ", 'A', listensOnly: true);
        var (_, elsewhere) = Link("DL1AAA", 'B');
        Assert.Equal(["DL1AAA B", "EA1XYZ A", "F4ABC A", "N0CALL A"], _reflector.Clients.Select(client => $"{client.Callsign} {client.Module}").Order());

        for (int number = 0; number < 25; number++) Assert.True(talker.Send(Packet(7, number, isLast: number == 24)));
        Assert.True(listener.Send(Packet(8, 0, isLast: true)));

        Until(() => hears.Heard.Count == 25 && listens.Heard.Count == 25);
        Assert.Equal(Enumerable.Range(0, 25).Select(number => ((ushort)7, number, number == 24, Setup)), hears.Heard);
        Assert.Equal(hears.Heard, listens.Heard);
        Until(() => _reflector.Pongs > 12);
        Assert.Equal((0, 25), (elsewhere.Heard.Count, hears.Heard.Count));
        Assert.Equal(25, talker.Counters.Sent);
    }

    [Fact]
    public void A_module_that_is_not_there_is_refused_and_nothing_is_sent()
    {
        var (link, end) = Link("N0CALL", 'Z', until: M17LinkState.Pausing);

        Assert.Contains((M17LinkState.Pausing, M17LinkFault.Refused), end.Changes);
        Assert.False(link.Send(Packet(1, 0, isLast: true)));
        Assert.Equal((0, 1), (link.Counters.Sent, link.Counters.Unsent));
    }

    [Fact]
    public void A_reflector_that_falls_silent_is_left_and_found_again()
    {
        var (link, end) = Link("N0CALL", 'A', silenceSeconds: 0.6);
        _reflector.Faults.IsSilent = true;
        Until(() => end.Changes.Contains((M17LinkState.Pausing, M17LinkFault.Silent)));
        Until(() => end.Changes.Contains((M17LinkState.Pausing, M17LinkFault.NoAnswer)));
        _reflector.Faults.IsSilent = false;
        Until(() => link.State == M17LinkState.Linked);
        Assert.Equal(["N0CALL A"], _reflector.Clients.Select(client => $"{client.Callsign} {client.Module}"));
    }

    [Fact]
    public void A_reflector_that_starts_anew_or_ends_the_link_is_asked_again()
    {
        var (link, end) = Link("N0CALL", 'A', silenceSeconds: 0.6);
        _reflector.Restart();
        Until(() => end.Changes.Contains((M17LinkState.Pausing, M17LinkFault.Silent)));
        Until(() => link.State == M17LinkState.Linked && _reflector.Clients.Count == 1);
        _reflector.EndAll();
        Until(() => end.Changes.Contains((M17LinkState.Pausing, M17LinkFault.Ended)));
        Until(() => link.State == M17LinkState.Linked && _reflector.Clients.Count == 1);
    }

    [Fact]
    public void Who_goes_takes_leave()
    {
        var (link, end) = Link("N0CALL", 'A');
        link.Dispose();

        Assert.Empty(_reflector.Clients);
        Assert.Equal([M17LinkState.Asking, M17LinkState.Linked, M17LinkState.Leaving, M17LinkState.Stopped], end.Changes.Select(change => change.State));
    }

    [Fact]
    public void Strangers_and_a_listener_that_throws_do_not_harm_a_link()
    {
        var (talker, _) = Link("N0CALL", 'A');
        var (link, end) = Link("F4ABC", 'A');
        end.Throws = true;
        talker.Send(Packet(1, 0, isLast: false));
        Until(() => link.Counters.Faults == 1);
        end.Throws = false;
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        stranger.SendTo(Packet(1, 1, isLast: false), new IPEndPoint(IPAddress.Loopback, _reflector.Clients.Single(client => client.Callsign == "F4ABC").Address.Port));
        Until(() => link.Counters.Strangers == 1);
        talker.Send(Packet(1, 2, isLast: true));

        Until(() => !end.Heard.IsEmpty);
        Assert.Equal([2], end.Heard.Select(heard => heard.Number));
    }

    private static M17LinkSetup Setup { get; } = new(M17Address.Broadcast, Address("N0CALL"), M17Type.PlainVoice());

    private static M17Address Address(string text) => M17Address.TryParse(text, out var address) ? address : throw new ArgumentException(text);

    private static byte[] Packet(ushort stream, int number, bool isLast)
    {
        byte[] octets = new byte[M17StreamPacket.Length];
        M17StreamPacket.Write(octets, stream, Setup, number, isLast, new byte[M17StreamPacket.PayloadOctets]);
        return octets;
    }

    private static void Until(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, _patience));

    private (M17Link Link, HearingEnd End) Link(string callsign, char module, bool listensOnly = false, M17LinkState until = M17LinkState.Linked, double silenceSeconds = 10)
    {
        var end = new HearingEnd();
        var link = new M17Link(
            _reflector.Address,
            new M17SessionOptions
            {
                Callsign = Address(callsign),
                Module = module,
                ListensOnly = listensOnly,
                AnswerWait = TimeSpan.FromMilliseconds(500),
                FirstPause = TimeSpan.FromMilliseconds(50),
                LongestPause = TimeSpan.FromMilliseconds(200),
                Silence = TimeSpan.FromSeconds(silenceSeconds),
            },
            end,
            TimeProvider.System);
        _links.Add(link);
        link.Start();
        Until(() => link.State == until);
        return (link, end);
    }
}
