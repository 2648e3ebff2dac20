using RadioNet.CallControl;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.M17;

namespace RadioNet.Core.Tests.M17;

/// <summary>A plan with links, which a test changes.</summary>
internal sealed class LinkPlan : IPlanView
{
    public const uint LinkRadio = 9001, Known = 5;

    private volatile PlanIndex _current;

    public LinkPlan(int port = 17000) => _current = new PlanIndex(
        NetworkPlan.Empty with
        {
            Talkgroups = [.. new uint[] { 10, 11 }.Select(id => new Talkgroup(new TalkgroupId(id), "root") { Vocoder = VocoderKind.Codec2At2400 })],
            Subscribers = [new Subscriber(new RadioId(Known)) { Talkgroups = [new TalkgroupId(10)], Callsign = Callsign("XV9AB") }],
            M17Links = [new M17LinkPlan("l", "root", "127.0.0.1", 'A', Callsign("XV0DL"), new TalkgroupId(10), new RadioId(LinkRadio)) { Port = port }],
        },
        1);

    public PlanIndex Current => _current;

    public SlotPort Port => Current.M17Links[0];

    public static M17Address Callsign(string text) => M17Address.TryParse(text, out var callsign) ? callsign : throw new ArgumentException(text, nameof(text));

    public void Change(Func<M17LinkPlan, M17LinkPlan?> change) => _current = new PlanIndex(
        Current.Plan with { M17Links = change(Current.Plan.M17Links[0]) is { } link ? [link] : [] }, Current.Revision + 1);
}
