using CsCheck;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Data;

namespace RadioNet.Protocols.Tests.Dmr.Data;

public sealed class DataHeaderTests
{
    [Fact]
    public void Every_vector_is_read_and_written()
    {
        foreach (var vector in GoldenVectors.List("data_headers", 6))
        {
            var burst = new byte[33];
            var pdu = new byte[12];
            var corrected = 0;
            if (vector.Text("name").StartsWith("PI header", StringComparison.Ordinal))
            {
                Assert.True(PrivacyHeader.TryReadBurst(vector.Octets("burst33_cc1"), out var privacy, out corrected));
                Assert.Equal(new PrivacyHeader(0x21, FeatureSetId.Motorola, 2, 0x177AFC73, 9), privacy);
                privacy.Write(pdu);
                privacy.WriteBurst(burst, new ColorCode(1));
                Assert.True(PrivacyHeader.TryRead(pdu, out privacy));
            }
            else
            {
                Assert.True(DataHeader.TryReadBurst(vector.Octets("burst33_cc1"), out var header, out corrected));
                header.Write(pdu);
                header.WriteBurst(burst, new ColorCode(1));
                Assert.Equal(header, Remade(header));
            }

            Assert.Equal(vector.Octets("pdu12"), pdu);
            Assert.Equal(vector.Octets("burst33_cc1"), burst);
            Assert.Equal(0, corrected);
        }
    }

    [Fact]
    public void Every_header_of_the_air_is_read_and_made_again()
    {
        foreach (var vector in GoldenVectors.List("data_header_observed", 5))
        {
            Assert.True(DataHeader.TryRead(vector.Octets("pdu12"), out var header));
            Assert.Equal(vector.Number("dpf"), (int)header.Format);
            Assert.Equal(header, Remade(header));
            var pdu = new byte[12];
            header.Write(pdu);
            Assert.Equal(vector.Octets("pdu12"), pdu);
        }
    }

    [Fact]
    public void Headers_of_the_vectors_say_what_they_say()
    {
        var target = new RadioId(3120102);
        var source = new RadioId(3120101);
        Assert.True(UnconfirmedDataHeader.TryRead(Read("824600005b2f9be583000f2d"), out var unconfirmed));
        Assert.Equal(
            new UnconfirmedDataHeader(AddressKind.Group, false, ServiceAccessPoint.Ip, 6, 91, source, true, 3, 0), unconfirmed);
        Assert.True(UnconfirmedDataHeader.TryRead(Read("023a2337fc2337fe820081a3"), out unconfirmed));
        Assert.Equal((ServiceAccessPoint.CompressedUdp, 10, 2), (unconfirmed.ServiceAccessPoint, unconfirmed.PadOctets, unconfirmed.Blocks));
        Assert.True(ConfirmedDataHeader.TryRead(Read("43422f9be62f9be584882356"), out var confirmed));
        Assert.Equal(
            new ConfirmedDataHeader(AddressKind.Unit, true, ServiceAccessPoint.Ip, 2, target.Value, source, true, 4, true, 0, 8), confirmed);
        Assert.True(ResponseHeader.TryRead(Read("01402f9be52f9be6000898c5"), out var response));
        Assert.Equal(new ResponseHeader(ServiceAccessPoint.Ip, source, target, 0, 0, 1, 0), response);
        Assert.True(response.IsAcknowledgement);
        Assert.True(DefinedShortDataHeader.TryRead(Read("4da22f9be62f9be55108266f"), out var defined));
        Assert.Equal(
            new DefinedShortDataHeader(
                AddressKind.Unit, true, ServiceAccessPoint.ShortData, 2, target.Value, source, 0x14, false, true, 8), defined);
        Assert.True(UdtHeader.TryRead(Read("800400005b2f9be5001ab5a9"), out var udt));
        Assert.Equal(new UdtHeader(AddressKind.Group, false, false, false, 4, 91, source, 0, 1, false, false, 0x1A), udt);
    }

    [Fact]
    public void Status_and_raw_are_told_apart_by_their_blocks()
    {
        var status = new RawOrStatusHeader(
            AddressKind.Unit, true, ServiceAccessPoint.ShortData, 0, 1, new RadioId(2), 1, 2, 0x3A5);
        Assert.Equal((true, false, false, 0), (status.IsStatus, status.SelectiveRepeat, status.IsFullMessage, status.PadBits));
        var raw = status with { AppendedBlocks = 63 };
        Assert.Equal((false, true, true, 0xA5), (raw.IsStatus, raw.SelectiveRepeat, raw.IsFullMessage, raw.PadBits));
        foreach (var header in new[] { status, raw })
        {
            Assert.True(RawOrStatusHeader.TryRead(header.ToHeader(), out var read));
            Assert.Equal(header, read);
        }
    }

    [Fact]
    public void Any_header_keeps_its_bits_and_a_new_target_changes_nothing_else() =>
        Gen.Select(Gen.Byte.Array[12], Gen.UInt[0, 0xFF_FFFF], Errors.Positions(195, 0, 4)).Sample((octets, target, errors) =>
        {
            // The CRC of ten random octets: by writing the header that a zero header with them would be.
            var header = FromOctets(octets);
            var burst = new byte[33];
            header.WriteBurst(burst, new ColorCode(2));
            foreach (var error in errors)
                Errors.Flip(burst, error + 1 < 98 ? error + 1 : error + 69);
            Assert.True(DataHeader.TryReadBurst(burst, out var read, out var corrected));
            Assert.Equal((header, errors.Length), (read, corrected));

            var retargeted = read.WithTarget(target);
            Assert.Equal((target, read.Source, read.Format), (retargeted.Target, retargeted.Source, retargeted.Format));
            Assert.Equal(read, retargeted.WithTarget(read.Target));
            Assert.Equal(read.Format == DataPacketFormat.Unconfirmed, UnconfirmedDataHeader.TryRead(read, out _));
            Assert.Equal(read.Format == DataPacketFormat.Confirmed, ConfirmedDataHeader.TryRead(read, out _));
        });

    private static DataHeader Read(string hex)
    {
        Assert.True(DataHeader.TryRead(Convert.FromHexString(hex), out var header));
        return header;
    }

    private static DataHeader FromOctets(byte[] octets)
    {
        UInt128 bits = 0;
        foreach (var octet in octets[..10])
            bits = (bits << 8) | octet;
        return new DataHeader(new RadioNet.Protocols.Dmr.Coding.InfoBlock(bits));
    }

    private static DataHeader Remade(DataHeader header)
    {
        if (UnconfirmedDataHeader.TryRead(header, out var unconfirmed))
            return unconfirmed.ToHeader();
        if (ConfirmedDataHeader.TryRead(header, out var confirmed))
            return confirmed.ToHeader();
        if (ResponseHeader.TryRead(header, out var response))
            return response.ToHeader();
        if (DefinedShortDataHeader.TryRead(header, out var defined))
            return defined.ToHeader();
        if (RawOrStatusHeader.TryRead(header, out var raw))
            return raw.ToHeader();
        Assert.True(UdtHeader.TryRead(header, out var udt));
        return udt.ToHeader();
    }
}
