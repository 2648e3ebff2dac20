using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Air;

/// <summary>
/// The air between virtual modems and virtual radios: carries each burst to all who receive on its frequency, as strong as the
/// path lets it be, with the bit errors that noise, fading and other transmitters make. It goes by the time that it is told, in
/// order; given the same seed, the same stations and the same times, it gives the same bits.
/// </summary>
/// <remarks>One thread at a time; <see cref="LiveAir"/> is for several. No memory is allocated per burst.</remarks>
public sealed class VirtualAir
{
    private const int MostFlights = 256;
    private const int Segments = 11;
    private const int SegmentBits = 24;

    /// <summary>Transmitters further apart than this neither hear nor disturb each other: half a channel of 12.5 kHz.</summary>
    private const int ChannelHertz = 6250;

    private readonly AirOptions _options;
    private readonly List<AirAntenna> _antennas = [];
    private readonly Dictionary<(int, int), double> _levels = [];
    private readonly Flight[] _flights = new Flight[MostFlights];
    private readonly byte[] _bits = new byte[BurstLayout.BurstOctets];
    private readonly double _noise;
    private ulong _random;
    private int _flightCount;
    private int _raised;

    /// <summary>Makes an air with nobody on it.</summary>
    public VirtualAir(AirOptions? options = null)
    {
        _options = options ?? new();
        _random = _options.Seed * 0x9E37_79B9_7F4A_7C15 | 1;
        _noise = FourFsk.ToMilliwatts(_options.NoiseDbm);
    }

    /// <summary>Up to when everything has happened.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Bursts sent by all in all.</summary>
    public long Bursts { get; private set; }

    /// <summary>Bursts that nobody heard because too many were on the air at once.</summary>
    public long BurstsLost { get; private set; }

    /// <summary>When something happens next; <see cref="TimeSpan.MaxValue"/> when nothing ever does by itself.</summary>
    public TimeSpan NextDue
    {
        get
        {
            var due = TimeSpan.MaxValue;
            foreach (var antenna in _antennas)
                if (antenna.Station is { } station && station.NextDue < due)
                    due = station.NextDue;
            for (int i = 0; i < _flightCount; i++)
                if (_flights[i].NextArrival < due)
                    due = _flights[i].NextArrival;
            return due;
        }
    }

    /// <summary>Puts up an antenna.</summary>
    /// <param name="name">Whose, for people.</param>
    /// <param name="receiveHertz">What it receives on.</param>
    /// <param name="transmitHertz">What it sends on.</param>
    /// <param name="isFullDuplex">Whether its station receives while it sends.</param>
    /// <param name="receiveDelay">How much later its station gets what comes in; up to 20 ms.</param>
    public AirAntenna Raise(string name, uint receiveHertz, uint transmitHertz, bool isFullDuplex = false, TimeSpan receiveDelay = default)
    {
        var antenna = new AirAntenna(this, _raised++, name, receiveHertz, transmitHertz)
        {
            IsFullDuplex = isFullDuplex,
            ReceiveDelay = receiveDelay,
        };
        _antennas.Add(antenna);
        return antenna;
    }

    /// <summary>Takes an antenna down, for good; what it has sent is on its way still.</summary>
    public void Lower(AirAntenna antenna)
    {
        ArgumentNullException.ThrowIfNull(antenna);
        antenna.Station = null;
        _antennas.Remove(antenna);
    }

    /// <summary>Connects a station to its antenna; null takes it off the air.</summary>
    public void Connect(AirAntenna antenna, IAirStation? station)
    {
        ArgumentNullException.ThrowIfNull(antenna);
        if (!_antennas.Contains(antenna)) throw new ArgumentException($"The antenna of {antenna.Name} is on another air.", nameof(antenna));
        antenna.Station = station;
    }

