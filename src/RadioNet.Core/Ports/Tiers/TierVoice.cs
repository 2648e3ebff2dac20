using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Ports.Sites;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Voice beside the links to the neighbour nodes: a session with keys of its own for each attachment, open from the welcome to the link's
/// end. The parent draws the keys; each end gives the id that it receives under. Safe from any thread; waits for nothing.
/// </summary>
internal sealed partial class TierVoice(TimeProvider time, ILogger<TierVoice> log)
{
    private readonly Lock _gate = new();
    private PortBook? _ports;
    private VoiceSessions? _sessions;
    private VoiceLinkId? _offered;

    /// <summary>From now on there is voice: said once, before the first link.</summary>
    public void Begin(PortBook ports, VoiceSessions sessions) => (_ports, _sessions) = (ports, sessions);

    /// <summary>The id under which this node would receive from the parent that it asks next; what it offered before and was not taken is void.</summary>
    public uint Offer()
    {
        lock (_gate)
        {
            Withdraw();
            _offered = _sessions?.Draw();
            return _offered?.Value ?? 0;
        }
    }

    /// <summary>The upper end of a session with a child, and what the child must know of it; nothing for a child that gave no id, as one does that fetches its first plan.</summary>
    public (TierVoiceSession? Open, VoiceSession? Said) OpenUpper(string child, uint childsId)
    {
        if (childsId == 0)
        {
            return (null, null);
        }

        if (_ports is not { } ports || _sessions is not { } sessions || childsId > ushort.MaxValue)
        {
            LogNone(log, child, "it gave no id that can be received under");
            return (null, null);
        }

        var (link, said) = sessions.OpenTo(new VoiceLinkId((ushort)childsId));
        return (new TierVoiceSession(ports, sessions, child, ports.OpenTierLink(child, link), link, time), said);
    }

    /// <summary>The lower end of the session that the parent gave; null when it gave none that can be had.</summary>
    /// <param name="parent">The parent's id in the plan.</param>
    /// <param name="said">What its welcome said.</param>
    /// <param name="host">The host that the link goes to.</param>
    public TierVoiceSession? OpenLower(string parent, VoiceSession? said, IPAddress host)
    {
        lock (_gate)
        {
            try
            {
                return Lower(parent, said ?? throw new FormatException("it gave no session"), host);
            }
            catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException)
            {
                Withdraw();
                LogNone(log, parent, wrong.Message);
                return null;
            }
        }
    }

    private TierVoiceSession Lower(string parent, VoiceSession said, IPAddress host)
    {
        var (up, down) = (said.Upward(), said.Downward());
        if (_offered != down.Id)
        {
            throw new FormatException($"it sends under the id {down.Id}, which it was not given");
        }

        var upper = said.AddressFrom(host);
        if (_sessions!.Local is { AddressFamily: AddressFamily.InterNetwork } local && !upper.Address.MapToIPv6().IsIPv4MappedToIPv6)
        {
            throw new FormatException($"its address {upper} cannot be reached from {local}; start this node with --voice [::]:{local.Port}");
        }

        var link = VoiceLink.Lower(new LinkDirection(up.Id, up.Master), new LinkDirection(down.Id, down.Master), PeerAddress.From(upper), time);
        _offered = null;
        return new TierVoiceSession(_ports!, _sessions, parent, _ports!.OpenTierLink(parent, link), link, time);
    }

    private void Withdraw()
    {
        if (_offered is { } unused)
        {
            _sessions!.Release(unused);
        }

        _offered = null;
    }

    [LoggerMessage(EventId = 4341, Level = LogLevel.Error, Message = "There is no voice to node {Node}: {Why}")]
    private static partial void LogNone(ILogger logger, string node, string why);
}
