namespace RadioNet.Simulator.Air;

/// <summary>A burst as one receiver got it: bit errors in it, however many. Whether that is still a burst, the receiver finds out.</summary>
/// <param name="Burst">The bits as received; its start is when its first symbol came in.</param>
/// <param name="Dbm">Its mean signal strength.</param>
public readonly record struct HeardBurst(AirBurst Burst, double Dbm);
