using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using RadioNet.Simulator.Radios;

namespace RadioNet.Tests.EndToEnd.Rig;

/// <summary>
/// A third party's repeater: a UDP socket and octets written here by hand, so that a mistake of our own codecs can't agree with
/// itself. It keeps all that it hears.
/// </summary>
internal sealed class RawRepeater : IDisposable
{
    /// <summary>From one burst to the next: who pauses longer is held up by its machine, and has left the air to any network.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(10);

    private readonly Socket _socket;
    private readonly Lock _gate = new();
    private readonly List<HeardBurst> _heard = [];
    private readonly List<byte[]> _said = [];
    private readonly Task _receiver;
    private readonly byte[] _secret;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _read;

    public RawRepeater(IPEndPoint node, uint id, string secret)
    {
        (Id, _secret) = (id, Encoding.UTF8.GetBytes(secret));
        _socket = new Socket(node.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 4 << 20 };
        _socket.Connect(node);
        _receiver = Task.Run(ReceiveAsync);
    }

    /// <summary>The id that it logs in with.</summary>
    public uint Id { get; }

    /// <summary>All bursts so far.</summary>
    public IReadOnlyList<HeardBurst> Heard
    {
        get
        {
            lock (_gate) return [.. _heard];
        }
    }

    /// <summary>All other datagrams so far.</summary>
    public IReadOnlyList<byte[]> Said
    {
        get
        {
            lock (_gate) return [.. _said];
        }
    }

