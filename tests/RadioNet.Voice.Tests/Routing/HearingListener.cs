using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>A base station's ear: keeps what its far end hears, and lets a test wait for it.</summary>
internal sealed class HearingListener(FarEnd far) : IVoiceLinkListener, IDisposable
{
    private readonly Lock _lock = new();

    public SemaphoreSlim Bursts { get; } = new(0);

    public volatile bool Throws;

    public List<SentBurst> Heard
    {
        get
        {
            lock (_lock) return [.. far.Heard];
        }
    }

    public void Take(in VoiceLinkPacket packet, long arrived)
    {
        if (Throws) throw new InvalidOperationException("A defect of the listener.");
        lock (_lock) far.Take(packet);
        Bursts.Release();
    }

    public void Dispose() => Bursts.Dispose();
}
