using CsCheck;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;

namespace RadioNet.Protocols.Tests.Dmr.Control;

public sealed class CsbkTests
{
    public static IEnumerable<byte[]> Pdus =>
    [
        .. GoldenVectors.List("csbk", 15).Select(vector => vector.Octets("pdu12")),
        .. GoldenVectors.List("csbk_observed", 11).Select(vector => vector.Octets("pdu12")),
    ];

    [Fact]
    public void Every_vector_is_read_and_written_with_its_CRC()
    {
        foreach (var pdu in Pdus)
        {
            Assert.True(Csbk.TryRead(pdu, out var csbk));
            var written = new byte[12];
            csbk.Write(written);
            Assert.Equal(pdu, written);
            Csbk.Create(csbk.Opcode, csbk.FeatureSet, csbk.Body, csbk.IsLast).Write(written);
            Assert.Equal(pdu, written);
        }
    }

    [Fact]
    public void Every_burst_of_the_vectors_is_read_and_written()
    {
        foreach (var vector in GoldenVectors.List("csbk", 15))
        {
            Assert.True(Csbk.TryReadBurst(vector.Octets("burst33_cc1"), DataType.Csbk, out var csbk, out var corrected));
            Assert.Equal(0, corrected);
            Assert.Equal(Convert.ToInt32(vector.Text("csbko"), 16), csbk.Opcode);
            Assert.Equal(vector.Number("fid"), (int)csbk.FeatureSet);
            var burst = new byte[33];
            csbk.WriteBurst(burst, new ColorCode(1));
            Assert.Equal(vector.Octets("burst33_cc1"), burst);
        }
    }

    [Fact]
    public void Messages_of_the_vectors_say_what_they_say()
    {
        Assert.True(Preamble.TryRead(Read("bd0080032f9be62f9be5e4ad"), out var preamble));
        Assert.Equal(new Preamble(true, AddressKind.Unit, 3, 3120102, new RadioId(3120101)), preamble);
        Assert.True(Preamble.TryRead(Read("bd00400100005b2f9be57d36"), out preamble));
        Assert.Equal(new Preamble(false, AddressKind.Group, 1, 91, new RadioId(3120101)), preamble);
        Assert.True(BaseStationActivation.TryRead(Read("b80000000000012f9be5ec67"), out var activation));
        Assert.Equal(new BaseStationActivation(1, new RadioId(3120101)), activation);
        Assert.True(UnitVoiceRequest.TryRead(Read("8400000004e3a404e391ea1a"), out var request));
        Assert.Equal(new UnitVoiceRequest(default, new RadioId(0x04E3A4), new RadioId(0x04E391)), request);
        Assert.True(UnitAnswer.TryRead(Read("850000212f9be52f9be65b56"), out var answer));
        Assert.Equal(new UnitAnswer(default, UnitAnswer.Deny, new RadioId(3120101), new RadioId(3120102)), answer);
        Assert.True(NegativeAnswer.TryRead(Read("a600c4210669e00669d63675"), out var nack));
        Assert.Equal(new NegativeAnswer(true, true, 4, 0x21, new RadioId(0x0669E0), new RadioId(0x0669D6)), nack);
        Assert.True(MotorolaMessage.TryRead(Read("a410008000019c00019ae06f"), out var check));
        Assert.Equal((MotorolaMessage.RadioCheck, true, 0x19Cu, 0x19Au), (check.Opcode, check.IsRequest, check.Target.Value, check.Source.Value));
        Assert.True(MotorolaMessage.TryRead(Read("a410000000019c00019a4b96"), out check));
        Assert.False(check.IsRequest);
        Assert.True(MotorolaMessage.TryRead(Read("9f1000002f9be62f9be575d7"), out check));
        Assert.Equal(MotorolaMessage.CallAlert, check.Opcode);
    }

