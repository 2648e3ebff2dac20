using System.Buffers.Binary;
using System.Text;

namespace RadioNet.Tests.EndToEnd.Rig;

/// <summary>Makes datagrams that a node must bear: rubbish, truncated and overlong messages, and whole ones in others' names.</summary>
internal static class HostileDatagram
{
    private static readonly (byte[] Tag, int Length)[] _messages =
    [
        .. new (string Tag, int Length)[]
        {
            ("RPTL", 8), ("RPTK", 40), ("RPTC", 302), ("RPTCL", 9), ("RPTO", 60), ("RPTPING", 11), ("RPTG", 25), ("RPTINTR", 17),
            ("DMRD", 55), ("DMRD", 53), ("DMRD", 71), ("DMRA", 15), ("DMRA", 19), ("DMRG", 14), ("DMRG", 18), ("DMRT", 40), ("DMRE", 89),
            ("DTCL", 8), ("DTCK", 40), ("DTCC", 302), ("DTCPING", 11), ("MSTNAK", 10), ("MSTPONG", 11), ("RPTACK", 10), ("BCKA", 24),
        }.Select(message => (Encoding.ASCII.GetBytes(message.Tag), message.Length)),
    ];

    /// <summary>Writes one and tells its length.</summary>
    public static int Make(Random random, uint liveId, byte[] buffer)
    {
        random.NextBytes(buffer);
        int shape = random.Next(10);
        if (shape == 0) return random.Next(buffer.Length);
        var (tag, length) = _messages[random.Next(_messages.Length)];
        tag.CopyTo(buffer, 0);

        // Half of them in the name of who is really logged in, elsewhere.
        int idAt = tag.AsSpan().SequenceEqual("DMRD"u8) ? 11 : tag.Length;
        if (random.Next(2) == 0) BinaryPrimitives.WriteUInt32BigEndian(buffer.AsSpan(idAt), liveId);
        return shape switch
        {
            1 => random.Next(length),
            2 => length + random.Next(buffer.Length - length),
            _ => length,
        };
    }
}
