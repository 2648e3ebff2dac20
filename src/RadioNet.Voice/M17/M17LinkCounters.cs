namespace RadioNet.Voice.M17;

/// <summary>What a link to a reflector carried.</summary>
/// <param name="Received">Stream packets that came.</param>
/// <param name="Sent">Stream packets that were sent.</param>
/// <param name="Unsent">Stream packets for which no link stood, or that the system refused.</param>
/// <param name="Strangers">Datagrams from elsewhere than the reflector.</param>
/// <param name="Faults">Packets whose handling threw: each is a defect of the listener.</param>
public readonly record struct M17LinkCounters(long Received, long Sent, long Unsent, long Strangers, long Faults);
