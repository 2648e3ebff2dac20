using System.Buffers.Binary;
using CsCheck;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>Random bursts, commands and time over several ports; whatever happens, the promises to every timeslot hold.</summary>
public sealed class RouterPropertyTests
{
    private const int Radios = 3;

    private static readonly Gen<(byte What, byte A, byte B, byte C)[]> Steps =
        Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, Gen.Byte).Array[1, 250];

    [Fact]
    public void Every_timeslot_hears_whole_transmissions_of_one_stream_in_order() =>
        Steps.Sample(steps => new Run().Check(steps), iter: 1000, threads: 1);

    private sealed class Run
    {
        private readonly RouterRig _rig = new();
        private readonly Dictionary<int, (byte ColorCode, bool ManyCalls)> _ports = [];
        private readonly List<int> _open = [];
        private readonly Dictionary<(int Port, Timeslot Slot, uint Source), Talker> _talkers = [];
        private readonly HashSet<int> _closed = [];
        private uint _voice;
        private int _nextPort;

        public void Check((byte What, byte A, byte B, byte C)[] steps)
        {
            for (int i = 0; i < 5; i++) OpenPort((byte)i);
            foreach ((byte what, byte a, byte b, byte c) in steps) Do(what, a, b, c);
            _rig.Host.IsFull = false;
            _rig.Advance(3000);
            CheckSlots();
            CheckEvents();
        }

        private void OpenPort(byte kind)
        {
            int port = ++_nextPort;
            bool manyCalls = kind % 5 == 4;
            byte colorCode = (byte)(1 + (kind % 2));
            _ports[port] = (colorCode, manyCalls);
            _open.Add(port);
            _rig.Open(port, colorCode, manyCalls);
        }

        private void Do(byte what, byte a, byte b, byte c)
        {
            switch (what % 20)
            {
                case < 12:
                    Transmit(a, b, c);
                    break;
                case 12 or 13:
                    if (Stream(a) is { } granted) _rig.Grant(granted, Destinations(b, c));
                    break;
                case 14 or 15:
                    if (Stream(a) is { } rerouted) _rig.Reroute(rerouted, Destinations(b, c));
                    break;
                case 16:
                    if (Stream(a) is { } denied) _rig.Obey(b % 2 == 0 ? new RouterCommand.Refuse(denied) : new RouterCommand.Stop(denied));
                    break;
                case 17:
                    _rig.Advance(a % 8 == 0 ? 400 + b : a % 100);
                    break;
                case 18 when a % 4 == 0 && _open.Count > 2:
                    ClosePort(_open[b % _open.Count]);
                    OpenPort(c);
                    break;
                default:
                    _rig.Host.IsFull = b % 4 == 0;
                    break;
            }
        }

        private void ClosePort(int port)
        {
            _open.Remove(port);
            _closed.Add(port);
            _rig.Obey(new RouterCommand.ClosePort(new PortId(port)));
        }

        private void Transmit(byte a, byte b, byte c)
        {
            int port = _open[a % _open.Count];
            Timeslot slot = (b & 1) == 0 ? Timeslot.One : Timeslot.Two;
            uint source = 100u + (uint)((b & 6) == 6 ? (b >> 3) % Radios : 0);
            if (!_talkers.TryGetValue((port, slot, source), out Talker? talker))
            {
                talker = _talkers[(port, slot, source)] = new Talker
                {
                    Repeater = RouterRig.Repeater(port),
                    Slot = slot,
                    Source = new RadioId(source + (uint)(port * 10) + (slot == Timeslot.Two ? 5u : 0)),
                    ColorCode = new ColorCode(_ports[port].ColorCode),
                    Stream = (b & 0x80) != 0 ? 0 : (uint)((port * 1000) + source),
                    Kind = source % 2 == 0 ? AddressKind.Group : AddressKind.Unit,
                };
            }

            if (c >= 250) talker.Sequence += (byte)(c - 249);
            if (c % 16 == 0 && (c & 0x20) != 0 && talker.Stream != 0) talker.Stream += 100_000;
            List<byte[]> datagrams = (c % 16) switch
            {
                0 => [talker.Header()],
                1 or 2 => [talker.Terminator()],
                3 => [talker.Data(), talker.Data()],
                4 => [talker.Header(), .. Voice(talker, 4), talker.Terminator()],
                var first => [.. Voice(talker, 1 + (first % 6))],
            };
            foreach (byte[] datagram in datagrams) _rig.Receive(port, datagram);
            if (c % 11 == 0) _rig.Receive(port, datagrams[^1]);
            if (c % 13 == 0) _rig.Receive(port, datagrams[0]);
        }

        private IEnumerable<byte[]> Voice(Talker talker, int count) => Enumerable.Range(0, count).Select(index => Numbered(talker.Voice(index)));

        /// <summary>Numbers a voice burst in its first vocoder frame, which no one may touch.</summary>
        private byte[] Numbered(byte[] datagram)
        {
            BinaryPrimitives.WriteUInt32BigEndian(datagram.AsSpan(20), ++_voice);
            return datagram;
        }

        private StreamId? Stream(byte a)
        {
            List<RouterEvent> started = [.. _rig.Host.Of(RouterEventKind.StreamStarted)];
            return started.Count == 0 ? null : started[^(1 + (a % Math.Min(started.Count, 6)))].Stream;
        }

        private Destination[] Destinations(byte b, byte c)
        {
            List<Destination> to = [];
            for (int i = 0; i < 4; i++)
            {
                if ((b >> i & 1) == 0) continue;
                int port = _open[(c + i) % _open.Count];
                Timeslot slot = (c >> i & 1) == 0 ? Timeslot.One : Timeslot.Two;
                // Now and then a lease of before.
                Destination fresh = _rig.To(port, slot);
                to.Add(_ports[port].ManyCalls ? fresh with { Lease = 0 } : fresh with { Lease = (b & 0xC0) == 0xC0 ? fresh.Lease / 2 : fresh.Lease });
            }

            return [.. to];
        }

        private void CheckSlots()
        {
            foreach (var slot in _rig.Sent.GroupBy(sent => (sent.Port, sent.Slot, Call: _ports[sent.Port].ManyCalls ? sent.Stream : 0)))
            {
                Assert.All(slot, sent => Assert.Equal(RouterRig.Repeater(sent.Port), sent.Repeater));
                foreach (Transmission heard in Transmission.Of(slot, lastMayRun: _closed.Contains(slot.Key.Port)))
                {
                    uint[] numbers = [.. heard.Voice.Select(payload => BinaryPrimitives.ReadUInt32BigEndian(payload))];
                    Assert.Equal(numbers.Order().Distinct(), numbers);
                    Assert.All(heard.Bursts, burst => CheckBurst(slot.Key.Port, slot.Key.Slot, burst));
                }
            }
        }

        private void CheckBurst(int port, Timeslot slot, SentBurst burst)
        {
            BurstKind kind = burst.Burst.HasSlotType() ? BurstKind.Data : burst.Burst == DmrdBurst.VoiceA ? BurstKind.VoiceSync : BurstKind.VoiceEmbedded;
            if (BurstColorCode.TryRead(burst.Payload, kind, out ColorCode colorCode)) Assert.Equal(_ports[port].ColorCode, colorCode.Value);
            // A source's id tells its port (tens) and slot (fives).
            int from = (int)burst.Source.Value - 100;
            Timeslot fromSlot = from % 10 >= 5 ? Timeslot.Two : Timeslot.One;
            Assert.False(from / 10 == port && (_ports[port].ManyCalls || fromSlot == slot), "a stream went back to where it came from");
        }

        private void CheckEvents()
        {
            Assert.Equal((0L, 0L), (_rig.Counters.Streams, _rig.Counters.Faults));
            Assert.Equal(_rig.Host.Of(RouterEventKind.StreamStarted).Select(said => said.Stream), _rig.Host.Of(RouterEventKind.StreamStarted).Select(said => said.Stream).Distinct());
            foreach (var stream in _rig.Host.Said.GroupBy(said => said.Stream))
            {
                RouterEventKind[] kinds = [.. stream.Select(said => said.Kind)];
                Assert.Equal(RouterEventKind.StreamStarted, kinds[0]);
                Assert.Equal(RouterEventKind.StreamEnded, kinds[^1]);
                Assert.DoesNotContain(kinds[1..^1], kind => kind is RouterEventKind.StreamStarted or RouterEventKind.StreamEnded);
            }
        }
    }
}
