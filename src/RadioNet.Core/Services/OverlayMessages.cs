using System.Diagnostics.CodeAnalysis;
using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Plan.Overlay;
using RadioNet.Protocols.Identity;
using OverlayDecision = RadioNet.Plan.Overlay.OverlayDecision;
using OverlayEdit = RadioNet.Plan.Overlay.OverlayEdit;
using OverlayKey = RadioNet.Plan.Overlay.OverlayKey;
using OverlayState = RadioNet.Plan.Overlay.OverlayState;

namespace RadioNet.Core.Services;

/// <summary>Local edits as messages, and read from those of other nodes.</summary>
internal static class OverlayMessages
{
    private const int LargestEdit = 64 * 1024;

    public static Api.OverlayEdit Of(OverlayEdit edit) => new()
    {
        Key = Of(edit.Key),
        Revision = edit.Revision,
        Kind = edit.Kind == OverlayKind.Talkgroup ? "talkgroup" : "subscriber",
        Action = (EditAction)edit.Action,
        Id = edit.Id,
        Words = { edit.Words },
        Before = edit.Before,
        After = edit.After,
        Who = edit.Who,
        At = edit.At.ToTimestamp(),
        Comment = edit.Comment,
    };

    public static Api.OverlayDecision Of(OverlayDecision decision) => new()
    {
        Key = Of(decision.Key),
        Taken = decision.IsTaken,
        Revision = decision.Revision,
        Why = decision.Why is { } why ? PlanMessages.Of(why) : null,
    };

    /// <summary>A local edit in the history, on top of the revisions.</summary>
    public static Revision History(OverlayHeld held) => new()
    {
        Number = held.Edit.Revision,
        Who = held.Edit.Who,
        At = held.Edit.At.ToTimestamp(),
        Comment = held.Edit.Comment,
        Origin = RevisionOrigin.Overlay,
        Overlay = held.Edit.Key.ToString(),
        OverlayState = held.State switch
        {
            OverlayState.Open => Api.OverlayState.Open,
            OverlayState.Taken => Api.OverlayState.Taken,
            _ => Api.OverlayState.Refused,
        },
        TakenAs = held.TakenAt,
        WhyNot = held.Why is { } why ? PlanMessages.Of(why) : null,
        What = held.Edit.What,
    };

    public static bool TryRead(Api.OverlayEdit said, [MaybeNullWhen(false)] out OverlayEdit edit)
    {
        edit = null;
        if (Key(said.Key) is not { } key || said.Revision <= 0 || said.Kind is not ("talkgroup" or "subscriber")
            || said.Action is not (EditAction.Add or EditAction.Set or EditAction.Remove) || said.Id == 0 || said.CalculateSize() > LargestEdit
            || said.At is null || !Records.LocalRecords.IsTime(said.At))
        {
            return false;
        }

        edit = new OverlayEdit(
            key, said.Revision, said.Kind == "talkgroup" ? OverlayKind.Talkgroup : OverlayKind.Subscriber, (OverlayAction)said.Action, said.Id,
            [.. said.Words], said.Before, said.After)
        {
            Who = said.Who,
            At = said.At.ToDateTimeOffset(),
            Comment = said.Comment,
        };
        return true;
    }

    public static bool TryRead(Api.OverlayDecision said, [MaybeNullWhen(false)] out OverlayDecision decision)
    {
        decision = Key(said.Key) is { } key && said.Revision > 0
            ? new OverlayDecision(key, said.Taken, said.Revision, said.Why is { } why ? new Plan.Model.LocalizedText(why.Vi, why.En) : null)
            : null;
        return decision is not null;
    }

    private static Api.OverlayKey Of(OverlayKey key) => new() { Node = key.Node, Store = key.Store, Number = key.Number };

    private static OverlayKey? Key(Api.OverlayKey? said) =>
        said is { Store: > 0, Number: > 0 } && LinkIdentity.IsId(said.Node) ? new OverlayKey(said.Node, said.Store, said.Number) : null;
}
