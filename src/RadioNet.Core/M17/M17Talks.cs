using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using RadioNet.CallControl;
using RadioNet.CallControl.Registration;
using RadioNet.Plan;
using RadioNet.Protocols.M17;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.M17;

/// <summary>
/// Whose streams the numbers are that the router and call control say. What is over is known for some seconds more: its last bursts may still be on
/// their way to who listens, and must not go back where they came from. Safe from any thread.
/// </summary>
internal sealed class M17Talks(TimeProvider time)
{
    /// <summary>The lowest number: those of consoles count from 1.</summary>
    public const uint First = 0x8000_0000;

    private static readonly TimeSpan _remembers = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<uint, M17Talk> _byNumber = new();
    private readonly ConcurrentDictionary<IngressId, M17Talk> _byIngress = new();
    private readonly ConcurrentDictionary<StreamId, M17Talk> _byStream = new();
    private readonly ConcurrentQueue<(long At, uint Number, IngressId Ingress, StreamId Stream)> _over = new();
    private uint _last = First - 1;

    /// <summary>A stream has begun at a link.</summary>
    public M17Talk Open(SlotPort port, M17Address callsign, M17Incoming owner)
    {
        Forget();
        uint number;
        do
        {
            number = Interlocked.Increment(ref _last) | First;
        }
        while (_byNumber.ContainsKey(number));
        return _byNumber[number] = new M17Talk(number, port, callsign, owner);
    }

    /// <summary>It says nothing more.</summary>
    public void Close(M17Talk talk) => _over.Enqueue((time.GetTimestamp(), talk.Number, default, default));

    /// <summary>The router says that a talk's stream has begun; false when the number is none of a link.</summary>
    public bool TryBegin(IngressId ingress, StreamId stream, uint number, [MaybeNullWhen(false)] out M17Talk talk)
    {
        if (!_byNumber.TryGetValue(number, out talk))
        {
            return false;
        }

        _byIngress[ingress] = talk;
        _byStream[stream] = talk;
        return true;
    }

    /// <summary>The talk of a stream that runs, or did lately.</summary>
    public bool TryGet(IngressId ingress, [MaybeNullWhen(false)] out M17Talk talk) => _byIngress.TryGetValue(ingress, out talk);

    /// <inheritdoc cref="TryGet(IngressId, out M17Talk)"/>
    public bool TryGet(StreamId stream, [MaybeNullWhen(false)] out M17Talk talk) => _byStream.TryGetValue(stream, out talk);

    /// <summary>The router says that a stream is over.</summary>
    public void End(IngressId ingress, StreamId stream)
    {
        if (_byIngress.ContainsKey(ingress))
        {
            _over.Enqueue((time.GetTimestamp(), 0, ingress, stream));
        }
    }

    private void Forget()
    {
        while (_over.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > _remembers && _over.TryDequeue(out var over))
        {
            _byNumber.TryRemove(over.Number, out _);
            _byIngress.TryRemove(over.Ingress, out _);
            _byStream.TryRemove(over.Stream, out _);
        }
    }
}
