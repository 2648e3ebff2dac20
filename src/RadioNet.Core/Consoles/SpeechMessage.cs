using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Core.Consoles;

/// <summary>
/// 20 ms of speech between a node and a browser, one binary message each, all numbers little-endian: type (1 octet, 1), flags (1), path (2), talkgroup
/// (4), sequence (4), milliseconds of the Unix time modulo 2^32 at which its burst came (4), then 160 signed 16-bit samples.
/// </summary>
internal static class SpeechMessage
{
    /// <summary>Octets before the samples.</summary>
    public const int HeaderLength = 16;

    /// <summary>Octets of a message.</summary>
    public const int Length = HeaderLength + (SpeechFrame.Samples * sizeof(short));

    /// <summary>The type that means speech.</summary>
    public const byte Speech = 1;

    /// <summary>Flag: the first piece of its spurt.</summary>
    public const byte First = 1;

    /// <summary>Flag: the spurt is over.</summary>
    public const byte Last = 2;

    /// <summary>Flag: a guess, or silence, in place of what was lost.</summary>
    public const byte Concealed = 4;

    /// <summary>Writes a message.</summary>
    /// <param name="to">Room for <see cref="Length"/> octets.</param>
    /// <param name="flags">First, last, concealed.</param>
    /// <param name="path">The number that the spurt was announced with.</param>
    /// <param name="talkgroup">The talkgroup.</param>
    /// <param name="sequence">Its place in the spurt.</param>
    /// <param name="milliseconds">When its burst came.</param>
    /// <param name="samples">160 samples.</param>
    public static void Write(Span<byte> to, byte flags, ushort path, uint talkgroup, uint sequence, uint milliseconds, ReadOnlySpan<short> samples)
    {
        (to[0], to[1]) = (Speech, flags);
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], path);
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], talkgroup);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], milliseconds);
        var room = MemoryMarshal.Cast<byte, short>(to[HeaderLength..Length]);
        samples.CopyTo(room);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(room, room);
        }
    }

    /// <summary>Reads the samples of a message; false for one that is not of <see cref="Length"/> octets, or of another type.</summary>
    public static bool TryReadSamples(ReadOnlySpan<byte> message, Span<short> samples) =>
        message.Length == Length && message[0] == Speech && TryReadPieces(message[HeaderLength..], samples);

    /// <summary>Reads samples; false when they are not a piece.</summary>
    public static bool TryReadPieces(ReadOnlySpan<byte> octets, Span<short> samples)
    {
        if (octets.Length != SpeechFrame.Samples * sizeof(short))
        {
            return false;
        }

        MemoryMarshal.Cast<byte, short>(octets).CopyTo(samples);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(samples, samples);
        }

        return true;
    }
}
