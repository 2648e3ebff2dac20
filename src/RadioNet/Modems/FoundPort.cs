using RadioNet.BaseStation.Ports;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Command.Modems;

/// <summary>A serial port and what answered there.</summary>
/// <param name="Port">The port.</param>
/// <param name="Modem">What answered; null when nothing did, or nothing was asked.</param>
/// <param name="Problem">Why nothing did, and what to do; null when nothing was asked.</param>
internal sealed record FoundPort(ModemPortInfo Port, VersionReply? Modem, LocalizedText? Problem);
