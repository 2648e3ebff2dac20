namespace RadioNet.BaseStation.Hosting;

/// <summary>How a carrier's last spurt was heard.</summary>
/// <param name="Ber">Bit errors of 100.</param>
/// <param name="Rssi">dBm; 0 when unknown.</param>
internal sealed record LastHeard(double Ber, int Rssi);
