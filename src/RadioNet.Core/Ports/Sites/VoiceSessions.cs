using System.Globalization;
using System.Net;
using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;

namespace RadioNet.Core.Ports.Sites;

/// <summary>Makes the voice sessions of base stations: fresh keys and ids each time.</summary>
internal sealed class VoiceSessions(Func<IPEndPoint?> voice, TimeProvider time)
{
    private int _last;

    /// <summary>The node's end of a new session, and what the base station must know of it.</summary>
    public (VoiceLink Link, VoiceSession Session) Open(string carrier)
    {
        var (upward, downward) = (new LinkDirection(NextId(), SrtpMasterKey.Draw()), new LinkDirection(NextId(), SrtpMasterKey.Draw()));
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

    /// <summary>65,535 ids in turn: an id comes again long after its session's end.</summary>
    private VoiceLinkId NextId() => new((ushort)((Interlocked.Increment(ref _last) % ushort.MaxValue) + 1));
}
