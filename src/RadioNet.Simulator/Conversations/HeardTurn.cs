namespace RadioNet.Simulator.Conversations;

/// <summary>What a site heard of a turn.</summary>
/// <param name="Frames">Voice frames of 60 ms.</param>
/// <param name="IsWhole">Whether it was all, in one piece and unchanged: header, every frame, terminator.</param>
/// <param name="First">When its first burst came, ticks of the clock's timestamp; null when nothing came.</param>
public readonly record struct HeardTurn(int Frames, bool IsWhole, long? First);
