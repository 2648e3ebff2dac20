using RadioNet.CallControl.Calls;
using RadioNet.Plan;

namespace RadioNet.CallControl.Registration;

/// <summary>A stream that the ports carry, and how it stands with its call.</summary>
/// <param name="Stream">The stream as it was heard.</param>
/// <param name="Site">The site that it was heard at; empty for a repeater that the plan has not, and for who has no timeslot: a console, an M17 link.</param>
/// <param name="CallKey">Its call's arbiter; null when the plan did not admit it.</param>
/// <param name="Request">Its request for the floor; null when the plan did not admit it.</param>
internal sealed record HeardEntry(HeardStream Stream, string Site, string? CallKey, FloorRequest? Request)
{
    /// <summary>The denial that is to be finished when the stream ends.</summary>
    public CallReport? Denied { get; init; }

    /// <summary>Whether it gets the floor no more: cut, withdrawn or denied for good.</summary>
    public bool Gone { get; init; }

    /// <summary>Whether an arbiter has granted or denied it the floor.</summary>
    public bool IsDecided => Denied is not null || Request is { Spurt: not null };

    /// <summary>Whether its call's arbiter may still give it the floor.</summary>
    public bool MayTalk => CallKey is not null && !Gone;

    /// <summary>The same stream with its service options known.</summary>
    public HeardEntry With(ServiceOptions options, PlanIndex plan)
    {
        var stream = Stream with { Options = options };
        var judged = Admission.Check(stream, plan).Request;
        var request = Request is null ? null : Request with
        {
            Stream = stream,
            Alarm = Request.Alarm || judged is { Alarm: true },
            Emergency = Request.Emergency || judged is { Emergency: true },
        };
        return this with { Stream = stream, Request = request };
    }
}
