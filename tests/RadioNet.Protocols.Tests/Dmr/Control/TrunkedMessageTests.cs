using CsCheck;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Dmr.Control.Trunked;

namespace RadioNet.Protocols.Tests.Dmr.Control;

public sealed class TrunkedMessageTests
{
    [Fact]
    public void Messages_of_the_vectors_say_what_they_say()
    {
        var source = new RadioId(1001);
        Assert.True(ChannelGrant.TryRead(Read("b10000a80000640003e98065"), out var grant));
        Assert.Equal(
            new ChannelGrant(TrunkedOpcode.GroupVoiceGrant, new LogicalChannel(10), Timeslot.Two, false, false, false, 100, source), grant);
        Assert.True(ChannelGrant.TryRead(Read("b10000a60000640003e9b2ed"), out grant));
        Assert.Equal((Timeslot.One, true, true), (grant.Slot, grant.LateEntryOrHighRate, grant.IsEmergency));
        Assert.True(ChannelGrant.TryRead(Read("b00000b00003ea0003e9da46"), out grant));
        Assert.Equal((TrunkedOpcode.UnitVoiceGrant, 11, 1002u), (grant.Opcode, grant.Channel.Number, grant.Target));
        Assert.True(ChannelClear.TryRead(Read("ae0000110000640003e99bfa"), out var clear));
        Assert.Equal(new ChannelClear(new LogicalChannel(1), AddressKind.Group, 100, source), clear);
        Assert.True(Aloha.TryRead(Read("99000c00a35aa50000003426"), out var aloha));
        Assert.Equal((5, 3, 0x5AA5, 3), (aloha.RandomWait, aloha.Backoff, aloha.SystemIdentity, aloha.BackoffFrames));
        Assert.True(Aloha.TryRead(Read("99002d22f1123400a1b2f7e4"), out aloha));
        Assert.Equal((true, true, 4, 0x1234, 0xA1B2u), (aloha.RegistrationRequired, aloha.IsNetworked, aloha.Mask, aloha.SystemIdentity, aloha.Radio.Value));
        Assert.True(Protect.TryRead(Read("af0000041012bf1012d08279"), out var protect));
        Assert.Equal(new Protect(2, AddressKind.Unit, 0x1012BF, new RadioId(0x1012D0)), protect);
        Assert.True(Announcement.TryRead(Read("a800368096d007c000ce9b39"), out var announcement));
        Assert.Equal((6, 6, 0xD007, 0xC000CEu), (announcement.Type, announcement.Backoff, announcement.SystemIdentity, announcement.SecondParameters));
    }

    /// <summary>Bodies of the authentication of radio 1001, as the interface's notes give them.</summary>
    [Fact]
    public void An_authentication_is_asked_and_answered()
    {
        var ahoy = new Ahoy(0, false, false, AddressKind.Unit, 0, ServiceKind.Registration, 1001, 0x7A17C0);
        Assert.Equal(0x000E0003E97A17C0UL, ahoy.ToCsbk().Body);
        Assert.Equal(0x9C, First(ahoy.ToCsbk()));
        var answer = new Acknowledgement(TrunkedOpcode.ControlAcknowledgementInbound, 0, 0x48, 0xE8CA1D, 1001);
        Assert.Equal((0x0090E8CA1D0003E9UL, 0xA1), (answer.ToCsbk().Body, First(answer.ToCsbk())));
        Assert.True(Acknowledgement.TryRead(answer.ToCsbk(), out var read));
        Assert.Equal((answer, true, false), (read, read.IsAcceptance, read.IsRefusal));
    }

    [Theory]
    [InlineData(0x2E, true, false, false, false)]
    [InlineData(0x60, false, true, false, false)]
    [InlineData(0xA1, false, false, true, false)]
    [InlineData(0xE0, false, false, false, true)]
    public void An_acknowledgement_tells_its_kind(byte reason, bool refusal, bool acceptance, bool queued, bool wait)
    {
        var message = new Acknowledgement(TrunkedOpcode.ControlAcknowledgementOutbound, 0x40, reason, 1, 2);
        Assert.True(Acknowledgement.TryRead(message.ToCsbk(), out var read));
        Assert.Equal((message, refusal, acceptance, queued, wait), (read, read.IsRefusal, read.IsAcceptance, read.IsQueued, read.IsWait));
    }

