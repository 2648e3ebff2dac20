using RadioNet.CallControl.Channels;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Ports;

/// <summary>A port that is open: which repeater it is, where, and of what shape.</summary>
/// <param name="Port">The port's number.</param>
/// <param name="Repeater">The repeater.</param>
/// <param name="Site">Its site.</param>
/// <param name="Description">What the router was told of it.</param>
/// <param name="Shape">What the slot table was told of it.</param>
internal sealed record OpenedPort(PortId Port, RepeaterId Repeater, string Site, PortDescription Description, RepeaterShape Shape);
