using CsCheck;
using RadioNet.Protocols.M17;
using RadioNet.Voice.M17;

namespace RadioNet.Voice.Tests.M17;

/// <summary>The table of <c>firmware-interfaces/m17</c>, and what it costs when a reflector is not there.</summary>
public sealed class M17SessionTests
{
    private static readonly M17Address _callsign = Address("N0CALL");
    private static readonly M17Address _reflector = Address("M17-VRT");

    private readonly byte[] _message = new byte[M17Control.LongestLength];
    private TimeSpan _now = TimeSpan.FromHours(1);

    /// <summary>Every state with every event; what the document does not list changes nothing and says nothing.</summary>
    [Fact]
    public void The_table_is_the_document_s()
    {
        var table = new Dictionary<(M17LinkState, string), (M17LinkState, M17LinkFault, M17ControlKind?)>
        {
            [(M17LinkState.Stopped, "start")] = (M17LinkState.Asking, M17LinkFault.None, M17ControlKind.Connect),
            [(M17LinkState.Leaving, "start")] = (M17LinkState.Asking, M17LinkFault.None, M17ControlKind.Connect),
            [(M17LinkState.Asking, "Acknowledgement")] = (M17LinkState.Linked, M17LinkFault.None, null),
            [(M17LinkState.Asking, "time")] = (M17LinkState.Pausing, M17LinkFault.NoAnswer, null),
            [(M17LinkState.Asking, "Refusal")] = (M17LinkState.Pausing, M17LinkFault.Refused, null),
            [(M17LinkState.Linked, "Refusal")] = (M17LinkState.Pausing, M17LinkFault.Refused, null),
            [(M17LinkState.Linked, "Ping")] = (M17LinkState.Linked, M17LinkFault.None, M17ControlKind.Pong),
            [(M17LinkState.Linked, "time")] = (M17LinkState.Pausing, M17LinkFault.Silent, M17ControlKind.Disconnect),
            [(M17LinkState.Linked, "Disconnect")] = (M17LinkState.Pausing, M17LinkFault.Ended, M17ControlKind.Disconnected),
            [(M17LinkState.Linked, "Disconnected")] = (M17LinkState.Pausing, M17LinkFault.Ended, null),
            [(M17LinkState.Pausing, "time")] = (M17LinkState.Asking, M17LinkFault.NoAnswer, M17ControlKind.Connect),
            [(M17LinkState.Asking, "stop")] = (M17LinkState.Leaving, M17LinkFault.None, M17ControlKind.Disconnect),
            [(M17LinkState.Linked, "stop")] = (M17LinkState.Leaving, M17LinkFault.None, M17ControlKind.Disconnect),
            [(M17LinkState.Pausing, "stop")] = (M17LinkState.Stopped, M17LinkFault.None, null),
            [(M17LinkState.Leaving, "Disconnected")] = (M17LinkState.Stopped, M17LinkFault.None, null),
            [(M17LinkState.Leaving, "Disconnect")] = (M17LinkState.Stopped, M17LinkFault.None, null),
            [(M17LinkState.Leaving, "time")] = (M17LinkState.Stopped, M17LinkFault.None, null),
        };
        string[] events = ["start", "stop", "time", "stream", "noise", .. Enum.GetNames<M17ControlKind>()];

        foreach (var state in Enum.GetValues<M17LinkState>())
        {
            foreach (string @event in events)
            {
                var session = In(state);
                Assert.Equal(state, session.State);
                var expected = table.GetValueOrDefault((state, @event), (state, session.Fault, null));

                var said = Happen(session, @event);

                Assert.True(expected == (session.State, session.Fault, said), $"{state}, {@event}: {session.State}, {session.Fault}, says {said}; not {expected}.");
            }
        }
    }

    [Fact]
    public void Who_only_listens_asks_to_listen()
    {
        var session = new M17Session(new M17SessionOptions { Callsign = _callsign, Module = 'B', ListensOnly = true });

        Assert.Equal(new M17Control(M17ControlKind.Listen, _callsign, 'B'), Read(session.Start(_now, _message)));
    }