    /// <summary>Says how strong two antennas hear each other, in dBm.</summary>
    public void SetLevel(AirAntenna one, AirAntenna other, double dbm)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        _levels[PairOf(one, other)] = dbm;
    }

    /// <summary>How strong two antennas hear each other in the mean, in dBm.</summary>
    public double LevelOf(AirAntenna one, AirAntenna other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return _levels.GetValueOrDefault(PairOf(one, other), _options.LevelDbm);
    }

    /// <summary>Lets everything happen that is due up to a time, in order.</summary>
    public void Advance(TimeSpan now)
    {
        while (NextDue is var due && due <= now)
        {
            if (due > Now) Now = due;
            Land(due);
            foreach (var antenna in _antennas)
                if (antenna.Station is { } station && station.NextDue <= due)
                    station.Advance(due);
        }

        if (now > Now) Now = now;
    }

    internal void Transmit(AirAntenna from, in AirBurst burst)
    {
        Forget(burst.Start);
        Bursts++;
        if (_flightCount == MostFlights)
        {
            BurstsLost++;
            return;
        }

        _flights[_flightCount++] = new() { Burst = burst, From = from, TransmitHertz = from.TransmitHertz, NextArrival = burst.End };
    }

    /// <summary>A carrier went off: what of its bursts is still on the air never becomes whole.</summary>
    internal void Cut(AirAntenna from, TimeSpan at)
    {
        for (int i = 0; i < _flightCount; i++)
            if (_flights[i].From == from && _flights[i].Burst.End > at)
                _flights[i].NextArrival = TimeSpan.MaxValue;
    }

    private static (int Lower, int Higher) PairOf(AirAntenna one, AirAntenna other) =>
        one.Index < other.Index ? (one.Index, other.Index) : (other.Index, one.Index);

    private static bool IsNear(uint one, uint other) => Math.Abs((long)one - other) <= ChannelHertz;

    /// <summary>Gives the bursts that end to their receivers: each at its end and its receiver's delay.</summary>
    private void Land(TimeSpan now)
    {
        for (int i = 0; i < _flightCount; i++)
        {
            ref var flight = ref _flights[i];
            if (flight.NextArrival > now) continue;
            var arrived = flight.NextArrival - flight.Burst.End;
            var next = TimeSpan.MaxValue;
            foreach (var antenna in _antennas)
            {
                if (antenna.ReceiveDelay > arrived && flight.Burst.End + antenna.ReceiveDelay is var later && later < next) next = later;
                if (antenna.ReceiveDelay == arrived) Receive(antenna, flight);
            }

            flight.NextArrival = next;
        }
    }

    private void Receive(AirAntenna to, in Flight flight)
    {
        if (to.Station is not { } station || to == flight.From || !IsNear(to.ReceiveHertz, flight.TransmitHertz)) return;
        if (!to.IsFullDuplex && IsSending(to, flight.Burst)) return;
        flight.Burst.Octets.CopyTo(_bits);
        double total = 0;
        for (int segment = 0; segment < Segments; segment++)
        {
            var time = flight.Burst.Start + (segment + 0.5) / Segments * AirBurst.Duration;
            double signal = PowerAt(time, flight.From, to);
            double interference = InterferenceAt(time, flight.From, to);
            double offset = (double)to.ReceiveHertz - flight.TransmitHertz;
            Spoil(segment * SegmentBits, _options.Receiver.BitErrorRate(signal, interference, offset));
            total += signal + interference + _noise;
        }

        var received = new AirBurst(flight.Burst.Start + to.ReceiveDelay, Timeslot.None, _bits, flight.Burst.CachBits);
        station.OnBurst(new(received, FourFsk.ToDbm(total / Segments)));
    }

    private bool IsSending(AirAntenna antenna, in AirBurst during)
    {
        for (int i = 0; i < _flightCount; i++)
            if (_flights[i].From == antenna && _flights[i].Burst.End > during.Start && _flights[i].Burst.Start < during.End)
                return true;
        return antenna.SendsCarrierAt(during.Start);
    }

    private double PowerAt(TimeSpan time, AirAntenna from, AirAntenna to)
    {
        double mean = FourFsk.ToMilliwatts(LevelOf(from, to));
        if (_options.Fading is not { } fading) return mean;
        var (lower, higher) = PairOf(from, to);
        return mean * fading.GainAt(time, _options.Seed * 1_000_003 + (ulong)(lower * 65_536 + higher));
    }

    private double InterferenceAt(TimeSpan time, AirAntenna from, AirAntenna to)
    {
        double sum = 0;
        foreach (var other in _antennas)
        {
            if (other == from || other == to || !IsNear(other.TransmitHertz, to.ReceiveHertz)) continue;
            if (IsSendingAt(other, time)) sum += PowerAt(time, other, to);
        }

        return sum;
    }

    private bool IsSendingAt(AirAntenna antenna, TimeSpan time)
    {
        for (int i = 0; i < _flightCount; i++)
            if (_flights[i].From == antenna && _flights[i].Burst.Start <= time && _flights[i].Burst.End > time)
                return true;
        return antenna.SendsCarrierAt(time);
    }

    /// <summary>Turns bits of a segment around, each with a probability: from one wrong bit it leaps to the next.</summary>
    private void Spoil(int firstBit, double probability)
    {
        const double negligible = 1e-9;
        if (probability < negligible) return;
        double scale = 1 / Math.Log(1 - probability);
        for (int bit = -1; ;)
        {
            double leap = Math.Floor(Math.Log(1 - NextFraction()) * scale);
            if (leap >= SegmentBits - 1 - bit) return;
            bit += 1 + (int)leap;
            int place = firstBit + bit;
            _bits[place >> 3] ^= (byte)(0x80 >> (place & 7));
        }
    }

    private double NextFraction()
    {
        _random ^= _random >> 12;
        _random ^= _random << 25;
        _random ^= _random >> 27;
        return (unchecked(_random * 0x2545_F491_4F6C_DD1D) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Drops bursts that are over and that overlapped none that isn't.</summary>
    private void Forget(TimeSpan now)
    {
        int kept = 0;
        for (int i = 0; i < _flightCount; i++)
        {
            bool isOver = (_flights[i].NextArrival == TimeSpan.MaxValue && _flights[i].Burst.End + 2 * AirBurst.SlotDuration < now);
            if (!isOver) _flights[kept++] = _flights[i];
        }

        Array.Clear(_flights, kept, _flightCount - kept);
        _flightCount = kept;
    }

    private struct Flight
    {
        public AirBurst Burst;
        public AirAntenna From;
        public uint TransmitHertz;
        public TimeSpan NextArrival;
    }
}
