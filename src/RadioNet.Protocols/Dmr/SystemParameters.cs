namespace RadioNet.Protocols.Dmr;

/// <summary>
/// C_SYS_Parms and P_SYS_Parms, the short link controls of a trunked site (ETSI TS 102 361-4, clause 7.1.3): system identity
/// code without PAR(14), flag(1), common slot counter(9).
/// </summary>
/// <param name="IsControlChannel">C_SYS_Parms of a control channel; else P_SYS_Parms of a payload channel.</param>
/// <param name="SystemIdentity">Model(2) and network with site(12), 14 bits.</param>
/// <param name="Flag">On a control channel: radios must register. On a payload channel: it is a composite one.</param>
/// <param name="CommonSlotCounter">0 to 511, one more each message of 120 ms.</param>
public readonly record struct SystemParameters(bool IsControlChannel, ushort SystemIdentity, bool Flag, ushort CommonSlotCounter)
{
    /// <summary>Reads the message.</summary>
    public static bool TryRead(in ShortLinkControl lc, out SystemParameters message)
    {
        message = new SystemParameters(
            lc.Opcode == Slco.ControlParameters, (ushort)(lc.Data >> 10), (lc.Data >> 9 & 1) != 0, (ushort)(lc.Data & 0x1FF));
        return lc.Opcode is Slco.ControlParameters or Slco.PayloadParameters;
    }

    /// <summary>Makes the message.</summary>
    public ShortLinkControl ToShortLinkControl() => new(
        IsControlChannel ? Slco.ControlParameters : Slco.PayloadParameters,
        (SystemIdentity & 0x3FFFu) << 10 | (Flag ? 1u << 9 : 0) | (CommonSlotCounter & 0x1FFu));
}
