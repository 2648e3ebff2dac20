using RadioNet.Api;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Plan.Overlay;
using OverlayEdit = RadioNet.Plan.Overlay.OverlayEdit;
using OverlayKey = RadioNet.Plan.Overlay.OverlayKey;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>What a child is told of local edits, message by message, and what it makes of them.</summary>
public sealed class OverlayTellingTests
{
    private readonly OverlayTelling _telling = new();
    private List<long> _heard = [];

    [Fact]
    public void Many_edits_come_in_parts_that_leave_others_their_turn()
    {
        var edits = Edits(500);
        var parts = Tell("mid", edits);
        Assert.InRange(parts.Count, 5, 20);
        Assert.All(parts, part => Assert.InRange(part.CalculateSize(), 1, OverlayTelling.PartSize + 2048));
        Assert.All(parts.SkipLast(1), part => Assert.True(part.More));
        Assert.Equal(edits.Select(edit => edit.Key.Number), _heard);
        Assert.Empty(Tell("mid", edits));
    }

    [Fact]
    public void One_more_edit_is_told_alone()
    {
        Tell("mid", Edits(200));
        var part = Assert.Single(Tell("mid", Edits(201)));
        Assert.Equal((200u, 1), (part.Kept, part.Edits.Count));
        Assert.Equal(201, _heard.Count);
    }

    [Fact]
    public void What_is_past_goes_and_what_follows_it_is_told_again()
    {
        var edits = Edits(10);
        Tell("mid", edits);
        edits.RemoveAt(4);
        Assert.Equal((4u, 5), Assert.Single(Tell("mid", edits)) is var part ? (part.Kept, part.Edits.Count) : default);
        Assert.Equal([1, 2, 3, 4, 6, 7, 8, 9, 10], _heard);
        Assert.Empty(Assert.Single(Tell("core", [])).Edits);
        Assert.Empty(_heard);
    }

    [Fact]
    public void What_changes_while_parts_are_under_way_ends_as_it_is()
    {
        Hear(_telling.Next("mid", Edits(500))!);
        Assert.True(_telling.HasMore);
        var fewer = Edits(500);
        fewer.RemoveRange(1, 400);
        Tell("mid", fewer);
        Assert.Equal(fewer.Select(edit => edit.Key.Number), _heard);
        Assert.False(_telling.HasMore);
    }

    [Fact]
    public void An_edit_that_is_larger_than_a_part_goes_by_itself()
    {
        var edits = Edits(3);
        edits[1] = edits[1] with { Comment = new string('x', 40_000) };
        Assert.Equal([1, 1, 1], Tell("mid", edits).Select(part => part.Edits.Count));
        Assert.Equal(3, _heard.Count);
    }

    private static List<OverlayEdit> Edits(int count) => [.. Enumerable.Range(1, count).Select(number => new OverlayEdit(
        new OverlayKey("mid", 7, number), 3, OverlayKind.Subscriber, OverlayAction.Set, (uint)number, ["alias=Flood"], new string('b', 150), new string('a', 150))
    {
        Who = "an",
        At = DateTimeOffset.UnixEpoch,
        Comment = "",
        RequestId = "",
    })];

    private List<OverlayTop> Tell(string top, List<OverlayEdit> edits)
    {
        List<OverlayTop> parts = [];
        while (_telling.Next(top, edits) is { } part)
        {
            parts.Add(part);
            Hear(part);
        }

        return parts;
    }

    private void Hear(OverlayTop part) => _heard = [.. _heard.Take((int)part.Kept), .. part.Edits.Select(edit => edit.Key.Number)];
}
