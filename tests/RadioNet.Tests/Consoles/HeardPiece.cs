using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RadioNet.Tests.Consoles;

/// <summary>20 ms of speech as a console heard it, read by its offsets and nothing of the product's.</summary>
internal sealed record HeardPiece(byte Flags, int Path, uint Talkgroup, uint Sequence, uint Milliseconds, short[] Samples, long At)
{
    public bool IsFirst => (Flags & 1) != 0;

    public bool IsLast => (Flags & 2) != 0;

    public bool IsConcealed => (Flags & 4) != 0;

    public static HeardPiece Of(ReadOnlySpan<byte> message, long at)
    {
        Assert.Equal((336, 1), (message.Length, message[0]));
        return new HeardPiece(
            message[1],
            BinaryPrimitives.ReadUInt16LittleEndian(message[2..]),
            BinaryPrimitives.ReadUInt32LittleEndian(message[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(message[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(message[12..]),
            MemoryMarshal.Cast<byte, short>(message[16..]).ToArray(),
            at);
    }

    /// <summary>The speech of a spurt's pieces, each at its place; what was left out is silence, the closing piece is nothing.</summary>
    public static short[] Speech(IEnumerable<HeardPiece> pieces) => Speech(pieces.Where(piece => !piece.IsLast).Select(piece => (piece.Sequence, piece.Samples)));

    /// <inheritdoc cref="Speech(IEnumerable{HeardPiece})"/>
    public static short[] Speech(IEnumerable<(uint Sequence, short[] Samples)> pieces)
    {
        var all = pieces.ToArray();
        var speech = new short[all.Length == 0 ? 0 : (all.Max(piece => piece.Sequence) + 1) * 160];
        foreach (var (sequence, samples) in all)
        {
            samples.CopyTo(speech, sequence * 160);
        }

        return speech;
    }
}
