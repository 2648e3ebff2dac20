using RadioNet.Simulator.Modems.Firmware;

namespace RadioNet.Simulator.Modems;

/// <summary>
/// One direction of a line: octets come out at the line's speed, in slices of at most a millisecond, with its faults. A pure
/// queue with times; the same seed gives the same faults.
/// </summary>
/// <param name="baud">Bits a second, 10 for an octet; null: at once.</param>
/// <param name="seed">Seeds the faults.</param>
internal sealed class LineDirection(int? baud, int seed)
{
    private const int Capacity = 65_536;
    private const int MostSlices = 8192;
    private const int BitsPerOctet = 10;

    private readonly OctetQueue _octets = new(Capacity);
    private readonly (int Count, TimeSpan Release)[] _slices = new (int, TimeSpan)[MostSlices];
    private readonly Random _random = new(seed);
    private readonly byte[] _part = new byte[4096];
    private readonly int _sliceOctets = baud is { } speed ? Math.Max(1, speed / BitsPerOctet / 1000) : int.MaxValue;
    private int _first;
    private int _sliceCount;
    private TimeSpan _freeAt;

    /// <summary>What goes wrong.</summary>
    public LineFaults Faults { get; set; } = LineFaults.None;

    /// <summary>Octets that found no room.</summary>
    public long Lost { get; private set; }

    /// <summary>When octets come out next.</summary>
    public TimeSpan NextDue => _sliceCount == 0 ? TimeSpan.MaxValue : _slices[_first].Release;

    /// <summary>Puts in what is written at once.</summary>
    public void Put(ReadOnlySpan<byte> frame, TimeSpan now)
    {
        var faults = Faults;
        if (Happens(faults.DropFrame)) return;
        int times = Happens(faults.DuplicateFrame) ? 2 : 1;
        var start = now + faults.Delay + faults.Jitter * (faults.Jitter > TimeSpan.Zero ? _random.NextDouble() : 0);
        for (; times > 0; times--)
        {
            int cut = frame.Length > 1 && Happens(faults.SplitFrame) ? _random.Next(1, frame.Length) : frame.Length;
            PutPart(frame[..cut], start, faults);
            if (cut < frame.Length) PutPart(frame[cut..], start + faults.SplitGap, faults);
        }
    }

    /// <summary>Takes what is due; 0 when nothing is.</summary>
    public int Take(Span<byte> to, TimeSpan now)
    {
        int count = 0;
        while (_sliceCount > 0 && _slices[_first].Release <= now && _slices[_first].Count <= to.Length - count)
        {
            count += _octets.Take(to.Slice(count, _slices[_first].Count));
            _first = (_first + 1) % MostSlices;
            _sliceCount--;
        }

        return count;
    }

    /// <summary>Loses what is in it.</summary>
    public void Clear()
    {
        _octets.Clear();
        (_sliceCount, _freeAt) = (0, TimeSpan.Zero);
    }

    private void PutPart(ReadOnlySpan<byte> part, TimeSpan start, LineFaults faults)
    {
        for (; part.Length > 0; part = part[Math.Min(part.Length, _part.Length)..])
        {
            int count = Spoil(part[..Math.Min(part.Length, _part.Length)], faults);
            PutSlices(_part.AsSpan(0, count), start);
        }
    }

    private void PutSlices(ReadOnlySpan<byte> octets, TimeSpan start)
    {
        if (start > _freeAt) _freeAt = start;
        while (octets.Length > 0)
        {
            int count = Math.Min(octets.Length, Math.Min(_sliceOctets, _part.Length));
            if (_sliceCount == MostSlices || !_octets.TryPut(octets[..count]))
            {
                Lost += octets.Length;
                return;
            }

            if (baud is { } speed) _freeAt += TimeSpan.FromSeconds(1) * count * BitsPerOctet / speed;
            _slices[(_first + _sliceCount) % MostSlices] = (count, _freeAt);
            _sliceCount++;
            octets = octets[count..];
        }
    }

    private int Spoil(ReadOnlySpan<byte> octets, LineFaults faults)
    {
        if (faults.DropOctet <= 0 && faults.FlipOctet <= 0)
        {
            octets.CopyTo(_part);
            return octets.Length;
        }

        int count = 0;
        foreach (byte octet in octets)
        {
            if (Happens(faults.DropOctet)) continue;
            _part[count++] = Happens(faults.FlipOctet) ? (byte)(octet ^ _random.Next(1, 256)) : octet;
        }

        return count;
    }

    private bool Happens(double chance) => chance > 0 && _random.NextDouble() < chance;
}
