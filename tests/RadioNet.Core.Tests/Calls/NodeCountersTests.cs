using System.Reflection;
using RadioNet.Core.Calls;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Tests.Calls;

public sealed class NodeCountersTests
{
    [Fact]
    public void The_status_has_every_counter_of_the_router_and_of_its_sockets_under_a_name_of_its_own()
    {
        object router = new RouterCounters
        {
            Socket = new DatagramCounters(1, 2, 3, 4, 5, 6, 7),
            VoiceSocket = new DatagramCounters(11, 12, 13, 14, 15, 16, 17),
            ProcessorTime = TimeSpan.FromMicroseconds(20),
            Added = Delays(21),
            AddedRelayed = Delays(31),
        };
        var expected = new List<long> { 1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 31, 32, 33, 34 };
        var numbers = typeof(RouterCounters).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.PropertyType == typeof(long)).ToList();
        foreach (var number in numbers)
        {
            expected.Add(100 + expected.Count);
            number.SetValue(router, expected[^1]);
        }

        var said = NodeCounters.Of((RouterCounters)router);
        Assert.Equal(expected.Order(), said.Select(counter => counter.Value).Order());
        Assert.Equal(said.Count, said.Select(counter => counter.Key).Distinct().Count());
        Assert.Equal(((RouterCounters)router).LinksUnreachable, said.Single(counter => counter.Key == "links.unreachable").Value);
        Assert.Equal(16, said.Single(counter => counter.Key == "voice-socket.send-failures").Value);
        Assert.Equal(33, said.Single(counter => counter.Key == "added-relayed.p99-microseconds").Value);
    }

    private static DelaySummary Delays(long first) =>
        new(first, TimeSpan.FromMicroseconds(first + 1), TimeSpan.FromMicroseconds(first + 2), TimeSpan.FromMicroseconds(first + 3));
}
