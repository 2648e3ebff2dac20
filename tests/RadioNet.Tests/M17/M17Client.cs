using System.Diagnostics;
using RadioNet.Protocols.M17;
using RadioNet.Simulator.M17;
using RadioNet.Tests.EndToEnd.Rig;
using RadioNet.Voice.M17;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Tests.M17;

/// <summary>Somebody with an M17 client at module C of a reflector: hears what is said there, and talks.</summary>
internal sealed class M17Client : IM17LinkListener, IDisposable
{
    private static readonly TimeSpan _packet = TimeSpan.FromMilliseconds(40);

    private readonly List<Heard> _heard = [];
    private readonly M17Link _link;
    private ushort _stream = 100;

    public M17Client(VirtualReflector reflector, string callsign)
    {
        Callsign = Address(callsign);
        _link = new M17Link(reflector.Address, new M17SessionOptions { Callsign = Callsign, Module = 'C' }, this, TimeProvider.System);
        _link.Start();
        Assert.True(SpinWait.SpinUntil(() => _link.State == M17LinkState.Linked, 5000));
    }

    /// <summary>M17's vocoder.</summary>
    public static IVocoder Vocoder { get; } = new VocoderCatalogue(new VocoderSources()).Find(VocoderNames.Codec2At3200)!;

    public M17Address Callsign { get; }

    public List<Heard> Packets
    {
        get
        {
            lock (_heard) return [.. _heard];
        }
    }

    TimeSpan IM17LinkListener.DueAt => TimeSpan.MaxValue;

    public static M17Address Address(string text) => M17Address.TryParse(text, out var address) ? address : throw new ArgumentException(text, nameof(text));

    /// <summary>Waits for a stream's end.</summary>
    public Task HearsAsync(int streams = 1) => Wait.UntilAsync(() => Packets.Count(packet => packet.IsLast) >= streams, () => $"It heard {Packets.Count} packets.");

    /// <summary>What was heard, as speech.</summary>
    public short[] Speech()
    {
        Assert.True(Vocoder.TryOpenDecoder(out var decoder, out _));
        using (decoder)
        {
            var all = new List<short>();
            var piece = new short[SpeechFrame.Samples];
            foreach (var packet in Packets)
            {
                foreach (var frame in packet.Payload.Chunk(8))
                {
                    Assert.True(decoder.Offer(frame) && decoder.TryTake(piece, out _));
                    all.AddRange(piece);
                }
            }

            return [.. all];
        }
    }

    /// <summary>Speech as frames of M17's vocoder.</summary>
    public static List<byte[]> Frames(short[] speech)
    {
        Assert.True(Vocoder.TryOpenEncoder(out var encoder, out _));
        using (encoder)
        {
            var all = new List<byte[]>();
            foreach (var piece in speech.Chunk(SpeechFrame.Samples).Where(piece => piece.Length == SpeechFrame.Samples))
            {
                var frame = new byte[8];
                Assert.True(encoder.Offer(piece) && encoder.TryTake(frame, out _));
                all.Add(frame);
            }

            if (all.Count % 2 != 0) all.RemoveAt(all.Count - 1);
            return all;
        }
    }

    /// <summary>Says it in its time, and is believed to be whoever is named.</summary>
    public async Task SayAsync(List<byte[]> frames, string? callsign = null, M17Type? type = null, TimeSpan? each = null)
    {
        _stream++;
        var setup = new M17LinkSetup(M17Address.Broadcast, callsign is null ? Callsign : Address(callsign), type ?? M17Type.PlainVoice());
        var packet = new byte[M17StreamPacket.Length];
        var since = Stopwatch.StartNew();
        for (var number = 0; number < frames.Count / 2; number++)
        {
            if (((each ?? _packet) * number) - since.Elapsed is var early && early > TimeSpan.Zero) await Task.Delay(early);
            M17StreamPacket.Write(packet, _stream, setup, number, number == (frames.Count / 2) - 1, [.. frames[2 * number], .. frames[(2 * number) + 1]]);
            _link.Send(packet);
        }
    }

    /// <summary>Sends whatever.</summary>
    public void Send(byte[] octets) => _link.Send(octets);

    public void Dispose() => _link.Dispose();

    void IM17LinkListener.Take(in M17StreamPacket packet, TimeSpan now)
    {
        lock (_heard) _heard.Add(new Heard(packet.StreamId, packet.FrameNumber, packet.IsLast, packet.Setup, packet.Payload.ToArray()));
    }

    void IM17LinkListener.Advance(TimeSpan now)
    {
    }

    void IM17LinkListener.Changed(M17LinkState state, M17LinkFault fault)
    {
    }

    internal sealed record Heard(ushort Stream, int Number, bool IsLast, M17LinkSetup Setup, byte[] Payload);
}
