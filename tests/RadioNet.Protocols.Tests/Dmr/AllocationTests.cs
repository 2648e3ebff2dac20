using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Dmr.Control.Trunked;
using RadioNet.Protocols.Dmr.Data;

namespace RadioNet.Protocols.Tests.Dmr;

/// <summary>No codec allocates, neither when it encodes nor when it decodes, with errors to correct or without.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private static readonly int[] Corners = [0, 3, 45, 48];

    private readonly byte[] _burst = new byte[33];
    private readonly byte[] _block = new byte[24];
    private readonly uint[] _fragments = new uint[4];
    private readonly ulong[] _infos = new ulong[3];
    private readonly LinkControl[] _messages = new LinkControl[TalkerAlias.MostMessages];
    private readonly char[] _text = new char[TalkerAlias.MostCharacters];

    [Fact]
    public void The_voice_path_allocates_nothing() => AssertNoAllocation(round =>
    {
        var lc = LinkControl.GroupVoice(new TalkgroupId(1001), new RadioId(4520001), new ServiceOptions((byte)round));
        FullLinkControl.WriteVoiceHeader(_burst, lc, new ColorCode(1));
        Damage(round);
        BurstColorCode.TryRewrite(_burst, BurstKind.Data, new ColorCode(2));
        var read = FullLinkControl.TryReadHeader(_burst, out var header) && header == lc;
        read &= Sync.Recognise(_burst) == SyncPattern.BaseStationData;
        FullLinkControl.WriteTerminator(_burst, lc, new ColorCode(1));
        read &= FullLinkControl.TryReadTerminator(_burst, out _);

        EmbeddedLinkControl.Encode(lc, _fragments);
        var accumulator = new EmbeddedLinkControlAccumulator();
        var complete = false;
        for (var fragment = 0; fragment < EmbeddedLinkControl.Fragments; fragment++)
        {
            _infos.AsSpan().Fill((ulong)round);
            VoiceBurst.Encode(_burst, _infos);
            new Emb(new ColorCode(1), false, EmbeddedLinkControl.LcssOf(fragment)).Write(_burst);
            BurstLayout.WriteEmbedded(_burst, _fragments[fragment] ^ (fragment == 2 ? 0x8000u : 0));
            BurstColorCode.TryRewrite(_burst, BurstKind.VoiceEmbedded, new ColorCode(3));
            complete = accumulator.TryAdd(_burst, out var embedded) && embedded == lc;
            read &= VoiceBurst.Decode(_burst, _infos, out _) == VoiceBurst.Frames;
        }

        return read && complete;
    });

    [Fact]
    public void Data_and_control_allocate_nothing() => AssertNoAllocation(round =>
    {
        new Preamble(true, AddressKind.Group, (byte)round, 1001, new RadioId(7)).ToCsbk().WriteBurst(_burst, default);
        Damage(round);
        var read = Csbk.TryReadBurst(_burst, DataType.Csbk, out var csbk, out _) && Preamble.TryRead(csbk, out _);
        read &= !Aloha.TryRead(csbk, out _) && !ChannelGrant.TryRead(csbk, out _);

        var sent = new UnconfirmedDataHeader(AddressKind.Group, false, ServiceAccessPoint.Ip, 3, 1001, new RadioId(7), true, 4, 8);
        sent.ToHeader().WriteBurst(_burst, default);
        Damage(round);
        read &= DataHeader.TryReadBurst(_burst, out var header, out _) && UnconfirmedDataHeader.TryRead(header, out _);

        for (var rate = DataType.RateHalf; rate <= DataType.RateOne; rate++)
        {
            if (DataBlock.OctetsOf(rate) == 0)
                continue;
            var block = _block.AsSpan(0, DataBlock.OctetsOf(rate));
            ConfirmedBlock.WriteHead(block, rate, (byte)(round & ConfirmedBlock.LargestSerial));
            DataBlock.Write(_burst, rate, block, default);
            read &= DataBlock.TryRead(_burst, rate, block, out _) && ConfirmedBlock.TryRead(block, rate, out _);
        }

        return read;
    });

    [Fact]
    public void Alias_position_and_short_LC_allocate_nothing() => AssertNoAllocation(round =>
    {
        var read = true;
        for (var format = TalkerAliasFormat.SevenBit; format <= TalkerAliasFormat.Utf16; format++)
        {
            var accumulator = new TalkerAliasAccumulator();
            read &= TalkerAlias.TrySplit("PCCC 01", format, _messages, out var count);
            for (var message = 0; message < count; message++)
                accumulator.TryAdd(_messages[message]);
            read &= accumulator.TryGetText(_text, out var written) && written == 7;
        }

        read &= GpsInfo.TryRead(GpsInfo.FromDegrees(12.6797, 108.0447, PositionError.Below20Metres).ToLinkControl(), out _);
        var shortLc = new ActivityUpdate(SlotActivity.GroupVoice, SlotActivity.None, (byte)round, 0).ToShortLinkControl();
        shortLc.Encode(_fragments);
        _fragments[round & 3] ^= 1u << (round % 17);
        read &= ShortLinkControl.TryDecode(_fragments, out var message2, out _) && message2 == shortLc;
        var cach = new Cach(true, Timeslot.Two, Lcss.First, _fragments[0]);
        read &= Cach.Decode(cach.Encode(), out _) == cach;
        return read && ReverseChannel.TryDecode(ReverseChannel.Encode(ReverseChannelCommand.CeaseCommand), out _, out _);
    });

    private static void AssertNoAllocation(Func<int, bool> codec)
    {
        const int rounds = 200;
        for (var round = 0; round < rounds; round++)
            Assert.True(codec(round));
        var allRead = true;
        var before = Allocated.SoFar();
        for (var round = 0; round < rounds; round++)
            allRead &= codec(round);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allRead);
        Assert.Equal(0, allocated);
    }

    /// <summary>Four errors at the corners of a rectangle of the matrix, or wherever four steps of 181 lead: both decoders' ways.</summary>
    private void Damage(int round)
    {
        foreach (var cell in Corners)
        {
            var sent = (cell + 1 + round % 100) * 181 % 196;
            Errors.Flip(_burst, sent < 98 ? sent : sent + 68);
        }
    }
}