    [Fact]
    public void Every_trunked_vector_is_made_again_from_what_was_read()
    {
        var made = 0;
        foreach (var pdu in CsbkTests.Pdus)
        {
            Assert.True(Csbk.TryRead(pdu, out var csbk));
            if (Remade(csbk) is not { } again)
                continue;
            Assert.Equal(csbk, again);
            made++;
        }

        Assert.True(made >= 9, $"{made} trunked vectors");
    }

    /// <summary>A random body, read, made and read again, says the same: no field overlaps another or falls out.</summary>
    [Fact]
    public void What_is_made_reads_the_same() =>
        Gen.Select(Gen.Int[0, 18], Gen.ULong).Sample((index, body) =>
        {
            byte[] opcodes = [0x19, 0x1C, 0x1E, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x28, 0x2A, 0x2E, 0x2F, 0x30, 0x31, 0x32, 0x33, 0x34, 0x36, 0x39];
            var once = Remade(Csbk.Create(opcodes[index], FeatureSetId.Standard, body));
            Assert.NotNull(once);
            Assert.Equal(once, Remade(once.Value));
            Assert.Equal(opcodes[index], once.Value.Opcode);
        });

    [Fact]
    public void An_absolute_channel_follows_in_a_continuation_block()
    {
        var grant = new ChannelGrant(
            TrunkedOpcode.GroupVoiceGrant, LogicalChannel.Absolute, Timeslot.One, false, false, false, 100, new RadioId(1001));
        var burst = new byte[33];
        grant.ToCsbk().WriteBurst(burst, new ColorCode(1));
        Assert.True(Csbk.TryReadBurst(burst, DataType.MultiBlockHeader, out var header, out _));
        Assert.Equal((false, grant.ToCsbk()), (header.IsLast, header));
        var pdu = new byte[12];
        header.Write(pdu);
        Assert.True(Csbk.TryReadMultiBlockHeader(pdu, out header));
        Assert.False(Csbk.TryRead(pdu, out _));

        var channel = new AbsoluteChannel((byte)grant.Opcode, new ColorCode(3), new LogicalChannel(77), 416_012_500, 421_999_875);
        channel.Write(pdu);
        Assert.True(AbsoluteChannel.TryRead(pdu, out var read));
        Assert.Equal(channel, read);
        channel.WriteBurst(burst, new ColorCode(1));
        Assert.True(SlotType.TryRead(burst, out var slotType));
        Assert.Equal(DataType.MultiBlockContinuation, slotType.DataType);
        pdu[4] ^= 1;
        Assert.False(AbsoluteChannel.TryRead(pdu, out _));
    }

    private static Csbk Read(string hex)
    {
        Assert.True(Csbk.TryRead(Convert.FromHexString(hex), out var csbk));
        return csbk;
    }

    private static int First(Csbk csbk)
    {
        var pdu = new byte[12];
        csbk.Write(pdu);
        return pdu[0];
    }

    private static Csbk? Remade(Csbk csbk)
    {
        if (ChannelGrant.TryRead(csbk, out var grant) && grant.Opcode != TrunkedOpcode.GroupDataGrantMultiItem)
            return grant.ToCsbk();
        if (Aloha.TryRead(csbk, out var aloha))
            return aloha.ToCsbk();
        if (Ahoy.TryRead(csbk, out var ahoy))
            return ahoy.ToCsbk();
        if (Ackvitation.TryRead(csbk, out var ackvitation))
            return ackvitation.ToCsbk();
        if (RandomAccessRequest.TryRead(csbk, out var access))
            return access.ToCsbk();
        if (Acknowledgement.TryRead(csbk, out var acknowledgement))
            return acknowledgement.ToCsbk();
        if (Announcement.TryRead(csbk, out var announcement))
            return announcement.ToCsbk(csbk.IsLast);
        if (Maintenance.TryRead(csbk, out var maintenance))
            return maintenance.ToCsbk();
        if (ChannelClear.TryRead(csbk, out var clear))
            return clear.ToCsbk();
        if (Protect.TryRead(csbk, out var protect))
            return protect.ToCsbk();
        return Move.TryRead(csbk, out var move) ? move.ToCsbk() : null;
    }
}
