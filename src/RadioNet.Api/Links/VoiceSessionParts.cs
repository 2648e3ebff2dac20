using System.Globalization;
using System.Net;
using Google.Protobuf;
using RadioNet.Protocols.Rtp;

namespace RadioNet.Api.Links;

/// <summary>A voice session as its lower end reads it.</summary>
public static class VoiceSessionParts
{
    /// <summary>Where the node takes voice; an address without a host is at the one that the link goes to.</summary>
    /// <exception cref="FormatException">It is no address.</exception>
    /// <exception cref="OverflowException">Its port is none.</exception>
    public static IPEndPoint AddressFrom(this VoiceSession session, IPAddress node)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Address.StartsWith(':')
            ? new IPEndPoint(node, ushort.Parse(session.Address.AsSpan(1), CultureInfo.InvariantCulture))
            : IPEndPoint.Parse(session.Address);
    }

    /// <summary>What goes up: its link id and its keys.</summary>
    /// <exception cref="ArgumentException">A key or a salt has another length than there are.</exception>
    /// <exception cref="OverflowException">The id is none.</exception>
    public static (VoiceLinkId Id, SrtpMasterKey Master) Upward(this VoiceSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Direction(session.UpwardLink, session.UpwardKey, session.UpwardSalt);
    }

    /// <summary>What comes down, likewise.</summary>
    /// <inheritdoc cref="Upward" path="/exception"/>
    public static (VoiceLinkId Id, SrtpMasterKey Master) Downward(this VoiceSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Direction(session.DownwardLink, session.DownwardKey, session.DownwardSalt);
    }

    private static (VoiceLinkId Id, SrtpMasterKey Master) Direction(uint id, ByteString key, ByteString salt) =>
        (new VoiceLinkId(checked((ushort)id)), new SrtpMasterKey(key.Span, salt.Span));
}
