using System.Collections.Frozen;
using Google.Protobuf;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Consoles;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Core.Services;

/// <summary>Speech of consoles over gRPC; the browser's way is <see cref="ConsoleSockets"/>.</summary>
internal sealed class ConsoleAudioApi(ConsoleHub hub) : ConsoleAudio.ConsoleAudioBase
{
    private const string Scheme = "Bearer ";

    public override async Task Listen(ListenRequest request, IServerStreamWriter<ListenEvent> responseStream, ServerCallContext context)
    {
        if (request.Talkgroups.Count is 0 or > ConsoleSockets.MostTalkgroups)
        {
            throw Refusal.Field("talkgroups", $"must be 1 to {ConsoleSockets.MostTalkgroups} talkgroups.");
        }

        using var session = Open(context);
        try
        {
            hub.Listening.Listen(session, request.Talkgroups.ToFrozenSet());
            await SendAsync(session, ConsoleAudioMessages.Heard, responseStream, context.CancellationToken).ConfigureAwait(false);
        }
        finally
        {
            hub.Close(session);
        }
    }

    public override async Task Talk(IAsyncStreamReader<TalkRequest> requestStream, IServerStreamWriter<TalkEvent> responseStream, ServerCallContext context)
    {
        using var session = Open(context);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var sending = SendAsync(session, ConsoleAudioMessages.Said, responseStream, over.Token);
        try
        {
            await HearAsync(session, requestStream, over.Token).ConfigureAwait(false);
            hub.Talking.Release(session);
            await hub.Talking.WhenOverAsync(session, over.Token).ConfigureAwait(false);
        }
        finally
        {
            hub.Close(session);
            await sending.ConfigureAwait(false);
        }
    }

    private ConsoleSession Open(ServerCallContext context)
    {
        var given = context.RequestHeaders.GetValue("authorization") ?? "";
        var token = given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? given[Scheme.Length..].Trim() : "";
        return hub.Open(token) ?? throw new RpcException(new Grpc.Core.Status(StatusCode.Unauthenticated, "Sign in first: the token is missing, or serves no more."));
    }

    private async Task HearAsync(ConsoleSession session, IAsyncStreamReader<TalkRequest> requests, CancellationToken cancel)
    {
        var samples = new short[SpeechFrame.Samples];
        while (!session.Outbox.IsClosed && await requests.MoveNext(cancel).ConfigureAwait(false))
        {
            var said = requests.Current;
            switch (said.SaidCase)
            {
                case TalkRequest.SaidOneofCase.Press:
                    hub.Talking.Press(session, said.Press.Talkgroup, said.Press.Emergency, said.Press.TakeOver);
                    break;
                case TalkRequest.SaidOneofCase.Release:
                    hub.Talking.Release(session);
                    break;
                case TalkRequest.SaidOneofCase.Samples when SpeechMessage.TryReadPieces(said.Samples.Span, samples):
                    hub.Talking.Say(session, samples);
                    break;
                default:
                    throw Refusal.Field("said", "must be a press, a release, or 320 octets of samples.");
            }
        }
    }

    /// <summary>Sends what waits until the console is closed and all is sent, or the client is gone.</summary>
    private static async Task SendAsync<T>(ConsoleSession session, Func<ConsoleEvent?, byte[], T?> make, IServerStreamWriter<T> to, CancellationToken cancel)
        where T : class
    {
        var message = new byte[SpeechMessage.Length];
        try
        {
            while (true)
            {
                while (session.Outbox.TryTake(message, out var said))
                {
                    if (make(said, message) is { } made)
                    {
                        await to.WriteAsync(made, cancel).ConfigureAwait(false);
                    }
                }

                if (session.Outbox.IsClosed)
                {
                    return;
                }

                await session.Outbox.WaitAsync(cancel).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or InvalidOperationException or IOException)
        {
            // The client is gone, or the call is over.
        }
    }
}
