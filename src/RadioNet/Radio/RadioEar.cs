using RadioNet.Command.Terminal;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Repeaters;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Command.Radio;

/// <summary>
/// Hears a talkgroup at a virtual repeater: decodes it once, and lays it out as it was heard, with silence where nobody talked. Bursts
/// come on the repeater's receiving task.
/// </summary>
internal sealed class RadioEar : ISpeechSink, IDisposable
{
    private const int SamplesPerMillisecond = SpeechFrame.SamplesPerSecond / 1000;

    private readonly Lock _gate = new();
    private readonly uint _talkgroup;
    private readonly Action<RadioId, TimeSpan> _heard;
    private readonly CallPlayer _player;
    private readonly List<short> _samples = [];
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private RadioId _talker;
    private int _spurtFrom;

    /// <summary>Begins to hear.</summary>
    /// <param name="vocoder">The talkgroup's vocoder.</param>
    /// <param name="talkgroup">The talkgroup.</param>
    /// <param name="heard">Told of each spurt that is over: who talked, for how long.</param>
    public RadioEar(IVocoder vocoder, uint talkgroup, Action<RadioId, TimeSpan> heard)
    {
        (_talkgroup, _heard) = (talkgroup, heard);
        _player = CallPlayer.TryOpen(vocoder, talkgroup, this, out var player, out var refusal, options: new PlayingOptions { LevelControl = false })
            ? player
            : throw new Failure(refusal.Vi, refusal.En);
    }

    private TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    /// <summary>Takes a burst that the repeater was given to send.</summary>
    public void OnBurst(VirtualRepeater repeater, in DmrdPacket packet)
    {
        if (packet.TargetKind != AddressKind.Group || packet.Target != _talkgroup)
        {
            return;
        }

        lock (_gate)
        {
            _talker = packet.Source;
            var now = Now;
            _player.Take(new SpokenBurst { Spurt = packet.StreamId, Burst = packet.Burst, Sequence = packet.Sequence, Arrived = now, Payload = packet.Payload }, now);
        }
    }

    /// <inheritdoc/>
    public void Take(in SpeechPiece piece, ReadOnlySpan<short> samples)
    {
        if (piece.IsFirst)
        {
            SilenceUntil((int)(piece.ArrivedMicroseconds / 1000) * SamplesPerMillisecond);
            _spurtFrom = _samples.Count;
        }

        if (!piece.IsLast)
        {
            _samples.AddRange(samples);
            return;
        }

        _heard(_talker, TimeSpan.FromMilliseconds((_samples.Count - _spurtFrom) / SamplesPerMillisecond));
    }

    /// <summary>All that was heard until now, since the beginning; signed 16-bit, 8 kHz.</summary>
    public short[] Finish()
    {
        lock (_gate)
        {
            _player.End(Now);
            SilenceUntil((int)Now.TotalMilliseconds * SamplesPerMillisecond);
            return [.. _samples];
        }
    }

    public void Dispose() => _player.Dispose();

    private void SilenceUntil(int samples)
    {
        for (var missing = samples - _samples.Count; missing > 0; missing--)
        {
            _samples.Add(0);
        }
    }
}
