using CsCheck;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Data;

namespace RadioNet.Protocols.Tests.Dmr.Data;

public sealed class DataBlockTests
{
    private static readonly Gen<DataType> Rates = Gen.Int[0, 2].Select(index => DataType.RateHalf + (byte)(index == 2 ? 3 : index));
    private static readonly int[] InfoBits = [.. Enumerable.Range(0, 98), .. Enumerable.Range(166, 98)];

    [Fact]
    public void Rate_half_vectors_encode_and_decode()
    {
        var vectors = GoldenVectors.List("rate_1_2", 2).ToArray();
        var block = vectors[0].Octets("unconfirmed12");
        var burst = new byte[33];
        DataBlock.Write(burst, DataType.RateHalf, block, new ColorCode(1));
        Assert.Equal(vectors[0].Octets("burst33_cc1"), burst);
        var read = new byte[12];
        Assert.True(DataBlock.TryRead(burst, DataType.RateHalf, read, out var corrected));
        Assert.Equal(block, read);
        Assert.Equal(0, corrected);

        vectors[1].Octets("confirmed10").CopyTo(read, 2);
        ConfirmedBlock.WriteHead(read, DataType.RateHalf, (byte)vectors[1].Number("serial7"));
        Assert.Equal(vectors[1].Octets("block12"), read);
        Assert.True(ConfirmedBlock.TryRead(read, DataType.RateHalf, out var serial));
        Assert.Equal(vectors[1].Number("serial7"), serial);
        Assert.Equal(vectors[1].Number("crc9"), (read[0] & 1) << 8 | read[1]);
    }

    [Fact]
    public void Trellis_vectors_encode_and_decode()
    {
        foreach (var vector in GoldenVectors.List("trellis_3_4", 4))
        {
            var coded = vector.Text("coded196");
            var burst = new byte[33];
            DataBlock.Write(burst, DataType.RateThreeQuarters, vector.Octets("payload18"), new ColorCode(1));
            Assert.Equal(coded, string.Concat(InfoBits.Select(bit => burst[bit / 8] >> (7 - bit % 8) & 1)));
            var block = new byte[18];
            Assert.True(DataBlock.TryRead(burst, DataType.RateThreeQuarters, block, out var corrected));
            Assert.Equal(vector.Octets("payload18"), block);
            Assert.Equal(0, corrected);
        }
    }

    [Fact]
    public void Confirmed_blocks_of_the_air_have_the_CRC_that_they_came_with()
    {
        foreach (var vector in GoldenVectors.List("crc9", 20))
        {
            var block = new byte[18];
            vector.Octets("data_incl_crc32").CopyTo(block, 2);
            ConfirmedBlock.WriteHead(block, DataType.RateThreeQuarters, (byte)vector.Number("serial7"));
            Assert.Equal((vector.Number("serial7"), vector.Number("crc9")), (block[0] >> 1, (block[0] & 1) << 8 | block[1]));
            Assert.True(ConfirmedBlock.TryRead(block, DataType.RateThreeQuarters, out var serial));
            Assert.Equal(vector.Number("serial7"), serial);
            Assert.False(ConfirmedBlock.TryRead(block.AsSpan(1), DataType.RateThreeQuarters, out _));
        }
    }

    [Fact]
    public void Messages_of_the_air_have_the_CRC_that_they_came_with()
    {
        foreach (var vector in GoldenVectors.List("crc32", 3))
        {
            byte[] message = [.. vector.Octets("data"), .. new byte[4]];
            MessageCrc.Write(message);
            Assert.Equal(vector.Octets("crc32_as_transmitted"), message[^4..]);
            Assert.True(MessageCrc.IsRight(message));
            message[3] ^= 0x10;
            Assert.False(MessageCrc.IsRight(message));
            Assert.False(MessageCrc.IsRight(message.AsSpan(1)));
        }
    }

