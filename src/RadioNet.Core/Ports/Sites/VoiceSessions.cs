using System.Globalization;
using System.Net;
using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;

namespace RadioNet.Core.Ports.Sites;

/// <summary>Makes voice sessions, with base stations and between nodes: fresh keys and ids each time.</summary>
internal sealed class VoiceSessions(Func<IPEndPoint?> voice, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly HashSet<ushort> _live = [];
    private ushort _last;

    /// <summary>Where the node takes voice; null before it does.</summary>
    public IPEndPoint? Local => voice();

    /// <summary>The node's end of a new session, and what the base station must know of it.</summary>
    public (VoiceLink Link, VoiceSession Session) Open(string carrier) => Open(carrier, NextId());

    /// <summary>The upper end of a new session with a node, which receives under an id of its own; what is left to give back is the session's upward id.</summary>
    public (VoiceLink Link, VoiceSession Session) OpenTo(VoiceLinkId downward) => Open("", downward);

    /// <summary>An id to receive under, at the lower end of a session between nodes.</summary>
    public VoiceLinkId Draw() => NextId();

    /// <summary>An id is not used any more: it may come again, after all others.</summary>
    public void Release(VoiceLinkId id)
    {
        lock (_gate)
        {
            _live.Remove(id.Value);
        }
    }

    /// <summary>A session is over: its ids may come again, after all others.</summary>
    public void Close(VoiceSession session)
    {
        lock (_gate)
        {
            _live.Remove((ushort)session.UpwardLink);
            _live.Remove((ushort)session.DownwardLink);
        }
    }

    private (VoiceLink Link, VoiceSession Session) Open(string carrier, VoiceLinkId downwardId)
    {
        var (upward, downward) = (new LinkDirection(NextId(), SrtpMasterKey.Draw()), new LinkDirection(downwardId, SrtpMasterKey.Draw()));
        return (VoiceLink.Upper(downward, upward, time), new VoiceSession
        {
            Carrier = carrier,
            Address = Address(),
            UpwardLink = upward.Id.Value,
            UpwardKey = ByteString.CopyFrom(upward.Master.Key),
            UpwardSalt = ByteString.CopyFrom(upward.Master.Salt),
            DownwardLink = downward.Id.Value,
            DownwardKey = ByteString.CopyFrom(downward.Master.Key),
            DownwardSalt = ByteString.CopyFrom(downward.Master.Salt),
        });
    }

    /// <summary>Where voice goes: a node that listens everywhere is where the link found it.</summary>
    private string Address()
    {
        var listens = voice() ?? throw new InvalidOperationException("The node has no voice socket yet.");
        return listens.Address.Equals(IPAddress.Any) || listens.Address.Equals(IPAddress.IPv6Any)
            ? string.Create(CultureInfo.InvariantCulture, $":{listens.Port}")
            : listens.ToString();
    }

    /// <summary>65,535 ids in turn, but those of sessions that are open: an id comes again long after its session's end.</summary>
    private VoiceLinkId NextId()
    {
        lock (_gate)
        {
            if (_live.Count == ushort.MaxValue)
            {
                throw new InvalidOperationException("All ids of voice links are in use.");
            }

            do
            {
                _last = _last == ushort.MaxValue ? (ushort)1 : (ushort)(_last + 1);
            }
            while (!_live.Add(_last));
            return new VoiceLinkId(_last);
        }
    }
}
