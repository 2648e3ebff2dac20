using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.Core.M17;

namespace RadioNet.Core.Services;

/// <summary>The node's links to M17 reflectors as the API says them.</summary>
internal static class M17Messages
{
    public static M17LinkStatus Of(M17LinkView view)
    {
        var link = view.Link;
        var status = new M17LinkStatus
        {
            Id = link.Id,
            Name = Of(link.Name),
            Host = link.Host,
            Port = link.Port,
            Module = link.Module.ToString(),
            Callsign = link.Callsign.ToString(),
            Talkgroup = (int)link.Talkgroup.Value,
            Up = view.IsUp,
            Since = view.Since.ToTimestamp(),
            Problem = Of(view.Problem),
            Missing = Of(view.Missing),
            Address = view.Reflector?.ToString() ?? "",
            LastHeard = view.LastHeard?.Callsign ?? "",
            LastHeardAt = view.LastHeard?.At.ToTimestamp(),
            LastRefusal = view.LastRefusal == Reason.None ? "" : Reasons.Word(view.LastRefusal),
        };
        foreach (var (name, value) in Counters(view))
        {
            status.Counters[name] = value;
        }

        return status;
    }

    private static IEnumerable<(string Name, long Value)> Counters(M17LinkView view) =>
    [
        ("packets-in", view.Counters.Received),
        ("packets-out", view.Counters.Sent),
        ("packets-unsent", view.Counters.Unsent),
        ("packets-strange", view.Counters.Strangers),
        ("packets-too-fast", view.Counts[M17Count.Flood]),
        ("streams-asked", view.Counts[M17Count.Asked]),
        ("streams-granted", view.Counts[M17Count.Granted]),
        ("streams-denied", view.Counts[M17Count.Denied]),
        ("streams-stopped", view.Counts[M17Count.Stopped]),
        ("streams-echo", view.Counts[M17Count.Echoes]),
        ("streams-too-many", view.Counts[M17Count.TooMany]),
        ("streams-nameless", view.Counts[M17Count.Nameless]),
        ("spurts-said", view.Counts[M17Count.Said]),
        ("spurts-not-sent-back", view.Counts[M17Count.NotSentBack]),
        ("no-vocoder", view.Counts[M17Count.NoVocoder]),
        ("faults", view.Counters.Faults),
    ];

    private static LocalizedText? Of(Plan.Model.LocalizedText? text) => text is null ? null : new() { Vi = text.Vi, En = text.En };
}
