namespace RadioNet.Protocols.Dmr;

/// <summary>Short link control opcode, 4 bits (ETSI TS 102 361-2, clause B.2; -4, clause 7.1.3).</summary>
public enum Slco : byte
{
    /// <summary>Null.</summary>
    Null = 0,

    /// <summary>Activity update.</summary>
    ActivityUpdate = 1,

    /// <summary>System parameters of a control channel.</summary>
    ControlParameters = 2,

    /// <summary>System parameters of a payload channel.</summary>
    PayloadParameters = 3,
}
