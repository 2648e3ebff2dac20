using System.Collections.Immutable;
using System.Threading.Channels;
using RadioNet.BaseStation.Tools;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Carriers;

/// <summary>
/// Copies what a modem says for those who watch it. The carrier's thread puts in; while nobody watches, that is one comparison.
/// Watchers come and go from any thread.
/// </summary>
internal sealed class FrameTap
{
    private readonly byte[] _scratch = new byte[byte.MaxValue];
    private ImmutableArray<ChannelWriter<HeardFrame>> _watchers = [];

    private bool IsIdle => _watchers.IsEmpty;

    /// <summary>Adds a watcher until it is disposed of.</summary>
    public IDisposable Watch(ChannelWriter<HeardFrame> watcher)
    {
        ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Add(one), watcher);
        return new Watching(this, watcher);
    }

    public void Burst(in DmrData data, TimeSpan now)
    {
        if (!IsIdle) Put(DmrData.Write(_scratch, data.Slot, data.Control, data.Burst, data.RawRssi), now);
    }

    public void Lost(Timeslot slot, TimeSpan now)
    {
        if (!IsIdle) Put(new DmrLost(slot).Write(_scratch), now);
    }

    public void Status(in StatusReply status, ModemProtocol protocol, TimeSpan now)
    {
        if (!IsIdle) Put(status.Write(_scratch, protocol), now);
    }

    public void Refused(ModemCommand command, NakReason reason, TimeSpan now)
    {
        if (!IsIdle) Put(new ModemAcknowledgement(command, reason).Write(_scratch), now);
    }

    public void Other(in ModemFrame frame, TimeSpan now)
    {
        if (!IsIdle) Give(new HeardFrame(frame.Octets.ToArray(), now));
    }

    private void Put(int length, TimeSpan now) => Give(new HeardFrame(_scratch.AsMemory(0, length).ToArray(), now));

    private void Give(HeardFrame frame)
    {
        foreach (var watcher in _watchers) watcher.TryWrite(frame);
    }

    private sealed class Watching(FrameTap tap, ChannelWriter<HeardFrame> watcher) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref tap._watchers, static (all, one) => all.Remove(one), watcher);
    }
}
