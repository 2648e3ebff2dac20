using RadioNet.Protocols.Dmr;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>What a talker says of its own position while it talks.</summary>
public sealed class PositionTests
{
    private static readonly GpsInfo _position = GpsInfo.FromDegrees(12.6797, 108.0447, PositionError.Below20Metres);

    private readonly RouterRig _rig = new();
    private readonly Talker _talker = new() { Repeater = RouterRig.Repeater(1) };

    [Fact]
    public void A_position_is_said_at_most_once_a_second_of_a_stream()
    {
        _rig.Open(1);
        _rig.Receive(1, _talker.Header());
        for (int superframe = 0; superframe < 10; superframe++) Talk(_position.ToLinkControl());
        Assert.Equal(10, _rig.Counters.Positions);
        var said = _rig.Host.Of(RouterEventKind.Located).ToList();
        Assert.Equal(4, said.Count);
        Assert.All(said, one => Assert.Equal((_position, _talker.Source, _rig.LastStream), (one.Position, one.Source, one.Stream)));

        // Another transmission begins anew.
        _rig.Receive(1, _talker.Terminator());
        _talker.Stream++;
        _rig.Receive(1, _talker.Header());
        Talk(_position.ToLinkControl());
        Assert.Equal(5, _rig.Host.Of(RouterEventKind.Located).Count());
    }

    [Fact]
    public void A_position_that_is_none_is_counted_and_not_said()
    {
        _rig.Open(1);
        _rig.Receive(1, _talker.Header());
        Talk(new GpsInfo(PositionError.Unknown, 5, 5).ToLinkControl());
        Talk(new GpsInfo(PositionError.Below2Metres, 0, 0).ToLinkControl());
        byte[] enciphered = new byte[LinkControl.Octets];
        _position.ToLinkControl().Write(enciphered);
        enciphered[0] |= 0x80;
        Talk(LinkControl.Read(enciphered));
        Assert.Equal((3, 0), (_rig.Counters.PositionsUnusable, _rig.Counters.Positions));

        // Another maker's message with the same number is not looked at.
        enciphered[0] &= 0x7F;
        enciphered[1] = 0x10;
        Talk(LinkControl.Read(enciphered));
        Assert.Equal((3, 0), (_rig.Counters.PositionsUnusable, _rig.Counters.Positions));
        Assert.Empty(_rig.Host.Of(RouterEventKind.Located));
    }

    [Fact]
    public void A_stream_without_its_floor_says_where_its_radio_is_too_and_the_call_is_still_read()
    {
        _rig.Open(1);
        Talk(_position.ToLinkControl());
        _rig.Obey(new RouterCommand.Refuse(_rig.LastStream));
        for (int superframe = 0; superframe < 3; superframe++) Talk(_position.ToLinkControl());
        Assert.Single(_rig.Host.Of(RouterEventKind.StreamStarted));
        Assert.Equal(2, _rig.Host.Of(RouterEventKind.Located).Count());
        _talker.Options = new ServiceOptions(ServiceOptions.EmergencyBit);
        Talk(_talker.Lc);
        Assert.Equal(ServiceOptions.EmergencyBit, _rig.Host.Of(RouterEventKind.StreamUpdated).Last().ServiceOptions);
    }

    private void Talk(LinkControl embedded)
    {
        _talker.Embedded = embedded;
        for (int burst = 0; burst < 6; burst++)
        {
            _rig.Receive(1, _talker.Voice(burst));
            _rig.Advance(60);
        }
    }
}
