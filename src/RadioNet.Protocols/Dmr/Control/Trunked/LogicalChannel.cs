namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>A logical physical channel number, 12 bits (ETSI TS 102 361-4, annex C).</summary>
public readonly record struct LogicalChannel(ushort Number)
{
    /// <summary>None; in P_CLEAR the control channel that was confirmed last.</summary>
    public static LogicalChannel None => default;

    /// <summary>The frequencies follow in a continuation block, <see cref="AbsoluteChannel"/>.</summary>
    public static LogicalChannel Absolute => new(0xFFF);
}
