using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Air;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// The receiver of a simplex modem, which reports timeslot 2: finds a burst with sync at any time, then takes one each 60 ms,
/// 1 sample to either side of its place, noise where none is there.
/// </summary>
internal sealed class DirectReceiver(IReceiverOutput output, NoiseBits noise, double noiseDbm)
{
    private static readonly TimeSpan _sample = TimeSpan.FromSeconds(1) / 24_000;
    private static readonly TimeSpan _frame = 2 * AirBurst.SlotDuration;
    private static readonly TimeSpan _takenAfter = TimeSpan.FromMicroseconds(29_500);

    private readonly BurstReceiver _receiver = new(Timeslot.Two, output);
    private readonly byte[] _noise = new byte[BurstLayout.BurstOctets];
    private TimeSpan _place;

    /// <summary>Whether it follows a signal.</summary>
    public bool IsActive => _receiver.IsActive;

    public TimeSpan NextDue => _receiver.IsActive ? _place + _takenAfter : TimeSpan.MaxValue;

    /// <summary>Takes the configuration's colour code.</summary>
    public void Configure(ColorCode colorCode) => _receiver.ColorCode = colorCode;

    /// <summary>Follows nothing any more.</summary>
    public void Reset() => _receiver.Reset();

    public void OnBurst(in HeardBurst heard)
    {
        var start = heard.Burst.Start;
        if (_receiver.IsActive && (start - _place).Duration() > _sample) return;
        bool hasSync = _receiver.Take(heard.Burst.Octets, heard.Dbm);
        _place = (hasSync ? start : _place) + _frame;
    }

    public void Advance(TimeSpan now)
    {
        while (NextDue <= now)
        {
            noise.Fill(_noise);
            _receiver.Take(_noise, noiseDbm);
            _place += _frame;
        }
    }
}
