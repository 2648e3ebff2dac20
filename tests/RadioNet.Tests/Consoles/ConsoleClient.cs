using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Consoles;

/// <summary>A browser's end of the audio WebSocket.</summary>
internal sealed class ConsoleClient : IDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly ConcurrentQueue<(JsonElement Said, long At)> _texts = new();
    private readonly ConcurrentQueue<HeardPiece> _pieces = new();
    private readonly HashSet<JsonElement> _seen = [];
    private readonly CancellationTokenSource _over = new();
    private volatile bool _isClosed;

    private ConsoleClient(ClientWebSocket socket) => _socket = socket;

    /// <summary>The speech that came so far.</summary>
    public IReadOnlyCollection<HeardPiece> Pieces => _pieces;

    /// <summary>What else came so far.</summary>
    public IEnumerable<JsonElement> Texts => _texts.Select(text => text.Said);

    /// <summary>Whether the node has closed it.</summary>
    public bool IsClosed => _isClosed;

    public static async Task<ConsoleClient> ConnectAsync(IPEndPoint web, bool reads = true)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("radionet.audio.1");
        await socket.ConnectAsync(new Uri($"ws://{web}/console/audio"), CancellationToken.None);
        var client = new ConsoleClient(socket);
        if (reads)
        {
            _ = client.ReadAsync();
        }

        return client;
    }

    public Task SayAsync(string json) => _socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, CancellationToken.None);

    public Task SendAsync(byte[] octets) => _socket.SendAsync(octets, WebSocketMessageType.Binary, true, CancellationToken.None);

    /// <summary>Listens, and waits until the node has heard so.</summary>
    public async Task ListenAsync(params uint[] talkgroups)
    {
        await SayAsync($$"""{"type":"listen","talkgroups":[{{string.Join(',', talkgroups)}}]}""");
        await SayAsync("""{"type":"ping","t":7}""");
        await TextAsync("pong");
    }

    public Task PressAsync(uint talkgroup, bool emergency = false, bool takeOver = false) =>
        SayAsync($$"""{"type":"press","talkgroup":{{talkgroup}},"emergency":{{(emergency ? "true" : "false")}},"takeOver":{{(takeOver ? "true" : "false")}}}""");

    public Task ReleaseAsync() => SayAsync("""{"type":"release"}""");

    /// <summary>Says speech at its pace: a message each 20 ms.</summary>
    public async Task SpeakAsync(short[] speech, bool paced = true)
    {
        var since = Stopwatch.StartNew();
        var number = 0;
        foreach (var piece in speech.Chunk(160))
        {
            var message = new byte[336];
            message[0] = 1;
            MemoryMarshal.AsBytes(piece.AsSpan()).CopyTo(message.AsSpan(16));
            await SendAsync(message);
            var wait = TimeSpan.FromMilliseconds(20 * ++number) - since.Elapsed;
            if (paced && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }
        }
    }

    /// <summary>The next text of a type that was not told yet.</summary>
    public async Task<JsonElement> TextAsync(string type, Func<JsonElement, bool>? isSo = null)
    {
        JsonElement? found = null;
        await Wait.UntilAsync(
            () => (found = Texts.Where(text => !_seen.Contains(text)).Cast<JsonElement?>()
                .FirstOrDefault(text => text!.Value.GetProperty("type").GetString() == type && (isSo is null || isSo(text.Value)))) is not null,
            () => $"No {type}. There are: {string.Join('\n', Texts)}");
        _seen.Add(found!.Value);
        return found.Value;
    }

    /// <summary>When a text came.</summary>
    public long At(JsonElement text) => _texts.First(one => one.Said.Equals(text)).At;

    public void Dispose()
    {
        _over.Cancel();
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var room = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(room.AsMemory(length), _over.Token);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                var now = Stopwatch.GetTimestamp();
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                if (part.MessageType == WebSocketMessageType.Text)
                {
                    _texts.Enqueue((JsonDocument.Parse(room.AsMemory(0, length).ToArray()).RootElement, now));
                }
                else
                {
                    _pieces.Enqueue(HeardPiece.Of(room.AsSpan(0, length), now));
                }
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // It is over.
        }

        _isClosed = true;
    }
}
