using System.Net;

namespace RadioNet.Simulator.Links;

/// <summary>
/// The way from a child to its parent: an address of its own (127.…) that has the parent's links port and voice port, and passes
/// on what comes there, both ways, late, with losses, or not at all. What runs over it is what runs over a real line: the link's TLS
/// stream and the voice beside it.
/// </summary>
public sealed class LinkWay : IDisposable
{
    private static int _last;

    private readonly StreamWay _stream;
    private readonly DatagramWay _voice;

    private LinkWay(IPAddress entrance, IPEndPoint links, IPEndPoint voice)
    {
        State = new WayState();
        (_stream, _voice) = (new StreamWay(new IPEndPoint(entrance, links.Port), links, State), new DatagramWay(new IPEndPoint(entrance, voice.Port), voice, State));
        Url = $"https://{entrance}:{links.Port}";
    }

    /// <summary>What the child is told as its parent's address.</summary>
    public string Url { get; }

    /// <summary>How the way is now.</summary>
    public WayState State { get; }

    /// <summary>Voice datagrams that were passed on.</summary>
    public long Passed => _voice.Passed;

    /// <summary>Voice datagrams that were lost on purpose.</summary>
    public long Lost => _voice.Lost;

    /// <summary>A way to a parent, as its ready line names it.</summary>
    public static LinkWay To(string links, string voice)
    {
        var number = Interlocked.Increment(ref _last);
        IPAddress entrance = new([127, 77, (byte)(number >> 8), (byte)number]);
        return new LinkWay(entrance, IPEndPoint.Parse(new Uri(links).Authority), IPEndPoint.Parse(voice));
    }

    /// <summary>The line is dead and nobody says so: nothing passes, no connection is closed.</summary>
    public void BlackHole() => State.IsOpen = false;

    /// <summary>The line is dead and both ends are told: connections are closed, new ones refused.</summary>
    public void Cut()
    {
        State.IsOpen = false;
        _stream.Refuse();
    }

    /// <summary>The line is back. Streams of before it died stay as they are: what was sent meanwhile comes now, as TCP would send it again.</summary>
    public void Mend()
    {
        State.IsOpen = true;
        _stream.Accept();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _voice.Dispose();
    }
}
