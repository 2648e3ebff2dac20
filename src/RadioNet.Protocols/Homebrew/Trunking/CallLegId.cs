using System.Buffers.Binary;

namespace RadioNet.Protocols.Homebrew.Trunking;

/// <summary>The UUID that ties a call's voice and answers to its set-up: 16 opaque octets, zeros for none.</summary>
public readonly record struct CallLegId(ulong High, ulong Low)
{
    /// <summary>Octets of the UUID.</summary>
    public const int Length = 16;

    /// <summary>No call leg.</summary>
    public static CallLegId None => default;

    /// <summary>Reads 16 octets.</summary>
    public static CallLegId Read(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(source), BinaryPrimitives.ReadUInt64BigEndian(source[8..Length]));

    /// <summary>Writes 16 octets.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..Length], Low);
    }
}
