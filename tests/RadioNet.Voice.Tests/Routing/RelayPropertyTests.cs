using CsCheck;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>Voice and orders in any order, links that come and go: whoever hears something hears whole transmissions of bursts in order.</summary>
public sealed class RelayPropertyTests
{
    private const int Nodes = 2, Spurts = 4, FirstRepeater = 11, Repeaters = 2;

    private enum Kind
    {
        Speak,
        Order,
        EndOrder,
        Wait,
        Begin,
        Reconnect,
    }

    [Fact]
    public void Timeslots_and_links_hear_whole_transmissions()
    {
        Gen<(Kind Kind, int Spurt, int Choice)> step = Gen.Select(
            Gen.Frequency((12, Gen.Const(Kind.Speak)), (3, Gen.Const(Kind.Order)), (1, Gen.Const(Kind.EndOrder)), (2, Gen.Const(Kind.Wait)), (1, Gen.Const(Kind.Begin)), (1, Gen.Const(Kind.Reconnect))),
            Gen.Int[0, Spurts - 1],
            Gen.Int[0, 1023]);
        step.Array[1, 150].Sample(steps => new Play().Run(steps), iter: 500);
    }

    private sealed class Play
    {
        private readonly RouterRig _rig = new();
        private readonly FarEnd[] _nodes = new FarEnd[Nodes];
        private readonly int[] _ports = new int[Nodes];
        private readonly Talker[] _talkers = [.. Enumerable.Range(1, Spurts).Select(i => new Talker { Repeater = default, Source = new RadioId((uint)i), Target = 1000u + (uint)i })];
        private readonly Spoken?[] _spoken = new Spoken?[Spurts];
        private readonly List<FarEnd> _all = [];
        private readonly HashSet<int> _ordered = [];
        private int _nextPort = 100;

        public Play()
        {
            for (int node = 0; node < Nodes; node++) Connect(node);
            for (int i = 0; i < Repeaters; i++) _rig.Open(FirstRepeater + i);
        }

        public void Run((Kind Kind, int Spurt, int Choice)[] steps)
        {
            foreach ((Kind kind, int spurt, int choice) in steps) Take(kind, spurt, choice);
            _rig.Advance(15_000);
            for (int i = 0; i < Repeaters; i++)
            {
                foreach (Timeslot slot in new[] { Timeslot.One, Timeslot.Two }) Check(_rig.SentTo(FirstRepeater + i, slot), lastMayRun: false);
            }

            foreach (FarEnd far in _all)
            {
                // Each SSRC is a transmission; one that the closing of its port cut has no end.
                foreach (IGrouping<uint, SentBurst> one in _rig.HeardAt(far).GroupBy(burst => burst.Stream)) Check([.. one], lastMayRun: !_nodes.Contains(far));
            }

            RouterCounters counters = _rig.Counters;
            Assert.Equal((0L, 0L, 0L), (counters.Relays, counters.Streams, counters.Faults));
            Assert.Empty(_rig.Host.Said);
        }

        private void Check(List<SentBurst> sent, bool lastMayRun)
        {
            foreach (Transmission heard in Transmission.Of(sent, lastMayRun))
            {
                int spurt = (int)heard.Source.Value - 1;
                Assert.Contains(spurt, _ordered);
                int[] places = [.. heard.Voice.Select(payload => _talkers[spurt].Source.Value == heard.Source.Value ? Said[spurt].FindIndex(each => each.SequenceEqual(payload)) : -1)];
                Assert.DoesNotContain(-1, places);
                Assert.Equal(places.Order().Distinct(), places);
            }
        }

        private List<byte[]>[] Said { get; } = [.. Enumerable.Range(0, Spurts).Select(_ => new List<byte[]>())];

        private void Connect(int node)
        {
            if (_ports[node] != 0) _rig.Obey(new RouterCommand.ClosePort(new PortId(_ports[node])));
            _ports[node] = ++_nextPort;
            _nodes[node] = _rig.OpenNode(_nextPort);
            _all.Add(_nodes[node]);
            for (int i = 0; i < Spurts; i++)
            {
                if (_spoken[i]?.Node == node) _spoken[i] = null;
            }
        }

        private void Take(Kind kind, int spurt, int choice)
        {
            switch (kind)
            {
                case Kind.Speak:
                    Speak(spurt, choice);
                    break;
                case Kind.Order:
                    _ordered.Add(spurt);
                    int? from = choice % 8 == 0 ? null : _ports[(choice >> 3) % Nodes];
                    List<Destination> to = [];
                    for (int i = 0; i < Repeaters; i++)
                    {
                        if ((choice >> (4 + i) & 1) != 0) to.Add(_rig.To(FirstRepeater + i, (choice >> (6 + i) & 1) != 0 ? Timeslot.One : Timeslot.Two));
                    }

                    for (int i = 0; i < Nodes; i++)
                    {
                        if ((choice >> (8 + i) & 1) != 0) to.Add(new Destination(new PortId(_ports[i]), Timeslot.One, 0));
                    }

                    _rig.Relay(1, (ulong)spurt + 1, from, [.. to]);
                    break;
                case Kind.EndOrder:
                    _rig.EndRelay(1, (ulong)spurt + 1);
                    break;
                case Kind.Wait:
                    _rig.Advance(choice < 900 ? 60 : choice < 1000 ? 700 : 12_000);
                    break;
                case Kind.Begin:
                    _spoken[spurt] = null;
                    break;
                default:
                    Connect(choice % Nodes);
                    break;
            }
        }

        /// <summary>The next burst of a spurt: lost, doubled or overtaken now and then.</summary>
        private void Speak(int spurt, int choice)
        {
            Spoken spoken = _spoken[spurt] ??= new Spoken(choice % Nodes, new LinkSpurt());
            FarEnd far = _nodes[spoken.Node];
            Talker talker = _talkers[spurt];
            bool ends = spoken.Count > 0 && choice % 16 == 0;
            byte[] dmrd = spoken.Count == 0 ? talker.Header() : ends ? talker.Terminator() : talker.Voice((spoken.Count - 1) % 6);
            if (spoken.Count > 0 && !ends) Said[spurt].Add(dmrd[20..53]);
            byte[] datagram = far.Seal(spoken.Spurt, dmrd, 1, (ulong)spurt + 1);
            byte[]? held = spoken.Held;
            spoken = spoken with { Count = spoken.Count + 1, Held = choice >> 5 == 1 ? datagram : null };
            _spoken[spurt] = ends ? null : spoken;
            if (choice >> 5 is not (0 or 1)) _rig.ReceiveVoice(far.Address, datagram);
            if (choice >> 5 == 2) _rig.ReceiveVoice(far.Address, datagram);
            if (held is not null) _rig.ReceiveVoice(far.Address, held);
        }

        private sealed record Spoken(int Node, LinkSpurt Spurt, int Count = 0, byte[]? Held = null);
    }
}
