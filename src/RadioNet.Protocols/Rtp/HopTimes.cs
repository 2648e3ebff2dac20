using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace RadioNet.Protocols.Rtp;

/// <summary>
/// How long each hop held a burst, in microseconds, the first hop first: at most 8 hops, each at most 2²⁴ − 1 µs (16.7 s).
/// A plain value, copied with the burst.
/// </summary>
public struct HopTimes : IEquatable<HopTimes>
{
    /// <summary>Hops at most; what comes behind is added to the last.</summary>
    public const int Most = 8;

    /// <summary>The longest time of one hop.</summary>
    public const uint Longest = 0xFF_FFFF;

    private Slots _times;

    /// <summary>How many hops there are.</summary>
    public int Count { get; private set; }

    /// <summary>All hops together.</summary>
    public readonly uint Total
    {
        get
        {
            uint total = 0;
            foreach (uint time in Times) total += time;
            return total;
        }
    }

    [UnscopedRef]
    private readonly ReadOnlySpan<uint> Times => ((ReadOnlySpan<uint>)_times)[..Count];

    /// <summary>One hop's microseconds.</summary>
    public readonly uint this[int hop] => Times[hop];

    /// <summary>Adds a hop.</summary>
    public void Add(uint microseconds)
    {
        microseconds = Math.Min(microseconds, Longest);
        if (Count < Most) _times[Count++] = microseconds;
        else _times[Most - 1] = Math.Min(_times[Most - 1] + microseconds, Longest);
    }

    /// <inheritdoc/>
    public readonly bool Equals(HopTimes other) => Times.SequenceEqual(other.Times);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is HopTimes other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Count, Total);

    /// <summary>Whether two lists are the same.</summary>
    public static bool operator ==(HopTimes left, HopTimes right) => left.Equals(right);

    /// <summary>Whether two lists differ.</summary>
    public static bool operator !=(HopTimes left, HopTimes right) => !left.Equals(right);

    [InlineArray(Most)]
    private struct Slots
    {
        private uint _first;
    }
}
