using RadioNet.Core.Consoles;

namespace RadioNet.Core.Tests.Consoles;

public sealed class ConsoleOutboxTests
{
    private readonly byte[] _room = new byte[SpeechMessage.Length];

    [Fact]
    public void Events_and_speech_keep_their_order_and_the_oldest_speech_makes_room()
    {
        using var box = new ConsoleOutbox();
        for (var number = 0; number < ConsoleOutbox.MostPieces + 10; number++)
        {
            if (number % 10 == 0) box.Put(new ConsoleEvent.Pong(number));
            Put(box, number);
        }

        Assert.Equal(10, box.Dropped);
        List<string> taken = [];
        while (box.TryTake(_room, out var said)) taken.Add(said is ConsoleEvent.Pong pong ? $"event {pong.Token}" : $"{BitConverter.ToUInt32(_room, 8)}");
        Assert.Equal(
            ["event 0", "event 10", .. Enumerable.Range(10, 10).Select(n => $"{n}"), "event 20", .. Enumerable.Range(20, 10).Select(n => $"{n}"), "event 30", .. Enumerable.Range(30, 5).Select(n => $"{n}")],
            taken);
    }

    [Fact]
    public async Task Who_reads_no_events_is_closed_and_whoever_puts_never_waits()
    {
        using var box = new ConsoleOutbox();
        for (var number = 0; number < ConsoleOutbox.MostEvents; number++) box.Put(new ConsoleEvent.Pong(number));
        Assert.False(box.IsClosed);
        box.Put(new ConsoleEvent.Pong(-1));
        Assert.True(box.IsClosed);
        Put(box, 1);
        await box.WaitAsync(TestContext.Current.CancellationToken);
        var events = 0;
        while (box.TryTake(_room, out var said)) events += said is null ? 1000 : 1;
        Assert.Equal(ConsoleOutbox.MostEvents, events);
    }

    private void Put(ConsoleOutbox box, int number)
    {
        SpeechMessage.Write(_room, 0, 1, 1001, (uint)number, 0, new short[160]);
        box.Put(_room);
    }
}
