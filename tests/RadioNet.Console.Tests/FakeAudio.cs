using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Playwright;

namespace RadioNet.Consoles.Tests;

/// <summary>The node's end of a page's audio connection, played by a test.</summary>
internal sealed class FakeAudio
{
    private readonly TaskCompletionSource<IWebSocketRoute> _socket = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the page said, as JSON.</summary>
    public Channel<JsonElement> Said { get; } = Channel.CreateUnbounded<JsonElement>();

    /// <summary>The speech that the page sent.</summary>
    public ConcurrentQueue<byte[]> Spoken { get; } = [];

    /// <summary>Takes the page's connection; to be called before the page is opened.</summary>
    public Task TakeAsync(IPage page) => page.RouteWebSocketAsync("**/console/audio", socket =>
    {
        socket.OnMessage(frame =>
        {
            // The library gives a message either way; no JSON begins with the octet that a piece begins with.
            if (frame.Binary is [1, ..] piece)
            {
                Spoken.Enqueue(piece);
            }
            else
            {
                Said.Writer.TryWrite(JsonDocument.Parse(frame.Text!).RootElement);
            }
        });
        _socket.TrySetResult(socket);
    });

    public async Task SayAsync(object message) => (await _socket.Task).Send(JsonSerializer.Serialize(message));

    /// <summary>Waits for the page's next message of a type.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await foreach (var said in Said.Reader.ReadAllAsync(patience.Token))
        {
            if (said.GetProperty("type").GetString() == type)
            {
                return said;
            }
        }

        throw new InvalidOperationException("The page is gone.");
    }

    /// <summary>Sends a piece of 20 ms.</summary>
    public async Task PieceAsync(uint talkgroup, uint sequence, byte flags, uint stamp, short[] samples)
    {
        var octets = new byte[16 + (2 * samples.Length)];
        (octets[0], octets[1]) = (1, flags);
        BinaryPrimitives.WriteUInt16LittleEndian(octets.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(4), talkgroup);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(8), sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(12), stamp);
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(octets.AsSpan(16 + (2 * i)), samples[i]);
        }

        (await _socket.Task).Send(octets);
    }
}
