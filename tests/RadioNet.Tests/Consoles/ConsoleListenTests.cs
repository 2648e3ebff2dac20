using System.Runtime.InteropServices;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Speech;
using RadioNet.Tests.EndToEnd.Rig;
using RadioNet.Voice.Tests.Vocoders;

namespace RadioNet.Tests.Consoles;

/// <summary>What consoles hear, over real sockets.</summary>
public sealed class ConsoleListenTests
{
    [Fact]
    public async Task A_radio_is_heard_over_a_web_socket_and_over_grpc_with_one_decoding()
    {
        await using var rig = await ConsoleRig.StartAsync();
        var repeater = await rig.LogInAsync(452001);
        var browser = await rig.ConnectAsync("guest", ConsoleRig.Main);
        var listener = ListenAsync(rig, "clerk");
        await Wait.UntilAsync(async () => await rig.CounterAsync("consoles.open") == 2, () => Task.FromResult("Both are there."));
        await ListensAsync(rig);

        var said = ConsoleRig.Speak(Phrase.CommandCallsTeam1Vi, superframes: 3);
        await repeater.TransmitAsync(said, Timeslot.One);

        var begin = await browser.TextAsync("spurt");
        Assert.Equal((ConsoleRig.Main, ConsoleRig.Radio, "PCCC 01", "begin"), (begin.GetProperty("talkgroup").GetUInt32(), begin.GetProperty("source").GetUInt32(), begin.GetProperty("alias").GetString(), begin.GetProperty("state").GetString()));
        Assert.StartsWith("core.", begin.GetProperty("call").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("core.", begin.GetProperty("spurt").GetString(), StringComparison.Ordinal);
        await browser.TextAsync("spurt", text => text.GetProperty("state").GetString() == "end");
        var pieces = browser.Pieces.ToArray();
        var path = begin.GetProperty("path").GetInt32();
        Assert.All(pieces, piece => Assert.Equal((path, ConsoleRig.Main), (piece.Path, piece.Talkgroup)));
        Assert.Equal(pieces.Select(piece => piece.Sequence).Order(), pieces.Select(piece => piece.Sequence));
        Assert.True(pieces[0].IsFirst && pieces[^1].IsLast && pieces.Count(piece => piece.IsFirst || piece.IsLast) == 2);
        AssertAlike(said, HeardPiece.Speech(pieces));

        // The clock's time at which the bursts came.
        var now = unchecked((uint)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        Assert.InRange(unchecked(now - pieces[0].Milliseconds), said.Duration.TotalMilliseconds - 500, said.Duration.TotalMilliseconds + 5000);

        var heard = await listener;
        AssertAlike(said, HeardPiece.Speech(heard.Where(one => one.Speech is { Last: false }).Select(one => (one.Speech.Sequence, MemoryMarshal.Cast<byte, short>(one.Speech.Samples.Span).ToArray()))));
        Assert.Equal(begin.GetProperty("spurt").GetString(), heard[0].Spurt.Spurt);
        Assert.Equal((1, 0), (await rig.CounterAsync("consoles.decoders-opened"), await rig.CounterAsync("consoles.pieces-dropped")));
        Assert.Equal(pieces.Length, await rig.CounterAsync("consoles.pieces"));
    }

    /// <summary>All that a gRPC client is told of one spurt.</summary>
    private static async Task<List<ListenEvent>> ListenAsync(ConsoleRig rig, string user)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var call = new ConsoleAudio.ConsoleAudioClient(rig.Channel).Listen(
            new ListenRequest { Talkgroups = { ConsoleRig.Main } }, new Metadata { { "authorization", $"Bearer {user}" } }, cancellationToken: late.Token);
        var all = new List<ListenEvent>();
        while (await call.ResponseStream.MoveNext(late.Token))
        {
            all.Add(call.ResponseStream.Current);
            if (call.ResponseStream.Current.Spurt is { Begins: false }) break;
        }

        return all;
    }

    /// <summary>Waits until the arbiter knows that somebody listens here: a call before that joins in the middle.</summary>
    internal static async Task ListensAsync(ConsoleRig rig) => await Task.Delay(200);

    internal static void AssertAlike(Transmission transmission, short[] heard) => AssertAlike(ConsoleRig.Decode(transmission), heard);

    /// <summary>
    /// Whether speech sounds like what was said: the loudness of each 10 ms goes up and down with it. A busy machine may cost its beginning, or a little of
    /// its middle.
    /// </summary>
    internal static void AssertAlike(short[] said, short[] heard)
    {
        Assert.InRange(heard.Length, said.Length * 85 / 100, said.Length + 480);
        var (one, other) = (Envelope.Of(said), Envelope.Of(heard));
        var r = Enumerable.Range(0, 1 + Math.Max(0, one.Length - other.Length)).Max(late => Envelope.Correlation(one[late..Math.Min(one.Length, late + other.Length)], other));
        TestContext.Current.TestOutputHelper?.WriteLine($"r = {r:F3}");
        Assert.True(r >= 0.9, $"The envelopes correlate with r = {r:F3}.");
    }
}
