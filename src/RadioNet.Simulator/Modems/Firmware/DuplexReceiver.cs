using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Air;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// The receiver while the duplex transmitter runs: its timeslots are cut by the transmitter's (ETSI TS 102 361-1, clause 4.2.2:
/// inbound timeslot 1 lies beside outbound timeslot 2). Where there is no signal yet, sync is sought from 50 samples before to
/// 40 after its place, moved by the configured delay; where there is one, 1 sample to either side.
/// </summary>
internal sealed class DuplexReceiver(IReceiverOutput output, NoiseBits noise, double noiseDbm)
{
    private static readonly TimeSpan _sample = TimeSpan.FromSeconds(1) / 24_000;
    private static readonly TimeSpan _earliest = -50 * _sample;
    private static readonly TimeSpan _latest = 40 * _sample;

    /// <summary>From the place of a burst to when it, or noise, is taken: after the latest one's end.</summary>
    private static readonly TimeSpan _takenAfter = TimeSpan.FromMicroseconds(29_500);

    private readonly BurstReceiver[] _receivers = [new(Timeslot.One, output), new(Timeslot.Two, output)];
    private readonly TimeSpan[] _syncOffsets = new TimeSpan[2];
    private readonly HeardBurst[] _heard = new HeardBurst[2];
    private readonly bool[] _hasHeard = new bool[2];
    private readonly byte[] _noise = new byte[BurstLayout.BurstOctets];
    private TimeSpan _clockStart;
    private TimeSpan _delay;
    private bool _isRunning;
    private long _slot;

    /// <summary>Whether a timeslot follows a signal.</summary>
    public bool IsActive => _receivers[0].IsActive || _receivers[1].IsActive;

    public TimeSpan NextDue => _isRunning ? PlaceOf(_slot) + _takenAfter + _delay : TimeSpan.MaxValue;

    /// <summary>Takes the configuration's colour code and delay.</summary>
    public void Configure(ColorCode colorCode, int delaySamples)
    {
        foreach (var receiver in _receivers) receiver.ColorCode = colorCode;
        _delay = delaySamples * _sample;
    }

    /// <summary>Follows the transmitter's clock.</summary>
    public void Start(TimeSpan clockStart)
    {
        (_isRunning, _clockStart, _slot) = (true, clockStart, 1);
        Array.Clear(_hasHeard);
    }

    /// <summary>Looks at nothing any more; what it follows is kept until <see cref="Reset"/>.</summary>
    public void Stop() => _isRunning = false;

    /// <summary>Follows nothing any more.</summary>
    public void Reset()
    {
        foreach (var receiver in _receivers) receiver.Reset();
    }

    /// <summary>Keeps a burst for its timeslot's turn; the strongest counts.</summary>
    public void OnBurst(in HeardBurst heard)
    {
        if (!_isRunning) return;
        var since = heard.Burst.Start - _delay - _clockStart;
        long slot = (long)Math.Round(since / AirBurst.SlotDuration);
        if (slot != _slot) return;
        int index = IndexOf(slot);
        if (_hasHeard[index] && _heard[index].Dbm >= heard.Dbm) return;
        (_heard[index], _hasHeard[index]) = (heard, true);
    }

    public void Advance(TimeSpan now)
    {
        for (; NextDue <= now; _slot++) Take();
    }

    /// <summary>Inbound timeslot 1 comes while timeslot 2 is sent.</summary>
    private static int IndexOf(long slot) => slot % 2 == 0 ? 1 : 0;

    private TimeSpan PlaceOf(long slot) => _clockStart + slot * AirBurst.SlotDuration;

    private void Take()
    {
        int index = IndexOf(_slot);
        var receiver = _receivers[index];
        bool isHeard = _hasHeard[index] && IsInPlace(index, receiver, out _);
        if (!isHeard)
        {
            if (receiver.IsActive)
            {
                noise.Fill(_noise);
                receiver.Take(_noise, noiseDbm);
            }
        }
        else if (receiver.Take(_heard[index].Burst.Octets, _heard[index].Dbm))
        {
            IsInPlace(index, receiver, out _syncOffsets[index]);
        }

        _hasHeard[index] = false;
    }

    private bool IsInPlace(int index, BurstReceiver receiver, out TimeSpan offset)
    {
        offset = _heard[index].Burst.Start - _delay - PlaceOf(_slot);
        return receiver.IsActive
            ? (offset - _syncOffsets[index]).Duration() <= _sample
            : offset >= _earliest && offset <= _latest;
    }
}
