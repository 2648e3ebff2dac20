namespace RadioNet.Simulator.Conversations;

/// <summary>What a site heard of a turn.</summary>
/// <param name="Frames">Voice frames of 60 ms.</param>
/// <param name="IsWhole">Whether it was all, in one piece and unchanged: header, every frame, terminator.</param>
/// <param name="First">When its first burst came, ticks of the clock's timestamp; null when nothing came.</param>
/// <param name="IsHeldUp">Whether it was not all, and this machine was too slow for the talker's site or for this one.</param>
public readonly record struct HeardTurn(int Frames, bool IsWhole, long? First, bool IsHeldUp);
