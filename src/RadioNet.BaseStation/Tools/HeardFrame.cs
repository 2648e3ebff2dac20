namespace RadioNet.BaseStation.Tools;

/// <summary>A frame that a modem sent, and when it came: a time of the modem's access, monotonic from its opening.</summary>
/// <param name="Octets">The whole frame.</param>
/// <param name="At">When.</param>
public readonly record struct HeardFrame(ReadOnlyMemory<byte> Octets, TimeSpan At);
