using RadioNet.CallControl.Messages;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Properties;

/// <summary>What the slot table of the site with the link was told of it.</summary>
internal sealed class LinkWatch
{
    private readonly Dictionary<IngressId, string> _uplinks = [];

    public static RepeaterId Repeater { get; } = new(4);

    public static Address Site { get; } = Address.Site("d");

    /// <summary>How many calls the link carries at once; 0 while it is down.</summary>
    public int Capacity { get; private set; } = World.Plans.Small.Sites[3].Repeaters[0].CallsAtOnce;

    /// <summary>The calls that come in: by their keys, one that may not ask by its stream.</summary>
    public HashSet<string> ComingIn => [.. _uplinks.Values];

    public void See(Message message)
    {
        switch (message)
        {
            case ToSite.RepeaterUp up:
                Capacity = up.Shape.CallsAtOnce;
                break;
            case ToSite.RepeaterDown:
                Capacity = 0;
                break;
            case ToSite.UplinkStarted started:
                _uplinks[started.Ingress] = started.CallKey ?? $"stream {started.Ingress.Value}";
                break;
            case ToSite.UplinkEnded ended:
                _uplinks.Remove(ended.Ingress);
                break;
        }
    }

    /// <summary>The table died.</summary>
    public void Clear()
    {
        _uplinks.Clear();
        Capacity = 0;
    }

    /// <summary>How many calls more than the link carries these would be, that go out beside those that come in; 0 when they fit.</summary>
    public int Surplus(IEnumerable<string> goingOut)
    {
        var comingIn = ComingIn;
        return Math.Max(0, goingOut.Distinct().Count(key => !comingIn.Contains(key)) - Math.Max(0, Capacity - comingIn.Count));
    }

    /// <summary>Whether one more call would fit beside these.</summary>
    public bool HasRoom(IEnumerable<string> goingOut) => Capacity > 0 && ComingIn.Union(goingOut).Count() < Capacity;
}
