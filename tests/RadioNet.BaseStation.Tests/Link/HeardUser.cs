using System.Collections.Concurrent;
using System.Net;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.BaseStation.Link;

namespace RadioNet.BaseStation.Tests.Link;

/// <summary>Keeps what a link told, as words.</summary>
internal sealed class HeardUser : ISiteLinkUser
{
    public ConcurrentQueue<string> Told { get; } = new();

    public bool IsQuiet => true;

    public void Attached(Uri node, IPAddress address, Welcome welcome) => Told.Enqueue($"attached {node}");

    public void Detached(Uri node, LinkLoss why, string detail, bool wasAttached)
    {
        if (wasAttached) Told.Enqueue($"detached {node} {why}");
    }

    public IReadOnlyList<LocalizedText> Obey(HeldPlan plan)
    {
        Told.Enqueue($"obeyed {plan.Revision}");
        return [];
    }

    public void Decide(SpurtDecision decision) => Told.Enqueue($"decided {decision.Outcome}");

    public void Stored(LocalRecordsStored stored) => Told.Enqueue($"stored {stored.Sequence}");

    public void AddVoice(VoiceSession voice) => Told.Enqueue($"voice {voice.Carrier}");
}
