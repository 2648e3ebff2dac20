using RadioNet.Core.Records;
using RadioNet.Core.Records.Outages;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Records.Outages;

public sealed class OutageSpanTests
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_both_ends_say_of_one_outage_is_one()
    {
        var spans = OutageSpan.Of([Lost(0, 60), Lost(100, 160), Uplink(1, 61), Uplink(99, 161)], "core");
        Assert.Equal(2, spans.Count);
        Assert.Equal((_noon.AddSeconds(100), _noon.AddSeconds(160), Times(99, 161)), (spans[0].From, spans[0].To, spans[0].ByLower));
        Assert.Equal((_noon, Times(0, 60), Times(1, 61)), (spans[1].From, spans[1].ByUpper, spans[1].ByLower));
    }

    [Fact]
    public void An_end_that_did_not_notice_takes_nothing_from_the_other()
    {
        var spans = OutageSpan.Of([Lost(0, 60), Uplink(500, 520), Uplink(0, 30) with { Node = "else" }], "core");
        Assert.Equal([("low", false), ("low", true), ("else", false)], spans.OrderByDescending(span => span.From).ThenBy(span => span.Lower == "else").Select(span => (span.Lower, span.ByUpper is not null)));
        Assert.All(spans, span => Assert.True(span.ByUpper is null || span.ByLower is null));
    }

    [Fact]
    public void An_outage_goes_on_until_the_node_itself_says_that_it_is_over()
    {
        var open = Assert.Single(OutageSpan.Of([Lost(0, null)], "core"));
        Assert.Null(open.To);

        // A person who cleared the alarm knew nothing of the link's return; the other end does.
        var byHand = Lost(0, 20) with { ClearedBy = "an" };
        Assert.Equal(_noon.AddSeconds(20), Assert.Single(OutageSpan.Of([byHand], "core")).To);
        Assert.Equal(_noon.AddSeconds(61), Assert.Single(OutageSpan.Of([byHand, Uplink(1, 61)], "core")).To);
    }

    [Fact]
    public void The_lower_node_tells_its_own_outage()
    {
        var span = Assert.Single(OutageSpan.Of([Uplink(0, 60) with { Node = "", Made = null }], "low"));
        Assert.Equal(("core", "low", null as OutageTimes), (span.Upper, span.Lower, span.ByUpper));
    }

    private static OutageTimes Times(int from, int to) => new(_noon.AddSeconds(from), _noon.AddSeconds(to));

    private static AlarmRecord Lost(int from, int? to) => Alarm(AlarmKind.NodeLost, "low", from, to);

    private static AlarmRecord Uplink(int from, int? to) => Alarm(AlarmKind.UplinkLost, "core", from, to) with { Node = "low", Made = new StoreOrigin(5, 1) };

    private static AlarmRecord Alarm(string kind, string subject, int from, int? to) => new(1, kind, subject, LocalizedText.Same("x"), _noon.AddSeconds(from))
    {
        State = to is null ? AlarmState.Raised : AlarmState.Cleared,
        Cleared = to is { } end ? _noon.AddSeconds(end) : null,
        ClearedBy = to is null ? null : AlarmRecord.Itself,
    };
}
