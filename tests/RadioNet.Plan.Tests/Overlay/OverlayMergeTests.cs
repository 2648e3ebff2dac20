using RadioNet.Plan.Model;
using RadioNet.Plan.Overlay;

namespace RadioNet.Plan.Tests.Overlay;

/// <summary>What the root takes of local edits.</summary>
public sealed class OverlayMergeTests
{
    private const string Text = """
        network: n
        tiers: [ { level: 1, name: P } ]
        places: [ { id: p, tier: 1 } ]
        nodes: [ { id: core, at: p } ]
        agencies: [ { id: fire } ]
        sites: [ { id: s1, at: p }, { id: s2, at: p } ]
        talkgroups: [ { id: 100, home: p, sites: [ s2, s1 ] }, { id: 102, home: p } ]
        subscribers: [ { id: 1, alias: One, talkgroups: [ 100 ] }, { id: 3, alias: Three, agency: fire } ]
        users: [ { name: an, role: dispatcher, place: p, password-hash: "x" } ]
        """;

    private static readonly NetworkPlan _plan = PlanReader.Read(Text).Plan!;

    public static NetworkPlan Plan => _plan;

    public static OverlayEdit Edit(NetworkPlan plan, OverlayKind kind, OverlayAction action, uint id, string words = "", long number = 1, string node = "low")
    {
        var said = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var after = OverlayMerge.Apply(plan, kind, action, id, said);
        Assert.True(after.Succeeded, after.Errors.FirstOrDefault()?.ToString());
        return new OverlayEdit(
            new OverlayKey(node, 7, number), 17, kind, action, id, [.. said], OverlayMerge.EntryText(plan, kind, id), OverlayMerge.EntryText(after.Plan, kind, id));
    }

