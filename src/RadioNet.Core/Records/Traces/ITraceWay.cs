using RadioNet.Api;

namespace RadioNet.Core.Records.Traces;

/// <summary>The link to a neighbour node, as questions about calls use it. Nothing waits.</summary>
internal interface ITraceWay
{
    /// <summary>Messages that wait on it: what is said of the past lets the present go first.</summary>
    int Unsent { get; }

    /// <summary>How the neighbour's clock stands to this node's; null when it was not measured yet.</summary>
    ClockReading? Clock { get; }

    /// <summary>Asks; false when the link takes no more.</summary>
    bool Send(TraceAsk ask);

    /// <summary>Answers; false when the link takes no more.</summary>
    bool Send(TraceAnswer answer);
}
