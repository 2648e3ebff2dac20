using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Dmr.Data;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>Data and control bursts, both ways.</summary>
public sealed class DataTests
{
    private static readonly RadioId Source = new(4520001);

    [Fact]
    public void A_radios_message_goes_to_the_node_and_to_its_timeslot()
    {
        var rig = DownlinkTests.Awake();
        byte[][] bursts = Message(SyncPattern.MobileData);
        DataType[] types = Types;
        for (int i = 0; i < bursts.Length; i++)
        {
            int n = i;
            rig.In(60 * i, () => rig.Hear(Timeslot.One, DmrControl.FromDataType(types[n]), bursts[n], -88));
        }

        rig.Run(3000);
        Assert.Equal(bursts.Select(Convert.ToHexString), rig.ToNetwork.Select(sent => Convert.ToHexString(sent.Burst)));
        Assert.Equal(types.Select(type => DmrdBurstExtensions.FromDataType((byte)type)), rig.ToNetwork.Select(sent => sent.Head.Burst));
        Assert.Equal([true, false, false, false, false], rig.ToNetwork.Select(sent => sent.Place.Begins));
        Assert.All(rig.ToNetwork, sent => Assert.Equal((Source, AddressKind.Group, 1001u, -88), (sent.Head.Source, sent.Head.TargetKind, sent.Head.Target, sent.Head.Rssi)));
        Assert.Equal(Message(SyncPattern.BaseStationData).Select(Convert.ToHexString), rig.Bursts(Timeslot.One).Select(Convert.ToHexString));
        var ended = rig.Of(RepeaterEventKind.SpurtEnded).Single();
        Assert.Equal((true, SpurtEnd.Terminated, 5), (ended.IsData, ended.Why, ended.Reception.Bursts));
    }

    [Fact]
    public void The_nodes_message_is_put_in_order_and_sent_in_one_row()
    {
        var rig = DownlinkTests.Awake();
        byte[][] bursts = Message(SyncPattern.MobileData);
        double[] at = [0, 60, 190, 180, 240];
        for (int i = 0; i < bursts.Length; i++)
        {
            int n = i;
            var head = RepeaterRig.Head(Timeslot.Two, Air.Group(), DmrdBurstExtensions.FromDataType((byte)Types[n]));
            rig.In(at[i], () => rig.Repeater.OnNetwork(head, 3, (uint)(480 * n), bursts[n], rig.Now));
        }

        rig.Run(2000);
        Assert.Equal(Message(SyncPattern.BaseStationData).Select(Convert.ToHexString), rig.Bursts(Timeslot.Two).Select(Convert.ToHexString));
        Assert.Contains(rig.Frames, frame => DownlinkTests.IsActivity(frame.Frame, SlotActivity.GroupData, 1001));
    }

    [Fact]
    public void Data_never_stand_within_a_voice_stream()
    {
        var air = new Air(Air.Group(), new ColorCode(1));
        var rig = DownlinkTests.Awake();
        rig.ReceiveCall(Timeslot.One, air, stream: 1, voice: 12);
        byte[][] bursts = Message(SyncPattern.MobileData);
        for (int i = 0; i < bursts.Length; i++)
        {
            int n = i;
            var head = RepeaterRig.Head(Timeslot.One, Air.Group(), DmrdBurstExtensions.FromDataType((byte)Types[n]));
            rig.In(300 + 60 * i, () => rig.Repeater.OnNetwork(head, 2, (uint)(480 * n), bursts[n], rig.Now));
        }

        rig.Run(3000);
        Assert.Equal(Message(SyncPattern.BaseStationData).Select(Convert.ToHexString), rig.Bursts(Timeslot.One).TakeLast(5).Select(Convert.ToHexString));
        Assert.Equal([air.LinkControl], rig.Aired(Timeslot.One).Streams);
    }

    [Fact]
    public void Data_that_wait_too_long_are_dropped_and_counted()
    {
        var air = new Air(Air.Group(), new ColorCode(1));
        var rig = DownlinkTests.Awake();
        rig.ReceiveCall(Timeslot.One, air, stream: 1, voice: 60);
        byte[] burst = Message(SyncPattern.MobileData)[0];
        for (uint i = 0; i < 40; i++)
        {
            uint stream = i + 2;
            rig.In(400 + i, () => rig.Repeater.OnNetwork(RepeaterRig.Head(Timeslot.One, Air.Group(), DmrdBurst.Csbk), stream, 0, burst, rig.Now));
        }

        rig.Run(6000);
        Assert.Equal(40, rig.Repeater.Counters.DataDropped);
        UplinkTests.AssertSpeech(rig, Timeslot.One, air, 60, Enumerable.Range(0, 60));
    }

