namespace RadioNet.BaseStation.Modems;

/// <summary>How a modem is, and why.</summary>
/// <param name="Phase">How it is.</param>
/// <param name="Cause">Why it is lost or refused, or was until now; null when it never was, and when it is ready.</param>
public sealed record ModemCondition(ModemPhase Phase, ModemFault? Cause = null);
