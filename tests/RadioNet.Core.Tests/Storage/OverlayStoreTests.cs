using RadioNet.Core.Storage;
using RadioNet.Plan.Model;
using RadioNet.Plan.Overlay;

namespace RadioNet.Core.Tests.Storage;

/// <summary>What the root remembers of edits that it did not take.</summary>
public sealed class OverlayStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PlanDatabase _database;

    public OverlayStoreTests() => _database = new PlanDatabase(_folder.Path, TimeProvider.System);

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_talkgroup_that_was_not_taken_hangs_over_edits_of_before_that_alone()
    {
        OverlayEdit edit = new(new OverlayKey("low", 7, 1), 4, OverlayKind.Talkgroup, OverlayAction.Add, 2001, ["home=commune"], "", "id: 2001")
        {
            Who = "an",
            At = DateTimeOffset.UtcNow,
            Comment = "",
            RequestId = "",
        };
        _database.Decide(new OverlayDecision(edit.Key, false, 6, new LocalizedText("không", "no")), edit);
        Assert.Equal([2001u], _database.RefusedTalkgroups("low", 7, 4));
        Assert.Equal([2001u], _database.RefusedTalkgroups("low", 7, 6));
        Assert.Empty(_database.RefusedTalkgroups("low", 7, 7)); // the node had the root's plan since, and names what that has
        Assert.Empty(_database.RefusedTalkgroups("low", 8, 4));
    }
}
