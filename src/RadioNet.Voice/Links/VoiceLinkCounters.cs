using RadioNet.Protocols.Rtp;

namespace RadioNet.Voice.Links;

/// <summary>What a voice link carried and refused since its session began.</summary>
/// <param name="Incoming">What came, keep-alives among it.</param>
/// <param name="Sent">Packets sealed to be sent, keep-alives among them.</param>
/// <param name="Moved">How often the other end's address became another one.</param>
public readonly record struct VoiceLinkCounters(SrtpCounters Incoming, long Sent, long Moved);