    [Fact]
    public void An_edit_comes_to_what_the_same_edit_of_the_whole_plan_comes_to()
    {
        Same(PlanEdits.SetSubscriber(_plan, new(1), ["alias=Two", "talkgroups+=102"]), OverlayKind.Subscriber, OverlayAction.Set, 1, "alias=Two talkgroups+=102");
        Same(PlanEdits.AddSubscriber(_plan, new(2), ["agency=fire"]), OverlayKind.Subscriber, OverlayAction.Add, 2, "agency=fire");
        Same(PlanEdits.RemoveSubscriber(_plan, new(1)), OverlayKind.Subscriber, OverlayAction.Remove, 1, "");
        Same(PlanEdits.SetTalkgroup(_plan, new(100), ["sites-=s1"]), OverlayKind.Talkgroup, OverlayAction.Set, 100, "sites-=s1");
        Same(PlanEdits.AddTalkgroup(_plan, new(101), ["home=p"]), OverlayKind.Talkgroup, OverlayAction.Add, 101, "home=p");
        Same(PlanEdits.RemoveTalkgroup(_plan, new(100)), OverlayKind.Talkgroup, OverlayAction.Remove, 100, "");
        foreach (var wrong in new[] { "agency=nobody", "talkgroups+=999", "priority=11", "rank=1" })
        {
            Assert.Equal(
                PlanEdits.SetSubscriber(_plan, new(1), [wrong]).Errors.Select(error => error.Message),
                OverlayMerge.Apply(_plan, OverlayKind.Subscriber, OverlayAction.Set, 1, [wrong]).Errors.Select(error => error.Message));
        }

        static void Same(PlanReading whole, OverlayKind kind, OverlayAction action, uint id, string words)
        {
            var laid = OverlayMerge.Apply(_plan, kind, action, id, words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.True(PlanContent.Same(whole.Plan!, laid.Plan!), words);
        }
    }

    [Fact]
    public void What_the_root_left_alone_is_taken_whatever_else_it_changed()
    {
        var edit = Edit(_plan, OverlayKind.Subscriber, OverlayAction.Set, 1, "alias=Uno");
        var root = PlanEdits.SetSubscriber(_plan, new(3), ["alias=Other"]).Plan!;
        var verdict = OverlayMerge.Decide(root, edit, new HashSet<uint>());
        Assert.Null(verdict.Why);
        Assert.Equal(["Uno", "Other"], verdict.Reading.Plan!.Subscribers.Select(one => one.Alias));

        // Of the same entry another field is a conflict too: it is decided by entries.
        root = PlanEdits.SetSubscriber(_plan, new(1), ["priority=7"]).Plan!;
        verdict = OverlayMerge.Decide(root, edit, new HashSet<uint>());
        Assert.False(verdict.Reading.Succeeded);
        Assert.Contains("priority: 7", verdict.Why!.En, StringComparison.Ordinal);
        Assert.Contains("thuê bao 1", verdict.Why.Vi, StringComparison.Ordinal);

        // The order in which the root's file lists sites is no change.
        var sites = Edit(CanonicalPlan.Of(_plan), OverlayKind.Talkgroup, OverlayAction.Set, 100, "priority=8");
        Assert.Null(OverlayMerge.Decide(_plan, sites, new HashSet<uint>()).Why);
    }

    [Fact]
    public void A_chain_of_edits_is_taken_from_its_begin_and_one_that_is_so_already_changes_nothing()
    {
        var first = Edit(_plan, OverlayKind.Subscriber, OverlayAction.Set, 1, "alias=Uno");
        var laid = OverlayMerge.Lay(_plan, [first]);
        var second = Edit(laid, OverlayKind.Subscriber, OverlayAction.Set, 1, "priority=8", 2);
        Assert.NotNull(OverlayMerge.Decide(_plan, second, new HashSet<uint>()).Why);
        var root = OverlayMerge.Decide(_plan, first, new HashSet<uint>()).Reading.Plan!;
        root = OverlayMerge.Decide(root, second, new HashSet<uint>()).Reading.Plan!;
        Assert.True(PlanContent.Same(OverlayMerge.Lay(_plan, [first, second]), root));
        var again = OverlayMerge.Decide(root, second, new HashSet<uint>());
        Assert.Null(again.Why);
        Assert.True(PlanContent.Same(root, again.Reading.Plan!));
    }

    [Fact]
    public void What_was_removed_or_added_meanwhile_is_said()
    {
        var edit = Edit(_plan, OverlayKind.Subscriber, OverlayAction.Set, 1, "alias=Uno");
        Assert.Contains("was removed", OverlayMerge.Decide(PlanEdits.RemoveSubscriber(_plan, new(1)).Plan!, edit, new HashSet<uint>()).Why!.En, StringComparison.Ordinal);
        var add = Edit(_plan, OverlayKind.Talkgroup, OverlayAction.Add, 101, "home=p");
        var root = PlanEdits.AddTalkgroup(_plan, new(101), ["home=p", "priority=9"]).Plan!;
        Assert.Contains("already", OverlayMerge.Decide(root, add, new HashSet<uint>()).Why!.En, StringComparison.Ordinal);

        // Who was put into the group that was added here is not put into the root's other one of that number.
        var laid = OverlayMerge.Lay(_plan, [add]);
        var member = Edit(laid, OverlayKind.Subscriber, OverlayAction.Set, 1, "talkgroups+=101", 2);
        Assert.Null(OverlayMerge.Decide(root, member, new HashSet<uint>()).Why);
        Assert.Contains("talkgroup 101", OverlayMerge.Decide(root, member, new HashSet<uint> { 101 }).Why!.En, StringComparison.Ordinal);
        Assert.Contains("does not take it", OverlayMerge.Decide(_plan, member, new HashSet<uint>()).Why!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_says_what_is_in_force_and_how_it_is_called()
    {
        var ledger = OverlayLedger.Of("low", []);
        Assert.Equal(("", 0L), (ledger.Label(17), ledger.LastNumber));
        ledger = ledger.With(Edit(_plan, OverlayKind.Subscriber, OverlayAction.Set, 1, "alias=A")).With(Edit(_plan, OverlayKind.Subscriber, OverlayAction.Set, 3, "alias=B", 2));
        ledger = ledger.WithAbove([Edit(_plan, OverlayKind.Talkgroup, OverlayAction.Remove, 100, number: 5, node: "mid")]);
        Assert.Equal("mid.5+low.2", ledger.Label(17));
        Assert.Equal("R17+low.2", ledger.All[^1].Edit.Label);

        // A taken edit stays until the revision that has it is here; what was not taken goes at once.
        ledger = ledger.With(new OverlayDecision(new("low", 7, 2), true, 19, null)).With(new OverlayDecision(new("low", 7, 1), false, 18, LocalizedText.Same("no")));
        Assert.Equal(["mid.5", "low.2"], ledger.InForce(18).Select(edit => edit.Key.ToString()));
        Assert.Equal("mid.5", ledger.Label(19));
        ledger = ledger.With(new OverlayDecision(new("mid", 7, 5), true, 19, null)).Settled(19);
        Assert.Equal([OverlayState.Refused, OverlayState.Taken], ledger.All.Select(held => held.State));
        Assert.Same(ledger, ledger.With(new OverlayDecision(new("low", 7, 1), true, 20, null)));
        Assert.Equal(2, ledger.LastNumber);
    }
}