    [Fact]
    public void Every_rate_brings_back_its_block_and_its_slot_type() =>
        Gen.Select(Rates, Gen.Byte.Array[24], Gen.Byte[0, 15], Gen.Byte[0, 127]).Sample((rate, octets, color, serial) =>
        {
            var block = octets[..DataBlock.OctetsOf(rate)];
            ConfirmedBlock.WriteHead(block, rate, serial);
            var burst = new byte[33];
            burst.AsSpan().Fill(0xFF);
            DataBlock.Write(burst, rate, block, new ColorCode(color));
            var read = new byte[block.Length];
            return DataBlock.TryRead(burst, rate, read, out var corrected) && corrected == 0 && read.SequenceEqual(block)
                && ConfirmedBlock.TryRead(read, rate, out var number) && number == serial
                && SlotType.TryRead(burst, out var slotType) && slotType == new SlotType(new ColorCode(color), rate)
                && Sync.Recognise(burst) == SyncPattern.BaseStationData;
        });

    [Fact]
    public void The_trellis_code_corrects_any_one_error() =>
        Gen.Select(Gen.Byte.Array[18], Gen.Int[0, 195]).Sample((block, error) =>
        {
            var burst = new byte[33];
            DataBlock.Write(burst, DataType.RateThreeQuarters, block, default);
            Errors.Flip(burst, InfoBits[error]);
            var read = new byte[18];
            return DataBlock.TryRead(burst, DataType.RateThreeQuarters, read, out var corrected) && corrected == 1 && read.SequenceEqual(block);
        });

    /// <summary>Maximum likelihood: whatever the errors, the word that is found is at least as near as the one that was sent.</summary>
    [Fact]
    public void The_trellis_decoder_never_finds_a_word_further_away_than_the_one_sent() =>
        Gen.Select(Gen.Byte.Array[18], Errors.Positions(196, 0, 80)).Sample((block, errors) =>
        {
            var burst = new byte[33];
            DataBlock.Write(burst, DataType.RateThreeQuarters, block, default);
            foreach (var error in errors)
                Errors.Flip(burst, InfoBits[error]);
            var read = new byte[18];
            Assert.True(DataBlock.TryRead(burst, DataType.RateThreeQuarters, read, out var corrected));
            var again = burst.ToArray();
            DataBlock.Write(again, DataType.RateThreeQuarters, read, default);
            Assert.Equal(corrected, Errors.Distance(again, burst));
            Assert.True(corrected <= errors.Length);
        });

    /// <summary>The shares that a Viterbi decoder reaches over seeded random patterns; a worse decoder would show here.</summary>
    [Theory]
    [InlineData(2, 0.91)]
    [InlineData(4, 0.57)]
    [InlineData(6, 0.21)]
    public void The_trellis_code_corrects_a_known_share_of_more_errors(int errors, double share)
    {
        var random = new Random(34);
        byte[] block = new byte[18], read = new byte[18], burst = new byte[33];
        var right = 0;
        for (var round = 0; round < 2000; round++)
        {
            random.NextBytes(block);
            DataBlock.Write(burst, DataType.RateThreeQuarters, block, default);
            foreach (var bit in InfoBits.OrderBy(_ => random.Next()).Take(errors))
                Errors.Flip(burst, bit);
            right += DataBlock.TryRead(burst, DataType.RateThreeQuarters, read, out _) && read.SequenceEqual(block) ? 1 : 0;
        }

        Assert.True(right >= 2000 * share, $"{right} of 2,000");
    }

    [Fact]
    public void Confirmed_blocks_with_up_to_two_wrong_bits_are_refused() =>
        Gen.Select(Rates, Gen.Byte.Array[24], Gen.Byte[0, 127]).SelectMany((rate, octets, serial) =>
            Errors.Positions(8 * DataBlock.OctetsOf(rate), 1, 2).Select(errors => (rate, octets, serial, errors))).Sample((rate, octets, serial, errors) =>
        {
            var block = octets[..DataBlock.OctetsOf(rate)];
            ConfirmedBlock.WriteHead(block, rate, serial);
            foreach (var error in errors)
                Errors.Flip(block, error);
            return !ConfirmedBlock.TryRead(block, rate, out _);
        });

    [Fact]
    public void What_is_no_block_is_refused()
    {
        Assert.False(DataBlock.TryRead(new byte[33], DataType.Csbk, new byte[24], out _));
        Assert.False(ConfirmedBlock.TryRead([], DataType.Csbk, out _));
        Assert.Throws<ArgumentException>(() => DataBlock.Write(new byte[33], DataType.RateHalf, new byte[11], default));
        Assert.Throws<ArgumentException>(() => MessageCrc.Write(new byte[5]));
    }
}
