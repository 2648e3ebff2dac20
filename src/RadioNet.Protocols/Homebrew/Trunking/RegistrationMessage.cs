using System.Buffers.Binary;

namespace RadioNet.Protocols.Homebrew.Trunking;

/// <summary>
/// A radio's registration and deregistration. From a repeater, and the network's deregistration: 5:8 Unix seconds (little
/// endian), 13:1 count, always 1, 14:3 radio. The network's answer to a registration: 13:1 bit 0 accepted, 14:1 reserved,
/// 15:3 radio.
/// </summary>
public readonly record struct RegistrationMessage
{
    /// <summary>Octets of a request, and of the network's deregistration.</summary>
    public const int RequestLength = 17;

    /// <summary>Octets of the network's answer.</summary>
    public const int AnswerLength = 18;

    private const int CountOffset = 8;

    /// <summary><see cref="TrunkingOpcode.Registration"/> or <see cref="TrunkingOpcode.Deregistration"/>.</summary>
    public required TrunkingOpcode Opcode { get; init; }

    /// <summary>Whether the network says it.</summary>
    public required bool FromNetwork { get; init; }

    /// <summary>When, in seconds of the Unix epoch.</summary>
    public required ulong UnixSeconds { get; init; }

    /// <summary>The radio.</summary>
    public required RadioId Radio { get; init; }

    /// <summary>Whether the network accepts; meaningful in its answer.</summary>
    public bool IsAccepted { get; init; }

    private bool IsAnswer => FromNetwork && Opcode == TrunkingOpcode.Registration;

    /// <summary>Reads a message; false when it is another, or its form is wrong.</summary>
    public static bool TryRead(in TrunkingMessage source, out RegistrationMessage message)
    {
        message = default;
        if (source.Opcode is not (TrunkingOpcode.Registration or TrunkingOpcode.Deregistration)) return false;
        bool isAnswer = source.FromNetwork && source.Opcode == TrunkingOpcode.Registration;
        var body = source.Body;
        if (TrunkingMessage.ShortestLength + body.Length != (isAnswer ? AnswerLength : RequestLength)) return false;
        if (!isAnswer && body[CountOffset] != 1) return false;
        message = new()
        {
            Opcode = source.Opcode,
            FromNetwork = source.FromNetwork,
            UnixSeconds = BinaryPrimitives.ReadUInt64LittleEndian(body),
            Radio = new(Wire.ReadUInt24(body, body.Length - 3)),
            IsAccepted = isAnswer && (body[CountOffset] & 1) != 0,
        };
        return true;
    }

    /// <summary>Writes the message and returns its length.</summary>
    public int Write(Span<byte> destination)
    {
        int length = IsAnswer ? AnswerLength : RequestLength;
        var body = TrunkingMessage.WriteHeader(destination[..length], Opcode, FromNetwork);
        BinaryPrimitives.WriteUInt64LittleEndian(body, UnixSeconds);
        body[CountOffset] = (byte)(IsAnswer && !IsAccepted ? 0 : 1);
        if (IsAnswer) body[CountOffset + 1] = 0;
        Wire.WriteUInt24(body, body.Length - 3, Radio.Value);
        return length;
    }
}
