using RadioNet.Protocols.Rtp;

namespace RadioNet.Voice.Links;

/// <summary>One direction of a voice link's session.</summary>
/// <param name="Id">What its packets carry; the end that receives them finds the session by it.</param>
/// <param name="Master">Its master key and salt.</param>
public sealed record LinkDirection(VoiceLinkId Id, SrtpMasterKey Master);
