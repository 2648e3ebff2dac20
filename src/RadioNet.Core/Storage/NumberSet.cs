using System.Buffers.Binary;
using System.Numerics;

namespace RadioNet.Core.Storage;

/// <summary>A set of the records of one block of the index, by their places in it.</summary>
internal sealed class NumberSet
{
    /// <summary>The places of a block.</summary>
    public const int Places = 4096;

    /// <summary>The octets of a set that is written bit by bit.</summary>
    public const int Octets = Places / 8;

    private readonly ulong[] _bits = new ulong[Places / 64];

    /// <summary>Whether none is in it.</summary>
    public bool IsEmpty => !_bits.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>Puts a place in.</summary>
    public void Add(int place) => _bits[place >> 6] |= 1UL << place;

    /// <summary>Puts all places of a set in that is written bit by bit, little-endian.</summary>
    public void Add(ReadOnlySpan<byte> octets)
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            _bits[i] |= BinaryPrimitives.ReadUInt64LittleEndian(octets[(8 * i)..]);
        }
    }

    /// <summary>Writes it bit by bit, little-endian.</summary>
    public void Write(Span<byte> octets)
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(octets[(8 * i)..], _bits[i]);
        }
    }

    /// <summary>Leaves what is in another one too.</summary>
    public void And(NumberSet other)
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            _bits[i] &= other._bits[i];
        }
    }

    /// <summary>Leaves those of which something holds.</summary>
    public void Where(Func<int, bool> holds)
    {
        foreach (var place in Descending())
        {
            if (!holds(place))
            {
                _bits[place >> 6] &= ~(1UL << place);
            }
        }
    }

    /// <summary>The places from the highest down.</summary>
    public IEnumerable<int> Descending()
    {
        for (var i = _bits.Length - 1; i >= 0; i--)
        {
            for (var bits = _bits[i]; bits != 0;)
            {
                var place = 63 - BitOperations.LeadingZeroCount(bits);
                bits &= ~(1UL << place);
                yield return (64 * i) + place;
            }
        }
    }
}
