using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace RadioNet.Consoles.Tests;

/// <summary>What a page and the node said to each other as text on the audio connection, the newest of it, for who asks why.</summary>
internal sealed class SocketLog
{
    private const int Most = 40;

    private readonly ConcurrentQueue<string> _lines = [];

    public SocketLog(IPage page) => page.WebSocket += (_, socket) =>
    {
        if (socket.Url.EndsWith("/console/audio", StringComparison.Ordinal))
        {
            socket.FrameSent += (_, frame) => Note(">", frame);
            socket.FrameReceived += (_, frame) => Note("<", frame);
        }
    };

    public override string ToString() => string.Join('\n', _lines);

    private void Note(string way, IWebSocketFrame frame)
    {
        // A token is nobody's business.
        if (frame.Text is not { } text || !text.StartsWith('{') || text.Contains("\"hello\"", StringComparison.Ordinal))
        {
            return;
        }

        _lines.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} {way} {text}");
        while (_lines.Count > Most)
        {
            _lines.TryDequeue(out _);
        }
    }
}
