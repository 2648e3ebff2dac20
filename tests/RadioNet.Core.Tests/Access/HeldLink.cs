using System.Net.Security;

namespace RadioNet.Core.Tests.Access;

/// <summary>A connection to the links address that does nothing and stays, until the other end closes it.</summary>
internal sealed class HeldLink
{
    // HTTP/2: a ping of 8 octets, and the same with the flag ACK (RFC 9113, 6.7).
    private const int FlagsAt = 4, CountAt = 16;

    private static readonly byte[] _ping = [0, 0, 8, 6, 0, 0, 0, 0, 0, .. "radionet"u8];

    private readonly SslStream _stream;
    private readonly List<byte> _heard = [];
    private byte _pings;

    public HeldLink(SslStream stream)
    {
        _stream = stream;
        Ended = HearAsync();
    }

    /// <summary>Ends when the other end closes the connection.</summary>
    public Task Ended { get; }

    /// <summary>Whether the other end closes it soon.</summary>
    public async Task<bool> ClosesAsync() => await Task.WhenAny(Ended, Task.Delay(LinkRig.Bound)) == Ended;

    /// <summary>Whether the other end still serves it: whether it answers a ping.</summary>
    public async Task<bool> ServesAsync()
    {
        byte[] ping = [.. _ping];
        ping[CountAt] = ++_pings;
        try
        {
            await _stream.WriteAsync(ping);
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            return false;
        }

        ping[FlagsAt] = 1;
        for (var since = DateTime.UtcNow; DateTime.UtcNow - since < LinkRig.Bound && !Ended.IsCompleted; await Task.Delay(10))
        {
            lock (_heard)
            {
                if (_heard.ToArray().AsSpan().IndexOf(ping) >= 0) return true;
            }
        }

        return false;
    }

    private async Task HearAsync()
    {
        await using (_stream)
        {
            var buffer = new byte[1024];
            try
            {
                for (int count; (count = await _stream.ReadAsync(buffer)) > 0;)
                {
                    lock (_heard) _heard.AddRange(buffer.AsSpan(0, count));
                }
            }
            catch (IOException)
            {
                // Closed without a farewell: closed at once, as it should be.
            }
        }
    }
}