    [Fact]
    public void A_refused_radios_data_go_nowhere()
    {
        var rig = new RepeaterRig(access: (in AccessRequest request) => request.Kind == AccessKind.Data ? Reason.Stunned : Reason.None);
        byte[][] bursts = Message(SyncPattern.MobileData);
        for (int i = 0; i < bursts.Length; i++)
        {
            int n = i;
            rig.In(60 * i, () => rig.Hear(Timeslot.One, DmrControl.FromDataType(Types[n]), bursts[n]));
        }

        rig.Run(2000);
        var refused = Assert.Single(rig.Events);
        Assert.Equal((RepeaterEventKind.SpurtRefused, Reason.Stunned, true), (refused.Kind, refused.Reason, refused.IsData));
        Assert.Empty(rig.ToNetwork);
        Assert.Empty(rig.Frames);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_radio_whose_data_are_refused_is_heard_when_it_talks_again_at_once(bool hasHeader)
    {
        var air = new Air(Air.Group(source: Source.Value), new ColorCode(1));
        var rig = new RepeaterRig(access: (in AccessRequest request) => request.Kind == AccessKind.Data ? Reason.Stunned : Reason.None);
        rig.HearCall(Timeslot.One, air, voice: 6);
        rig.In(700, () => rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.Csbk), Message(SyncPattern.MobileData)[0]));
        rig.In(800, () => rig.HearCall(Timeslot.One, air, voice: 12, headers: hasHeader ? 2 : 0));
        rig.Run(4000);
        Assert.Equal(
            [(RepeaterEventKind.SpurtStarted, false), (RepeaterEventKind.SpurtEnded, false), (RepeaterEventKind.SpurtRefused, true), (RepeaterEventKind.SpurtStarted, false), (RepeaterEventKind.SpurtEnded, false)],
            rig.Events.Where(said => said.Kind is RepeaterEventKind.SpurtStarted or RepeaterEventKind.SpurtEnded or RepeaterEventKind.SpurtRefused).Select(said => (said.Kind, said.IsData)));
        Assert.Equal(18, rig.ToNetwork.Count(sent => sent.Head.Burst.IsVoiceBurst()));
        Assert.All(rig.ToNetwork, sent => Assert.Equal((Source, 1001u), (sent.Head.Source, sent.Head.Target)));
    }

    [Fact]
    public void A_radio_that_is_refused_its_voice_is_refused_once_more_when_it_talks_after_refused_data()
    {
        var air = new Air(Air.Group(source: Source.Value), new ColorCode(1));
        var rig = new RepeaterRig(access: (in AccessRequest _) => Reason.Stunned);
        byte[] preamble = Message(SyncPattern.MobileData)[0];
        rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.Csbk), preamble);
        rig.In(100, () => rig.HearCall(Timeslot.One, air, voice: 6, terminator: false));
        rig.In(700, () => rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.Csbk), preamble));
        rig.Run(2000);
        Assert.Equal([true, false, true], rig.Of(RepeaterEventKind.SpurtRefused).Select(said => said.IsData));
        Assert.All(rig.Events, said => Assert.Equal((Source, AddressKind.Group, 1001u), (said.Source, said.TargetKind, said.Target)));
        Assert.Empty(rig.ToNetwork);
    }

    [Fact]
    public void Blocks_without_a_header_and_unreadable_ones_are_counted()
    {
        var rig = new RepeaterRig();
        byte[][] bursts = Message(SyncPattern.MobileData);
        byte[] torn = [.. bursts[0]];
        for (int i = 0; i < 12; i++) torn[i] ^= 0xA5;
        rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.RateHalf), bursts[2]);
        rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.Csbk), torn);
        rig.Hear(Timeslot.One, new DmrControl(0x66), bursts[0]);
        rig.Run(1000);
        Assert.Equal(3, rig.Repeater.Counters.Unreadable);
        Assert.Empty(rig.ToNetwork);
    }

    private static DataType[] Types => [DataType.Csbk, DataType.DataHeader, DataType.RateHalf, DataType.RateHalf, DataType.RateHalf];

    /// <summary>A preamble, a header and three blocks.</summary>
    private static byte[][] Message(SyncPattern sync)
    {
        var bursts = new byte[5][];
        for (int i = 0; i < bursts.Length; i++) bursts[i] = new byte[33];
        new Preamble(true, AddressKind.Group, 4, 1001, Source).ToCsbk().WriteBurst(bursts[0], new ColorCode(1), sync);
        new UnconfirmedDataHeader(AddressKind.Group, false, ServiceAccessPoint.Ip, 0, 1001, Source, true, 3, 8).ToHeader().WriteBurst(bursts[1], new ColorCode(1), sync);
        for (int block = 0; block < 3; block++)
        {
            byte[] octets = [.. Enumerable.Range(0, 12).Select(octet => (byte)(octet * 17 + block))];
            DataBlock.Write(bursts[2 + block], DataType.RateHalf, octets, new ColorCode(1), sync);
        }

        return bursts;
    }
}
