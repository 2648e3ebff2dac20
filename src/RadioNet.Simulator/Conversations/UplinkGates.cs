using System.Collections.Concurrent;
using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations;

/// <summary>One radio at a time transmits on a timeslot of a site: radios wait until the channel is free.</summary>
internal sealed class UplinkGates
{
    private readonly ConcurrentDictionary<(string Site, Timeslot Slot), SemaphoreSlim> _gates = new();

    public async Task<IDisposable> EnterAsync(AirSite site, Timeslot slot, CancellationToken cancel)
    {
        var gate = _gates.GetOrAdd((site.Id, slot), _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancel).ConfigureAwait(false);
        return new Inside(gate);
    }

    private sealed class Inside(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
