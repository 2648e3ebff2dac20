using CsCheck;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Tests.Dmr.Coding;

public sealed class Bptc19696Tests
{
    private static readonly Gen<byte[]> Info = Gen.Byte.Array[Bptc19696.InfoOctets];

    [Fact]
    public void The_idle_burst_decodes_to_its_PDU_and_encodes_from_it()
    {
        var idle = GoldenVectors.Get("idle_burst");
        var burst = idle.Octets("burst33_cc1");
        var info = new byte[12];
        Assert.True(Bptc19696.TryDecode(burst, info, out var corrected));
        Assert.Equal(idle.Octets("pdu12"), info);
        Assert.Equal(0, corrected);

        var written = new byte[33];
        Bptc19696.Encode(info, written);
        new SlotType(new ColorCode(1), DataType.Idle).Write(written);
        Sync.Write(written, SyncPattern.BaseStationData);
        Assert.Equal(burst, written);
    }

    [Fact]
    public void Up_to_four_errors_are_always_corrected_and_counted() =>
        Gen.Select(Info, Errors.Positions(195, 0, Bptc19696.Correctable)).Sample((info, errors) =>
            AssertCorrected(info, [.. errors.Select(error => error + 1)]));

    [Fact]
    public void Four_errors_at_the_corners_of_a_rectangle_are_corrected() =>
        Gen.Select(Info, Errors.Positions(13, 2, 2), Errors.Positions(15, 2, 2)).Sample((info, rows, columns) =>
            AssertCorrected(info, [.. rows.SelectMany(row => columns.Select(column => 1 + 15 * row + column))]));

    [Fact]
    public void A_row_or_a_column_with_four_errors_is_corrected() =>
        Gen.Select(Info, Gen.Int[0, 12], Gen.Int[0, 14], Errors.Positions(13, 4, 4), Gen.Bool).Sample((info, row, column, errors, inRow) =>
            AssertCorrected(info, [.. errors.Select(error => inRow ? 1 + 15 * row + error : 1 + 15 * error + column)]));

    /// <summary>Past the limit: refused, or a code word exactly as far away as reported; never a claim that does not add up.</summary>
    [Fact]
    public void Beyond_the_limit_what_is_found_is_a_code_word_as_far_away_as_reported() =>
        Gen.Select(Info, Errors.Positions(195, 5, 60)).Sample((info, errors) =>
        {
            var received = Received(info, [.. errors.Select(error => error + 1)]);
            var decoded = new byte[12];
            if (!Bptc19696.TryDecode(received, decoded, out var corrected))
                return;
            var again = new byte[33];
            Bptc19696.Encode(decoded, again);
            if (corrected > Bptc19696.Correctable) // nearer words may have reserved bits set, which are not shown
                Assert.Equal(corrected, Errors.Distance(again, received));
            Assert.True(decoded.SequenceEqual(info) || corrected > 0);
        });

    /// <summary>
    /// Random patterns of 5 to 8 errors, seeded: nearly all are corrected, because a product code's decoder fails only on
    /// rare alignments. The measured shares stand here so that a worse decoder shows.
    /// </summary>
    [Theory]
    [InlineData(5, 0.995)]
    [InlineData(6, 0.98)]
    [InlineData(8, 0.93)]
    public void Most_random_patterns_past_the_limit_are_corrected_too(int errors, double share)
    {
        var random = new Random(20261122);
        var info = new byte[12];
        var decoded = new byte[12];
        var right = 0;
        const int rounds = 4000;
        for (var round = 0; round < rounds; round++)
        {
            random.NextBytes(info);
            var received = Received(info, [.. Enumerable.Range(1, 195).OrderBy(_ => random.Next()).Take(errors)]);
            if (Bptc19696.TryDecode(received, decoded, out _) && decoded.AsSpan().SequenceEqual(info))
                right++;
        }

        Assert.True(right >= rounds * share, $"{right} of {rounds} corrected");
    }

    [Fact]
    public void The_spare_bit_carries_nothing()
    {
        var received = Received(new byte[12], [0]);
        var decoded = new byte[12];
        Assert.True(Bptc19696.TryDecode(received, decoded, out var corrected));
        Assert.Equal((0, true), (corrected, decoded.All(octet => octet == 0)));
    }

    private static void AssertCorrected(byte[] info, int[] matrixBits)
    {
        var decoded = new byte[12];
        Assert.True(Bptc19696.TryDecode(Received(info, matrixBits), decoded, out var corrected));
        Assert.Equal(info, decoded);
        Assert.Equal(matrixBits.Length, corrected);
    }

    /// <summary>A burst with errors at bits of the matrix, numbered row by row after the spare bit 0.</summary>
    private static byte[] Received(byte[] info, int[] matrixBits)
    {
        var burst = new byte[33];
        Bptc19696.Encode(info, burst);
        foreach (var bit in matrixBits)
        {
            var sent = bit * 181 % 196;
            Errors.Flip(burst, sent < 98 ? sent : sent + 68);
        }

        return burst;
    }
}
