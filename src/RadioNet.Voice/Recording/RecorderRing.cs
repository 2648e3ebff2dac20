using System.Collections.Frozen;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Recording;

/// <summary>
/// The recorder, or who plays to consoles, as the router sees it: a port that bursts are copied into. One writer, the router's thread, which never waits; one reader. All room
/// is taken at the start; what finds none is counted, and the next burst that does says how many.
/// </summary>
public sealed class RecorderRing
{
    /// <summary>Bursts that it has room for: at thirty calls at once, eight seconds.</summary>
    public const int UsualCapacity = 4096;

    private readonly RecordedBurst[] _bursts;
    private readonly int _mask;
    private readonly Action? _wake;
    private FrozenSet<uint> _talkgroups = [];
    private long _written;
    private long _read;
    private long _lost;
    private uint _lostSince;

    /// <param name="capacity">Bursts that may wait; a power of two.</param>
    /// <param name="wake">Called on the router's thread after each burst, to wake a reader that sleeps; null when nobody does.</param>
    public RecorderRing(int capacity = UsualCapacity, Action? wake = null)
    {
        if (!int.IsPow2(capacity)) throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "A power of two.");
        (_bursts, _mask, _wake) = (new RecordedBurst[capacity], capacity - 1, wake);
    }

    /// <summary>The talkgroups that are taken; voice of others, private calls and data are passed over. Swapped whole, from any thread.</summary>
    public FrozenSet<uint> Talkgroups
    {
        get => Volatile.Read(ref _talkgroups);
        set => Volatile.Write(ref _talkgroups, value);
    }

    /// <summary>Bursts that found no room.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => Volatile.Read(ref _read) == Volatile.Read(ref _written);

    /// <summary>The oldest burst that waits, in place until <see cref="Drop"/>; there must be one. On the reader's thread.</summary>
    public ref readonly RecordedBurst Peek() => ref _bursts[(int)_read & _mask];

    /// <summary>Makes room of the oldest. On the reader's thread.</summary>
    public void Drop() => Volatile.Write(ref _read, _read + 1);

    /// <summary>Takes a burst of a granted stream. On the router's thread.</summary>
    internal void Take(IncomingStream stream, BurstTemplates templates)
    {
        if (!IsRecorded(stream)) return;
        if (!TryMake(stream, out int place))
        {
            _lostSince++;
            Volatile.Write(ref _lost, _lost + 1);
            return;
        }

        ref RecordedBurst burst = ref _bursts[place];
        if (!DmrdPacket.TryRead(templates.For(null), out DmrdPacket packet)) throw new InvalidOperationException("A template is no DMRD.");
        burst.Arrived = templates.Trail.Arrived;
        (burst.Burst, burst.Sequence, burst.BitErrors, burst.Rssi) = (packet.Burst, packet.Sequence, templates.BitErrors, (short)templates.Rssi);
        packet.Payload.CopyTo(burst.Room);
        Publish();
    }

    /// <summary>A stream leaves. On the router's thread. Without room nobody hears of it: its silence says it too.</summary>
    internal void End(IncomingStream stream)
    {
        if (!IsRecorded(stream) || !TryMake(stream, out int place)) return;
        (_bursts[place].IsEnd, _bursts[place].Arrived) = (true, stream.LastHeard);
        Publish();
    }

    private bool IsRecorded(IncomingStream stream) =>
        stream.IsVoice && stream.Key.TargetKind == AddressKind.Group && Talkgroups.Contains(stream.Key.Target);

    private bool TryMake(IncomingStream stream, out int place)
    {
        place = (int)_written & _mask;
        if (_written - Volatile.Read(ref _read) > _mask) return false;
        ref RecordedBurst burst = ref _bursts[place];
        (burst.Stream, burst.IsEnd, burst.Port, burst.Slot) = (stream.Id, false, stream.Port.Id, stream.Key.Slot);
        (burst.Source, burst.Talkgroup) = (stream.Key.Source, stream.Key.Target);
        burst.Call = stream.GrantedCall != 0 ? stream.GrantedCall : stream.Call;
        burst.Spurt = stream.GrantedSpurt != 0 ? stream.GrantedSpurt : stream.Spurt;
        burst.LostBefore = _lostSince;
        return true;
    }

    private void Publish()
    {
        _lostSince = 0;
        Volatile.Write(ref _written, _written + 1);
        _wake?.Invoke();
    }
}
