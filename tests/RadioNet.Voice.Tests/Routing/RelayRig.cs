using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;


namespace RadioNet.Voice.Tests.Routing;

/// <summary>A router with nodes behind ports 1 and 2, and repeaters 3 and 4.</summary>
internal sealed class RelayRig
{
    public const ulong Call = 0xC0FF_EE00_0000_0001, Spurt = 0xBEEF_0000_0000_0002;

    public RelayRig()
    {
        (Above, Below) = (Router.OpenNode(1), Router.OpenNode(2));
        Router.Open(3);
        Router.Open(4, colorCode: 7);
    }

    public RouterRig Router { get; } = new();

    public FarEnd Above { get; }

    public FarEnd Below { get; }

    public Talker Talker { get; } = new() { Repeater = default, BitErrors = 5, Rssi = -81 };

    public static IEnumerable<byte[]> PayloadsOf(IEnumerable<byte[]> spurt) => spurt.Select(dmrd => dmrd[20..53]);

    public static IEnumerable<byte[]> PayloadsOf(IEnumerable<SentBurst> sent) => sent.Select(burst => burst.Payload);

    public static IEnumerable<DmrdBurst> KindsOf(IEnumerable<SentBurst> sent) => sent.Select(burst => burst.Burst);

    public void Say(FarEnd from, LinkSpurt spurt, byte[] dmrd, ulong call = Call, ulong number = Spurt) =>
        Router.ReceiveVoice(from.Address, from.Seal(spurt, dmrd, call, number));
}
