using CsCheck;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Tests.Dmr;

public sealed class ShortLinkControlTests
{
    private static readonly Gen<ShortLinkControl> Messages =
        Gen.Select(Gen.Byte[0, 15], Gen.UInt[0, 0xFF_FFFF]).Select((opcode, data) => new ShortLinkControl((Slco)opcode, data));

    [Fact]
    public void Messages_of_the_air_are_read_and_encoded_again()
    {
        foreach (var vector in GoldenVectors.List("short_lc_observed", 3))
        {
            var coded = vector.Text("coded68");
            uint[] sent = [.. Enumerable.Range(0, 4).Select(index => Convert.ToUInt32(coded.Substring(17 * index, 17), 2))];
            AssertBothWays(sent, vector.Word("info28"));
        }
    }

    [Fact]
    public void The_activity_update_of_the_vectors_is_made_and_read()
    {
        foreach (var vector in GoldenVectors.List("short_lc_generated", 1))
        {
            uint[] sent = [.. vector.GetProperty("fragments17").EnumerateArray().Select(fragment => Convert.ToUInt32(fragment.GetString(), 2))];
            AssertBothWays(sent, vector.Word("info28"));
            var update = new ActivityUpdate(SlotActivity.GroupVoice, SlotActivity.UnitVoice, 0xAB, 0xCD);
            Assert.Equal(vector.Word("info28"), (uint)Slco.ActivityUpdate << 24 | update.ToShortLinkControl().Data);
            Assert.True(ActivityUpdate.TryRead(update.ToShortLinkControl(), out var read));
            Assert.Equal(update, read);
        }
    }

    /// <summary>A message of the air: small model, common slot counter 9 (24 10 40 9, CRC-8 AA).</summary>
    [Fact]
    public void System_parameters_are_read_and_made_again()
    {
        var lc = new ShortLinkControl((Slco)0x2, 0x41_0409);
        Assert.True(SystemParameters.TryRead(lc, out var parameters));
        Assert.Equal((true, 1, 9), (parameters.IsControlChannel, parameters.SystemIdentity >> 12, parameters.CommonSlotCounter));
        Assert.Equal(lc, parameters.ToShortLinkControl());
        Assert.False(SystemParameters.TryRead(new ShortLinkControl(Slco.ActivityUpdate, 0), out _));
        Gen.Select(Gen.Bool, Gen.UShort[0, 0x3FFF], Gen.Bool, Gen.UShort[0, 511]).Sample((control, identity, flag, counter) =>
        {
            var sent = new SystemParameters(control, identity, flag, counter);
            return SystemParameters.TryRead(sent.ToShortLinkControl(), out var read) && read == sent;
        });
    }

    [Fact]
    public void Two_errors_are_always_corrected_and_counted() =>
        Gen.Select(Messages, Errors.Positions(68, 0, ShortLinkControl.Correctable)).Sample((message, errors) =>
            ShortLinkControl.TryDecode(Received(message, errors), out var read, out var corrected)
            && read == message && corrected == errors.Length);

    [Fact]
    public void Two_errors_in_one_row_are_corrected() =>
        Gen.Select(Messages, Gen.Int[0, 3], Errors.Positions(17, 2, 2)).Sample((message, row, columns) =>
            ShortLinkControl.TryDecode(Received(message, [.. columns.Select(column => 4 * column + row)]), out var read, out var corrected)
            && read == message && corrected == 2);

    /// <summary>The distance is 6, so three errors lie half-way: right, refused, or another word that the CRC passed.</summary>
    [Fact]
    public void Three_errors_are_never_reported_as_fewer() =>
        Gen.Select(Messages, Errors.Positions(68, 3, 3)).Sample((message, errors) =>
            !ShortLinkControl.TryDecode(Received(message, errors), out _, out var corrected) || corrected >= 3);

    [Fact]
    public void Every_CACH_vector_encodes_and_decodes()
    {
        foreach (var vector in GoldenVectors.List("cach", 16))
        {
            var cach = new Cach(
                vector.Number("at") == 1, vector.Number("tc") == 1 ? Timeslot.Two : Timeslot.One, (Lcss)vector.Number("lcss"), 0);
            Assert.Equal(vector.Word("cach24_zero_payload"), cach.Encode());
            Assert.Equal(cach, Cach.Decode(vector.Word("cach24_zero_payload"), out var corrected));
            Assert.Equal(0, corrected);
        }
    }

    [Fact]
    public void A_CACH_keeps_its_payload_and_corrects_one_error_of_TACT()
    {
        int[] tact = [0, 4, 8, 12, 14, 18, 22];
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Byte[0, 3], Gen.UInt[0, 0x1_FFFF], Gen.Int[0, 7]).Sample((busy, second, lcss, payload, error) =>
        {
            var cach = new Cach(busy, second ? Timeslot.Two : Timeslot.One, (Lcss)lcss, payload);
            var sent = cach.Encode();
            var received = error == 7 ? sent : sent ^ (1u << (23 - tact[error]));
            return Cach.Decode(received, out var corrected) == cach && corrected == (error == 7 ? 0 : 1);
        });
    }

    private static void AssertBothWays(uint[] sent, uint info)
    {
        Assert.True(ShortLinkControl.TryDecode(sent, out var message, out var corrected));
        Assert.Equal((info, 0), ((uint)message.Opcode << 24 | message.Data, corrected));
        var fragments = new uint[4];
        fragments.AsSpan().Fill(uint.MaxValue);
        message.Encode(fragments);
        Assert.Equal(sent, fragments);
    }

    private static uint[] Received(ShortLinkControl message, int[] errors)
    {
        var fragments = new uint[4];
        message.Encode(fragments);
        foreach (var error in errors)
            fragments[error / 17] ^= 1u << (16 - error % 17);
        return fragments;
    }
}
