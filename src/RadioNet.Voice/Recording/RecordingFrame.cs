using System.Buffers.Binary;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Recording;

/// <summary>One burst of a recording as it came, read in place.</summary>
public readonly ref struct RecordingFrame
{
    /// <summary>Octets of the body.</summary>
    internal const int BodyLength = Fixed + DmrdPacket.BurstLength;

    private const int Fixed = 15;

    /// <summary>The spurt's index in this file.</summary>
    public required ushort Spurt { get; init; }

    /// <summary>When it came, microseconds since the recording began.</summary>
    public required long At { get; init; }

    /// <summary>The sender's number of the burst, modulo 256.</summary>
    public byte Sequence { get; init; }

    /// <summary>What the burst is.</summary>
    public required DmrdBurst Burst { get; init; }

    /// <summary>Errored bits of <see cref="DmrdPacket.ProtectedBits"/>; 0 when none were, or nobody said.</summary>
    public byte BitErrors { get; init; }

    /// <summary>Signal strength in dBm, −1 to −255; 0 when nobody said.</summary>
    public int Rssi { get; init; }

    /// <summary>Bursts that the sequence numbers say were lost before this one, on the way here.</summary>
    public byte Missing { get; init; }

    /// <summary>The 33 octets.</summary>
    public required ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>Writes the record; returns its length.</summary>
    /// <remarks>Body: 0:2 spurt, 2:8 at, 10:1 sequence, 11:1 kind of burst as in a DMRD, 12:1 errored bits, 13:1 −dBm, 14:1 missing before, 15:33 the burst.</remarks>
    public int Write(Span<byte> record)
    {
        Span<byte> body = record[RecordingFormat.HeadLength..];
        BinaryPrimitives.WriteUInt16BigEndian(body, Spurt);
        BinaryPrimitives.WriteInt64BigEndian(body[2..], At);
        body[10] = Sequence;
        body[11] = (byte)Burst;
        body[12] = BitErrors;
        body[13] = (byte)Math.Clamp(-Rssi, 0, byte.MaxValue);
        body[14] = Missing;
        Payload[..DmrdPacket.BurstLength].CopyTo(body[Fixed..]);
        return RecordingFormat.Close(record, RecordingKind.Frame, BodyLength);
    }

    /// <summary>Reads a record's body.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out RecordingFrame frame)
    {
        bool isFrame = body.Length == BodyLength;
        frame = !isFrame ? default : new RecordingFrame
        {
            Spurt = BinaryPrimitives.ReadUInt16BigEndian(body),
            At = BinaryPrimitives.ReadInt64BigEndian(body[2..]),
            Sequence = body[10],
            Burst = (DmrdBurst)body[11],
            BitErrors = body[12],
            Rssi = -body[13],
            Missing = body[14],
            Payload = body[Fixed..],
        };
        return isFrame;
    }
}
