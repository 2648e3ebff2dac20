using RadioNet.BaseStation.Carriers;

namespace RadioNet.BaseStation.Tests.Carriers;

/// <summary>What many leave, one takes: all of it, in each one's order.</summary>
public sealed class CarrierInboxTests
{
    private readonly CarrierInbox _inbox = new();

    [Fact]
    public void What_four_threads_leave_comes_out_whole_and_in_each_ones_order()
    {
        const int writers = 4;
        const int each = 50_000;
        var threads = Enumerable.Range(0, writers).Select(writer => new Thread(() => Write((uint)writer, each))).ToList();
        foreach (var thread in threads) thread.Start();
        var next = new uint[writers];
        for (int taken = 0; taken < writers * each;)
        {
            if (!_inbox.TryTake(out var input))
            {
                Thread.Yield();
                continue;
            }

            Assert.Equal(next[input.Stream]++, input.Timestamp);
            Assert.Equal((byte)input.Timestamp, input.Burst[32]);
            taken++;
        }

        foreach (var thread in threads) thread.Join();
        Assert.False(_inbox.TryTake(out _));
    }

    [Fact]
    public void A_full_inbox_refuses_voice_first_and_counts_it()
    {
        int bursts = 0, decisions = 0;
        while (Put(CarrierInputKind.Burst)) bursts++;
        while (Put(CarrierInputKind.Decision)) decisions++;
        Assert.Equal((CarrierInbox.Capacity, 64, 2), (bursts + decisions, decisions, (int)_inbox.Refused));

        Assert.True(_inbox.TryTake(out var oldest));
        Assert.Equal(CarrierInputKind.Burst, oldest.Kind);
        Assert.False(Put(CarrierInputKind.Burst));
        Assert.True(Put(CarrierInputKind.LinkDown));
    }

    [Fact]
    public void It_rings_once_until_its_reader_listens_again()
    {
        var input = default(CarrierInput);
        Assert.True(_inbox.TryPut(input, out bool first) && first);
        Assert.True(_inbox.TryPut(input, out bool second) && !second);
        _inbox.Listen();
        Assert.True(_inbox.TryPut(input, out bool third) && third);
    }

    private bool Put(CarrierInputKind kind) => _inbox.TryPut(new CarrierInput { Kind = kind }, out _);

    private void Write(uint writer, int count)
    {
        for (uint number = 0; number < count; number++)
        {
            var input = new CarrierInput { Kind = CarrierInputKind.Decision, Stream = writer, Timestamp = number };
            input.Burst[32] = (byte)number;
            while (!_inbox.TryPut(input, out _)) Thread.Yield();
        }
    }
}
