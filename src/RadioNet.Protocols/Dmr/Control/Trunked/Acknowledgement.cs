namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// C_ACKD, C_ACKU, P_ACKD, P_ACKU (ETSI TS 102 361-4, clause 7.1.1): bits 16 response information(7), 23 reason(8), 32
/// target(24), 56 source or additional information(24).
/// </summary>
/// <param name="Opcode">Which acknowledgement: 0x20 to 0x23.</param>
/// <param name="ResponseInformation">7 bits, whose meaning goes by the reason.</param>
/// <param name="Reason">8 bits; the top two say which kind of answer it is.</param>
/// <param name="Target">A 24-bit address; in an authentication the response.</param>
/// <param name="Source">A 24-bit address, or additional information.</param>
public readonly record struct Acknowledgement(
    TrunkedOpcode Opcode, byte ResponseInformation, byte Reason, uint Target, uint Source)
{
    /// <summary>The request is refused.</summary>
    public bool IsRefusal => Reason >> 6 == 0;

    /// <summary>The request is accepted.</summary>
    public bool IsAcceptance => Reason >> 6 == 1;

    /// <summary>The request is queued.</summary>
    public bool IsQueued => Reason >> 6 == 2;

    /// <summary>Another answer will come.</summary>
    public bool IsWait => Reason >> 6 == 3;

    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out Acknowledgement message)
    {
        var block = csbk.Block;
        message = new Acknowledgement(
            (TrunkedOpcode)csbk.Opcode, (byte)block.Get(16, 7), (byte)block.Get(23, 8), block.Get(32, 24), block.Get(56, 24));
        return message.Opcode is >= TrunkedOpcode.ControlAcknowledgementOutbound and <= TrunkedOpcode.PayloadAcknowledgementInbound
            && csbk.Is(csbk.Opcode);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create((byte)Opcode, FeatureSetId.Standard, 0).Block
        .With(16, 7, ResponseInformation)
        .With(23, 8, Reason)
        .With(32, 24, Target)
        .With(56, 24, Source));
}
