using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.BaseStation.Repeater;
using RadioNet.Protocols;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Transport;

namespace RadioNet.BaseStation.Hosting;

/// <summary>A carrier's way for voice to its node: the session that is open now, and its spurts on their way up.</summary>
internal sealed partial class CarrierVoice(ILogger<CarrierVoice> log, TimeProvider time)
{
    private readonly Way?[] _ways = new Way?[2];
    private volatile VoiceLinkClient? _client;

    /// <summary>Opens a session in place of the one before; where its address cannot be had, that is said, and there is none.</summary>
    public void Open(VoiceSession session, IPAddress node, IVoiceLinkListener listener)
    {
        VoiceLinkClient client;
        try
        {
            var upper = session.AddressFrom(node);
            var (up, down) = (session.Upward(), session.Downward());
            var link = VoiceLink.Lower(new LinkDirection(up.Id, up.Master), new LinkDirection(down.Id, down.Master), PeerAddress.From(upper), time);
            var any = upper.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
            client = new VoiceLinkClient(link, DatagramSocket.Bind(new IPEndPoint(any, 0)), listener, time);
        }
        catch (Exception wrong) when (wrong is SocketException or ArgumentException or FormatException or OverflowException)
        {
            LogNoVoice(log, session.Carrier, session.Address, wrong.Message);
            Close();
            return;
        }

        client.Start();
        Interlocked.Exchange(ref _client, client)?.Dispose();
    }

    /// <summary>Closes the session.</summary>
    public void Close() => Interlocked.Exchange(ref _client, null)?.Dispose();

    /// <summary>Sends a burst of a radio, on the carrier's thread; without a session it goes nowhere.</summary>
    public void Send(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place)
    {
        if (_client is not { } client)
        {
            return;
        }

        // A spurt is one of one session: it begins anew in the next, and when its numbers are used up.
        ref var way = ref _ways[head.Slot == Timeslot.Two ? 1 : 0];
        if (way is null || way.Client != client)
        {
            way = new Way(client, new LinkSpurt());
        }
        else if (place.Begins || (way.Spurt.IsBegun && !client.MayContinue(way.Spurt)))
        {
            way.Spurt.Reset();
        }

        client.Send(way.Spurt, head, burst, Math.Max(1, place.Ahead));
    }

    [LoggerMessage(EventId = 5101, Level = LogLevel.Error, Message = "Carrier {Carrier} has no voice to its node at {Address}: {Problem}")]
    private static partial void LogNoVoice(ILogger logger, string carrier, string address, string problem);

    private sealed record Way(VoiceLinkClient Client, LinkSpurt Spurt);
}
