using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Tests.World;

/// <summary>Letters on their way: in order between two parties, in any order otherwise.</summary>
internal sealed class Post
{
    private readonly List<Road> _busy = [];
    private readonly Dictionary<(Address From, Address To), Road> _roads = [];
    private long _sent;

    public bool IsEmpty => _busy.Count == 0;

    public void Send(Address from, Address to, Message message)
    {
        if (!_roads.TryGetValue((from, to), out var road))
        {
            _roads[(from, to)] = road = new Road(to);
        }

        if (road.Letters.Count == 0)
        {
            _busy.Add(road);
        }

        road.Letters.Enqueue((++_sent, message));
    }

    /// <summary>The next letter in the order of sending; or, with a die, of any road.</summary>
    public (Address To, Message Message) Take(Random? die)
    {
        var road = die is null ? _busy.MinBy(r => r.Letters.Peek().Number)! : _busy[die.Next(_busy.Count)];
        return (road.To, TakeFrom(road));
    }

    /// <summary>More letters for the same receiver, for its batch.</summary>
    public bool TryTakeFor(Address to, Random? die, out Message? message)
    {
        message = null;
        var roads = _busy.Where(r => r.To == to).ToArray();
        if (roads.Length == 0)
        {
            return false;
        }

        message = TakeFrom(die is null ? roads.MinBy(r => r.Letters.Peek().Number)! : roads[die.Next(roads.Length)]);
        return true;
    }

    private Message TakeFrom(Road road)
    {
        var (_, message) = road.Letters.Dequeue();
        if (road.Letters.Count == 0)
        {
            _busy.Remove(road);
        }

        return message;
    }

    private sealed class Road(Address to)
    {
        public Address To { get; } = to;

        public Queue<(long Number, Message Message)> Letters { get; } = new();
    }
}
