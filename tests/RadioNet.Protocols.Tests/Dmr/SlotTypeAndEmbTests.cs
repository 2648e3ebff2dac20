using CsCheck;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Tests.Dmr;

public sealed class SlotTypeAndEmbTests
{
    private static readonly int[] SlotTypeBits = [.. Enumerable.Range(98, 10), .. Enumerable.Range(156, 10)];
    private static readonly int[] EmbBits = [.. Enumerable.Range(108, 8), .. Enumerable.Range(148, 8)];

    [Fact]
    public void Every_slot_type_vector_encodes_and_decodes()
    {
        foreach (var vector in GoldenVectors.List("slot_type", 192))
        {
            var slotType = new SlotType(new ColorCode((byte)vector.Number("cc")), (DataType)vector.Number("data_type"));
            Assert.Equal(vector.Word("bits20"), slotType.Encode());
            Assert.True(SlotType.TryDecode(vector.Word("bits20"), out var decoded, out var corrected));
            Assert.Equal((slotType, 0), (decoded, corrected));
        }
    }

    [Fact]
    public void Every_EMB_vector_encodes_and_decodes()
    {
        foreach (var vector in GoldenVectors.List("emb", 128))
        {
            var emb = new Emb(new ColorCode((byte)vector.Number("cc")), vector.Number("pi") == 1, (Lcss)vector.Number("lcss"));
            Assert.Equal(vector.Word("bits16"), emb.Encode());
            Assert.True(Emb.TryDecode(vector.Word("bits16"), out var decoded, out var corrected));
            Assert.Equal((emb, 0), (decoded, corrected));
        }
    }

    [Fact]
    public void A_slot_type_in_a_burst_survives_three_errors_and_touches_nothing_else() =>
        Gen.Select(Gen.Byte.Array[33], Gen.Byte[0, 15], Gen.Byte[0, 15], Errors.Positions(20, 0, SlotType.Correctable))
            .Sample((before, color, dataType, errors) =>
            {
                var slotType = new SlotType(new ColorCode(color), (DataType)dataType);
                var burst = before.ToArray();
                slotType.Write(burst);
                foreach (var error in errors)
                    Errors.Flip(burst, SlotTypeBits[error]);
                Assert.True(SlotType.TryRead(burst, out var read, out var corrected));
                Assert.Equal((slotType, errors.Length), (read, corrected));
                Assert.True(DiffersOnlyIn(before, burst, SlotTypeBits));
            });

    [Fact]
    public void An_EMB_in_a_burst_survives_two_errors_and_touches_nothing_else() =>
        Gen.Select(Gen.Byte.Array[33], Gen.Byte[0, 15], Gen.Bool, Gen.Byte[0, 3], Errors.Positions(16, 0, Emb.Correctable))
            .Sample((before, color, powerControl, lcss, errors) =>
            {
                var emb = new Emb(new ColorCode(color), powerControl, (Lcss)lcss);
                var burst = before.ToArray();
                emb.Write(burst);
                foreach (var error in errors)
                    Errors.Flip(burst, EmbBits[error]);
                Assert.True(Emb.TryRead(burst, out var read, out var corrected));
                Assert.Equal((emb, errors.Length), (read, corrected));
                Assert.True(DiffersOnlyIn(before, burst, EmbBits));
            });

    private static bool DiffersOnlyIn(byte[] before, byte[] after, int[] bits) => Enumerable.Range(0, 264)
        .Where(bit => ((before[bit / 8] ^ after[bit / 8]) & (0x80 >> (bit % 8))) != 0)
        .All(bits.Contains);
}