    /// <summary>Sends octets.</summary>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _socket.Send(datagram);
        }
        catch (SocketException)
        {
            // The node is away; UDP loses what it can't bring.
        }
    }

    /// <summary>Logs in to the end: RPTL, RPTK, RPTC and, when there are options, RPTO; holds each answer to its octets.</summary>
    /// <param name="slots">As RPTC says it: '3' both, '4' simplex, '1' or '2' one.</param>
    /// <param name="options">The text of RPTO; null sends none.</param>
    public async Task LogInAsync(char slots = '3', string? options = null)
    {
        byte[] nonce = await ChallengeAsync();
        Send(Proof(nonce));
        Assert.Equal(WithId("RPTACK"), await AnswerAsync());
        Send(Configuration(slots));
        Assert.Equal(WithId("RPTACK"), await AnswerAsync());
        if (options is null) return;
        Send([.. WithId("RPTO"), .. Encoding.UTF8.GetBytes(options)]);
        Assert.Equal(WithId("RPTACK"), await AnswerAsync());
    }

    /// <summary>Sends RPTL and tells the nonce of its answer.</summary>
    public async Task<byte[]> ChallengeAsync()
    {
        Send(WithId("RPTL"));
        byte[] answer = await AnswerAsync();
        Assert.Equal(10, answer.Length);
        Assert.Equal("RPTACK"u8.ToArray(), answer[..6]);
        return answer[6..];
    }

    /// <summary>RPTK: SHA-256 of nonce and secret.</summary>
    public byte[] Proof(byte[] nonce) => [.. WithId("RPTK"), .. SHA256.HashData([.. nonce, .. _secret])];

    /// <summary>Sends RPTPING and waits for exactly its MSTPONG.</summary>
    public async Task PingAsync()
    {
        Send(WithId("RPTPING"));
        Assert.Equal(WithId("MSTPONG"), await AnswerAsync());
    }

    /// <summary>A tag and this repeater's id.</summary>
    public byte[] WithId(string tag)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes(tag), 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(tag.Length), Id);
        return message;
    }

    /// <summary>The next datagram that is no burst.</summary>
    public async Task<byte[]> AnswerAsync()
    {
        await WaitAsync(() => _said.Count > _read, "the node answers");
        lock (_gate) return _said[_read++];
    }

    /// <summary>RPTC, 302 octets.</summary>
    public byte[] Configuration(char slots)
    {
        string text = $"{"E2E",-8}439200000430200000" + "2501" + "12.67970" + "108.04470" + "500" + $"{"Hill",-20}{"Test",-19}" + slots + $"{"",-124}{"ThirdParty-1",-40}{"MMDVM",-40}";
        Assert.Equal(294, text.Length);
        return [.. WithId("RPTC"), .. Encoding.ASCII.GetBytes(text)];
    }

    /// <summary>One burst as a DMRD datagram, 55 octets.</summary>
    /// <param name="transmission">Whose burst.</param>
    /// <param name="index">Which.</param>
    /// <param name="slot">1 or 2.</param>
    /// <param name="stream">The stream id.</param>
    public byte[] Burst(Transmission transmission, int index, int slot, uint stream)
    {
        byte[] datagram = new byte[55];
        "DMRD"u8.CopyTo(datagram);
        datagram[4] = (byte)index;
        WriteAddress(datagram.AsSpan(5), transmission.Source.Value);
        WriteAddress(datagram.AsSpan(8), transmission.Target);
        BinaryPrimitives.WriteUInt32BigEndian(datagram.AsSpan(11), Id);
        datagram[15] = (byte)((slot == 2 ? 0x80 : 0) | (transmission.TargetKind == Protocols.AddressKind.Unit ? 0x40 : 0) | (byte)transmission.Bursts[index].Kind);
        BinaryPrimitives.WriteUInt32BigEndian(datagram.AsSpan(16), stream);
        transmission.Bursts[index].Payload.Span.CopyTo(datagram.AsSpan(20));
        datagram[54] = 80;
        return datagram;
    }

    /// <summary>Sends a transmission at a pace.</summary>
    /// <returns>The longest time from one burst to the next: on a busy machine it may be late itself.</returns>
    public async Task<TimeSpan> PlayAsync(Transmission transmission, int slot, TimeSpan? pace = null, uint? stream = null)
    {
        uint id = stream ?? (uint)Random.Shared.NextInt64(1, uint.MaxValue);
        var spacing = pace ?? Transmission.BurstSpacing;
        var since = Stopwatch.StartNew();
        var (longest, last) = (TimeSpan.Zero, TimeSpan.Zero);
        for (int i = 0; i < transmission.Bursts.Length; i++)
        {
            var wait = (spacing * i) - since.Elapsed;
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            Send(Burst(transmission, i, slot, id));
            var now = since.Elapsed;
            (longest, last) = (now - last > longest ? now - last : longest, now);
        }

        return longest;
    }

    /// <summary>Waits until what was heard is enough.</summary>
    public Task HearsAsync(string what, Func<IReadOnlyList<HeardBurst>, bool> isEnough) => WaitAsync(() => isEnough(_heard), what);

    /// <summary>Waits until so many transmissions have ended here with their terminator, and tells all, each a list of bursts.</summary>
    public async Task<IReadOnlyList<HeardBurst>[]> SpurtsAsync(int ended)
    {
        await HearsAsync($"{ended} transmissions end", heard => heard.Count(burst => burst.IsTerminator) >= ended);
        return [.. Heard.GroupBy(burst => burst.Stream).Select(stream => (IReadOnlyList<HeardBurst>)[.. stream])];
    }

    public void Dispose()
    {
        _socket.Dispose();
        _receiver.Wait(_bound);
    }

    private static void WriteAddress(Span<byte> destination, uint address)
    {
        destination[0] = (byte)(address >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], (ushort)address);
    }

    private async Task WaitAsync(Func<bool> isEnough, string what)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (isEnough()) return;
                news = _news.Task;
            }

            var left = _bound - since.Elapsed;
            if (left <= TimeSpan.Zero || await Task.WhenAny(news, Task.Delay(left)) != news) Assert.Fail($"Repeater {Id} waited in vain until {what}; {Describe()}");
        }
    }

    private string Describe()
    {
        lock (_gate)
        {
            return $"it heard {_heard.Count} bursts ({string.Join(' ', _heard.TakeLast(80).Select(b => $"{b.Stream:X8}/{b.Slot}:{b.Kind:X2}"))}) and {_said.Count} answers ({string.Join(' ', _said.TakeLast(5).Select(Encoding.Latin1.GetString))}).";
        }
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[2048];
        while (true)
        {
            try
            {
                Keep(buffer.AsSpan(0, await _socket.ReceiveAsync(buffer)).ToArray());
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
            {
                // The node is away.
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Keep(byte[] datagram)
    {
        long now = Stopwatch.GetTimestamp();
        TaskCompletionSource news;
        lock (_gate)
        {
            if (datagram.AsSpan().StartsWith("DMRD"u8)) _heard.Add(new HeardBurst(datagram, now));
            else _said.Add(datagram);
            (news, _news) = (_news, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        news.TrySetResult();
    }
}
