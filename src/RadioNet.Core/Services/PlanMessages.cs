using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Storage;
using RadioNet.Core.Vocoding;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using LocalizedText = RadioNet.Api.LocalizedText;
using RevisionOrigin = RadioNet.Api.RevisionOrigin;
using Subscriber = RadioNet.Api.Subscriber;
using Talkgroup = RadioNet.Api.Talkgroup;

namespace RadioNet.Core.Services;

/// <summary>The plan's things as messages.</summary>
internal static class PlanMessages
{
    public static LocalizedText Of(Plan.Model.LocalizedText text) => new() { Vi = text.Vi, En = text.En };

    public static Revision Of(StoredRevision revision) => Of(revision, "");

    public static Revision Of(StoredRevision revision, string overlay) => new()
    {
        Overlay = overlay,
        Number = revision.Number,
        Sha256 = revision.Sha256,
        Who = revision.Who,
        At = revision.At.ToTimestamp(),
        Comment = revision.Comment,
        Origin = revision.Origin switch
        {
            Storage.RevisionOrigin.Initial => RevisionOrigin.Initial,
            Storage.RevisionOrigin.Start => RevisionOrigin.Start,
            Storage.RevisionOrigin.Apply => RevisionOrigin.Apply,
            Storage.RevisionOrigin.Edit => RevisionOrigin.Edit,
            Storage.RevisionOrigin.Rollback => RevisionOrigin.Rollback,
            Storage.RevisionOrigin.Root => RevisionOrigin.Root,
            _ => RevisionOrigin.Unspecified,
        },
    };

    public static Talkgroup Of(Plan.Model.Talkgroup talkgroup, int members) => new()
    {
        Id = talkgroup.Id.Value,
        Name = Of(talkgroup.Name),
        Home = talkgroup.Home,
        SiteSelection = talkgroup.Sites.Kind switch
        {
            SiteSelectionKind.All => "all",
            SiteSelectionKind.Affiliated => "affiliated",
            _ => "",
        },
        SiteIds = { talkgroup.Sites.Sites },
        Slot = (uint)talkgroup.Slot,
        Priority = talkgroup.Priority,
        HangTime = talkgroup.HangTime.ToDuration(),
        TimeLimit = talkgroup.TimeLimit.ToDuration(),
        Emergency = talkgroup.Emergency,
        Record = talkgroup.Record,
        Broadcast = talkgroup.Broadcast,
        Vocoder = talkgroup.Vocoder.Name(),
        Members = members,
        Line = talkgroup.Line,
    };

    public static Subscriber Of(Plan.Model.Subscriber subscriber) => new()
    {
        Id = subscriber.Id.Value,
        Alias = subscriber.Alias,
        Agency = subscriber.Agency ?? "",
        Home = subscriber.Home ?? "",
        Talkgroups = { subscriber.Talkgroups.Select(id => id.Value) },
        Priority = subscriber.Priority,
        PreEmpt = subscriber.PreEmpt,
        PrivateCalls = subscriber.PrivateCalls,
        AllCall = subscriber.AllCall,
        Stunned = subscriber.Stunned,
        Line = subscriber.Line,
    };
}