    [Fact]
    public void A_reflector_that_is_not_there_is_asked_ever_less_often()
    {
        var session = In(M17LinkState.Asking);
        var pauses = new List<double>();
        for (int attempt = 0; attempt < 8; attempt++)
        {
            _now = session.DueAt;
            Assert.Equal(0, session.Advance(_now, _message));
            pauses.Add((session.DueAt - _now).TotalSeconds);
            _now = session.DueAt;
            Assert.Equal(M17ControlKind.Connect, Read(session.Advance(_now, _message))!.Value.Kind);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], pauses);
    }

    [Fact]
    public void A_word_alone_does_not_shorten_the_pause_and_a_ping_does()
    {
        Assert.Equal([1, 2, 4], Pauses(withPing: false));
        Assert.Equal([1, 1, 1], Pauses(withPing: true));
    }

    [Fact]
    public void A_refusal_is_followed_by_the_longest_pause()
    {
        var session = In(M17LinkState.Asking);
        Happen(session, "Refusal");

        Assert.Equal(TimeSpan.FromSeconds(60), session.DueAt - _now);
    }

    [Fact]
    public void What_the_reflector_says_keeps_the_link()
    {
        var session = In(M17LinkState.Linked);
        foreach (string @event in (string[])["Ping", "stream", "Ping"])
        {
            _now += TimeSpan.FromSeconds(29);
            Assert.Equal(0, session.Advance(_now, _message));
            Happen(session, @event);
            Assert.Equal(TimeSpan.FromSeconds(30), session.DueAt - _now);
        }

        _now += TimeSpan.FromSeconds(29);
        Happen(session, "noise");
        Assert.Equal(TimeSpan.FromSeconds(1), session.DueAt - _now);
    }

    [Fact]
    public void Streams_are_heard_while_linked_alone()
    {
        foreach (var state in Enum.GetValues<M17LinkState>())
        {
            In(state).Take(Stream(), _now, _message, out _, out bool isStream);
            Assert.Equal(state == M17LinkState.Linked, isStream);
        }
    }

    [Theory]
    [InlineData("@ALL", 'A')]
    [InlineData("#PARROT", 'A')]
    [InlineData("N0CALL", 'a')]
    [InlineData("N0CALL", '1')]
    public void An_option_without_sense_is_refused(string callsign, char module) =>
        Assert.Throws<ArgumentException>(() => new M17Session(new M17SessionOptions { Callsign = Address(callsign), Module = module }));

    /// <summary>Whatever came and whenever: something is due unless the link is not wanted, and once it is, the reflector is asked.</summary>
    [Fact]
    public void Whatever_happens_a_wanted_link_is_asked_for_again() => Gen.Select(
        Gen.Int[0, 6 + Enum.GetValues<M17ControlKind>().Length], Gen.Int[0, 40_000]).Array[0, 60].Sample(
        steps =>
        {
            var session = In(M17LinkState.Stopped);
            string[] events = ["start", "stop", "time", "time", "stream", "noise", "Ping", .. Enum.GetNames<M17ControlKind>()];
            foreach (var (step, milliseconds) in steps)
            {
                _now += TimeSpan.FromMilliseconds(milliseconds);
                Happen(session, events[step]);
                Assert.Equal(session.State == M17LinkState.Stopped, session.DueAt == TimeSpan.MaxValue);
                Assert.True(session.State == M17LinkState.Stopped || session.DueAt - _now <= TimeSpan.FromSeconds(60), $"{session.State}: {session.DueAt - _now}");
            }

            string[] wanted = ["start", "time", "time", "time"];
            Assert.Contains(M17ControlKind.Connect, wanted.Select(@event => Happen(session, @event)));
        },
        threads: 1);

    private static M17Address Address(string text) => M17Address.TryParse(text, out var address) ? address : throw new ArgumentException(text);

    private static byte[] Stream()
    {
        byte[] octets = new byte[M17StreamPacket.Length];
        M17StreamPacket.Write(octets, 7, new M17LinkSetup(M17Address.Broadcast, _callsign, M17Type.PlainVoice()), 0, isLast: false, new byte[16]);
        return octets;
    }

    private List<double> Pauses(bool withPing)
    {
        var session = In(M17LinkState.Asking);
        var pauses = new List<double>();
        for (int link = 0; link < 3; link++)
        {
            Happen(session, "Acknowledgement");
            if (withPing) Happen(session, "Ping");
            Happen(session, "Disconnected");
            pauses.Add((session.DueAt - _now).TotalSeconds);
            Happen(session, "time");
        }

        return pauses;
    }

    private M17Session In(M17LinkState state)
    {
        var session = new M17Session(new M17SessionOptions { Callsign = _callsign, Module = 'B' });
        string[] way = state switch
        {
            M17LinkState.Stopped => [],
            M17LinkState.Asking => ["start"],
            M17LinkState.Linked => ["start", "Acknowledgement"],
            M17LinkState.Pausing => ["start", "time"],
            _ => ["start", "stop"],
        };
        foreach (string step in way) Happen(session, step);
        return session;
    }

    private M17ControlKind? Happen(M17Session session, string @event)
    {
        if (@event == "time" && session.DueAt < TimeSpan.MaxValue) _now = session.DueAt > _now ? session.DueAt : _now;
        int length = @event switch
        {
            "start" => session.Start(_now, _message),
            "stop" => session.Stop(_now, _message),
            "time" => session.Advance(_now, _message),
            "stream" => session.Take(Stream(), _now, _message, out _, out _),
            "noise" => session.Take([1, 2, 3], _now, _message, out _, out _),
            _ => session.Take(Control(Enum.Parse<M17ControlKind>(@event)), _now, _message, out _, out _),
        };
        return Read(length)?.Kind;
    }

    private static byte[] Control(M17ControlKind kind)
    {
        byte[] octets = new byte[M17Control.LongestLength];
        return octets[..new M17Control(kind, _reflector, 'B').Write(octets)];
    }

    private M17Control? Read(int length)
    {
        if (length == 0) return null;
        Assert.True(M17Control.TryRead(_message.AsSpan(0, length), out var control));
        Assert.Equal(control.Kind is M17ControlKind.Disconnected ? default : _callsign, control.Sender);
        return control;
    }
}
