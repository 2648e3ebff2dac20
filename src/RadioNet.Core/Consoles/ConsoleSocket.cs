using System.Net.WebSockets;
using System.Text.Json;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Core.Consoles;

/// <summary>One browser's WebSocket: hears what it says, and sends what waits in its box, until either end is gone.</summary>
internal sealed class ConsoleSocket(WebSocket socket, ConsoleHub hub, TimeProvider time)
{
    /// <summary>The longest message that is read: a list of many talkgroups.</summary>
    public const int LongestMessage = 16 * 1024;

    /// <summary>When a browser has to have said who it is.</summary>
    public static readonly TimeSpan HelloWithin = TimeSpan.FromSeconds(5);

    /// <summary>A browser whose line takes nothing for so long is gone.</summary>
    private static readonly TimeSpan _longestSend = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(1);

    private readonly byte[] _in = new byte[LongestMessage];
    private readonly byte[] _out = new byte[SpeechMessage.Length];
    private readonly short[] _samples = new short[SpeechFrame.Samples];

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            using var session = await GreetAsync(cancel).ConfigureAwait(false);
            if (session is null)
            {
                return;
            }

            try
            {
                await ServeAsync(session, cancel).ConfigureAwait(false);
            }
            finally
            {
                hub.Close(session);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            // The browser is gone, or the node stops.
        }
    }

    private async Task<ConsoleSession?> GreetAsync(CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(HelloWithin, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        var said = await ReceiveAsync(both.Token).ConfigureAwait(false);
        var hello = said is { Type: WebSocketMessageType.Text } ? ConsoleJson.Read(_in.AsSpan(0, said.Value.Length)) : null;
        if (hello is not { Type: "hello" } || hub.Open(hello.Token) is not { } session)
        {
            await SendAsync(new ConsoleEvent.Error("signed-out", new("Hãy đăng nhập trước.", "Sign in first.")), cancel).ConfigureAwait(false);
            await CloseAsync(WebSocketCloseStatus.PolicyViolation, "Sign in first.").ConfigureAwait(false);
            return null;
        }

        session.Outbox.Put(hub.WelcomeOf(session));
        return session;
    }

    private async Task ServeAsync(ConsoleSession session, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var sending = SendAllAsync(session, over.Token);
        var hearing = HearAsync(session, over.Token);
        var first = await Task.WhenAny(sending, hearing).ConfigureAwait(false);
        if (first == sending && sending.IsCompletedSuccessfully)
        {
            await CloseAsync(WebSocketCloseStatus.NormalClosure, "").ConfigureAwait(false);
        }

        await over.CancelAsync().ConfigureAwait(false);
        foreach (var task in new[] { sending, hearing })
        {
            try
            {
                await task.ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException or JsonException)
            {
                // The other one ended first.
            }
        }
    }

    private async Task HearAsync(ConsoleSession session, CancellationToken cancel)
    {
        while (await ReceiveAsync(cancel).ConfigureAwait(false) is { } said)
        {
            if (said.Type == WebSocketMessageType.Binary)
            {
                if (SpeechMessage.TryReadSamples(_in.AsSpan(0, said.Length), _samples))
                {
                    hub.Talking.Say(session, _samples);
                }
                else
                {
                    Complain(session);
                }
            }
            else if (ConsoleJson.Read(_in.AsSpan(0, said.Length)) is { } words)
            {
                Obey(session, words);
            }
            else
            {
                Complain(session);
            }
        }

        await CloseAsync(WebSocketCloseStatus.NormalClosure, "").ConfigureAwait(false);
    }

    private void Obey(ConsoleSession session, ConsoleWords words)
    {
        switch (words.Type)
        {
            case "listen":
                hub.Listening.Listen(session, words.Talkgroups);
                break;
            case "press":
                hub.Talking.Press(session, words.Talkgroup, words.Emergency, words.TakeOver);
                break;
            case "release":
                hub.Talking.Release(session);
                break;
            case "ping":
                session.Outbox.Put(new ConsoleEvent.Pong(words.Ping));
                break;
            default:
                Complain(session);
                break;
        }
    }

    private static void Complain(ConsoleSession session) =>
        session.Outbox.Put(new ConsoleEvent.Error("not-understood", new("Không hiểu thông điệp.", "The message is none that is known here.")));

    private async Task SendAllAsync(ConsoleSession session, CancellationToken cancel)
    {
        using var stuck = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, stuck.Token);
        while (true)
        {
            while (session.Outbox.TryTake(_out, out var said))
            {
                stuck.CancelAfter(_longestSend);
                var octets = said is null ? _out : ConsoleJson.Write(said);
                await socket.SendAsync(octets, said is null ? WebSocketMessageType.Binary : WebSocketMessageType.Text, true, either.Token).ConfigureAwait(false);
                stuck.CancelAfter(Timeout.InfiniteTimeSpan);
            }

            if (session.Outbox.IsClosed)
            {
                return;
            }

            await session.Outbox.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    private ValueTask SendAsync(ConsoleEvent said, CancellationToken cancel) => socket.SendAsync(ConsoleJson.Write(said), WebSocketMessageType.Text, true, cancel);

    /// <summary>The next message, whole, in <see cref="_in"/>; null when the browser closes, or says more than may be said at once.</summary>
    private async Task<(WebSocketMessageType Type, int Length)?> ReceiveAsync(CancellationToken cancel)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_in.AsMemory(length), cancel).ConfigureAwait(false);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.EndOfMessage)
            {
                return (part.MessageType, length);
            }

            if (length == _in.Length)
            {
                await CloseAsync(WebSocketCloseStatus.MessageTooBig, $"{LongestMessage} octets at most.").ConfigureAwait(false);
                return null;
            }
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string why)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var patience = new CancellationTokenSource(_farewell, time);
            try
            {
                await socket.CloseOutputAsync(status, why, patience.Token).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
            {
                // It does not listen any more.
            }
        }
    }
}
