namespace RadioNet.Protocols.Dmr.Control;

/// <summary>
/// The messages of feature set 0x10 that one radio sends another, as observed on the air: call alert (0x1F), its
/// acknowledgement (0x20), radio check (0x24). Bits 16 and 24 parameters(8 each), 32 target(24), 56 source(24).
/// </summary>
/// <param name="Opcode">CSBKO.</param>
/// <param name="Parameters">Octets 2 and 3.</param>
/// <param name="Target">Whom it is for.</param>
/// <param name="Source">Who sends it.</param>
public readonly record struct MotorolaMessage(byte Opcode, ushort Parameters, RadioId Target, RadioId Source)
{
    /// <summary>Call alert.</summary>
    public const byte CallAlert = 0x1F;

    /// <summary>Acknowledgement of a call alert.</summary>
    public const byte CallAlertAcknowledgement = 0x20;

    /// <summary>Radio check: a request with octet 3 = 0x80, else the answer.</summary>
    public const byte RadioCheck = 0x24;

    /// <summary>Whether a radio check is the request.</summary>
    public bool IsRequest => (Parameters & 0x80) != 0;

    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out MotorolaMessage message)
    {
        var block = csbk.Block;
        message = new MotorolaMessage(
            csbk.Opcode, (ushort)block.Get(16, 16), new RadioId(block.Get(32, 24)), new RadioId(block.Get(56, 24)));
        return csbk.Opcode is CallAlert or CallAlertAcknowledgement or RadioCheck && csbk.Is(csbk.Opcode, FeatureSetId.Motorola);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create(Opcode, FeatureSetId.Motorola, 0).Block
        .With(16, 16, Parameters)
        .With(32, 24, Target.Value)
        .With(56, 24, Source.Value));
}