    /// <summary>What a type reads it makes again, bit for bit, on the vectors and on random bodies with the reserved bits 0.</summary>
    [Fact]
    public void What_is_read_is_made_again()
    {
        foreach (var pdu in Pdus)
        {
            Assert.True(Csbk.TryRead(pdu, out var csbk));
            foreach (var made in Remade(csbk))
                Assert.Equal(csbk, made);
        }
    }

    [Fact]
    public void A_message_of_another_opcode_or_feature_set_or_enciphered_is_not_read() =>
        Gen.Select(Gen.Byte[0, 63], Gen.Byte, Gen.ULong).Sample((opcode, featureSet, body) =>
        {
            var csbk = Csbk.Create(opcode, (FeatureSetId)featureSet, body);
            Assert.Equal(opcode == Preamble.Opcode && featureSet == 0, Preamble.TryRead(csbk, out _));
            Assert.Equal(opcode == UnitAnswer.Opcode && featureSet == 0, UnitAnswer.TryRead(csbk, out _));
            Assert.Equal(opcode is 0x1F or 0x20 or 0x24 && featureSet == 0x10, MotorolaMessage.TryRead(csbk, out _));
        });

    [Fact]
    public void Unknown_messages_keep_all_their_bits_through_a_burst() =>
        Gen.Select(Gen.Byte[0, 63], Gen.Byte, Gen.ULong, Gen.Bool, Errors.Positions(195, 0, 4)).Sample((opcode, featureSet, body, isLast, errors) =>
        {
            var csbk = Csbk.Create(opcode, (FeatureSetId)featureSet, body, isLast);
            var burst = new byte[33];
            csbk.WriteBurst(burst, new ColorCode(7), SyncPattern.MobileData);
            Assert.True(SlotType.TryRead(burst, out var slotType));
            Assert.Equal(isLast ? DataType.Csbk : DataType.MultiBlockHeader, slotType.DataType);
            foreach (var error in errors)
                Errors.Flip(burst, error + 1 < 98 ? error + 1 : error + 69);
            Assert.True(Csbk.TryReadBurst(burst, slotType.DataType, out var read, out var corrected));
            Assert.Equal((csbk, errors.Length), (read, corrected));

            // The other's mask makes the CRC wrong.
            Assert.False(Csbk.TryReadBurst(burst, isLast ? DataType.MultiBlockHeader : DataType.Csbk, out _, out _));
            Assert.False(Csbk.TryReadBurst(burst, DataType.DataHeader, out _, out _));
        });

    [Fact]
    public void Up_to_three_wrong_bits_never_pass_the_CRC() =>
        Gen.Select(Gen.Int[0, 25], Errors.Positions(96, 1, 3)).Sample((index, errors) =>
        {
            var pdu = Pdus.ElementAt(index);
            foreach (var error in errors)
                Errors.Flip(pdu, error);
            return !Csbk.TryRead(pdu, out _);
        });

    [Fact]
    public void Twelve_octets_are_needed()
    {
        Assert.False(Csbk.TryRead([], out _));
        Assert.False(Csbk.TryRead(new byte[11], out _));
        Assert.False(Csbk.TryRead(new byte[13], out _));
    }

    private static Csbk Read(string hex)
    {
        Assert.True(Csbk.TryRead(Convert.FromHexString(hex), out var csbk));
        return csbk;
    }

    private static IEnumerable<Csbk> Remade(Csbk csbk)
    {
        if (Preamble.TryRead(csbk, out var preamble))
            yield return preamble.ToCsbk();
        if (BaseStationActivation.TryRead(csbk, out var activation))
            yield return activation.ToCsbk();
        if (UnitVoiceRequest.TryRead(csbk, out var request))
            yield return request.ToCsbk();
        if (UnitAnswer.TryRead(csbk, out var answer))
            yield return answer.ToCsbk();
        if (NegativeAnswer.TryRead(csbk, out var nack))
            yield return nack.ToCsbk();
        if (MotorolaMessage.TryRead(csbk, out var message))
            yield return message.ToCsbk();
    }
}
