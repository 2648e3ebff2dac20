using System.Numerics;

namespace RadioNet.Protocols.Dmr.Coding;

/// <summary>
/// A systematic binary block code of at most 24 bits, data before parity, decoded by one look-up: a table gives for each
/// syndrome the lightest error pattern, if it has at most as many bits as the code can correct.
/// </summary>
internal sealed class LinearBlockCode
{
    /// <summary>Marks a syndrome that no correctable error has; no error pattern has 32 bits.</summary>
    private const uint Uncorrectable = uint.MaxValue;

    private readonly int _parityBits;
    private readonly uint _parityMask;
    private readonly ushort[] _parityOfData;
    private readonly uint[] _errorOfSyndrome;

    private LinearBlockCode(int dataBits, int parityBits, int correctable, ushort[] parityOfData)
    {
        DataBits = dataBits;
        Length = dataBits + parityBits;
        Correctable = correctable;
        _parityBits = parityBits;
        _parityMask = (1u << parityBits) - 1;
        _parityOfData = parityOfData;
        _errorOfSyndrome = new uint[1 << parityBits];
        Array.Fill(_errorOfSyndrome, Uncorrectable);
        _errorOfSyndrome[0] = 0;
        AddErrors(0, 0, correctable);
    }

    /// <summary>Information bits of a word.</summary>
    public int DataBits { get; }

    /// <summary>Bits of a word.</summary>
    public int Length { get; }

    /// <summary>Errors that are always corrected.</summary>
    public int Correctable { get; }

    /// <summary>A code from its generator matrix: the parity of each data bit, the first transmitted bit first.</summary>
    public static LinearBlockCode FromRows(int parityBits, int correctable, ReadOnlySpan<ushort> rows)
    {
        var parity = new ushort[1 << rows.Length];
        for (var data = 1; data < parity.Length; data++)
            parity[data] = (ushort)(parity[data & (data - 1)] ^ rows[rows.Length - 1 - BitOperations.TrailingZeroCount(data)]);
        return new LinearBlockCode(rows.Length, parityBits, correctable, parity);
    }

    /// <summary>A code from its parity checks: for each parity bit a mask of the data bits that it sums.</summary>
    public static LinearBlockCode FromChecks(int dataBits, int correctable, ReadOnlySpan<ushort> checks)
    {
        var parity = new ushort[1 << dataBits];
        for (var data = 1; data < parity.Length; data++)
        {
            var bits = 0;
            foreach (var check in checks)
                bits = (bits << 1) | (BitOperations.PopCount((uint)(data & check)) & 1);
            parity[data] = (ushort)bits;
        }

        return new LinearBlockCode(dataBits, checks.Length, correctable, parity);
    }

    /// <summary>The code word of some data.</summary>
    public uint Encode(uint data) => (data << _parityBits) | _parityOfData[data];

    /// <summary>0 for a code word; else what tells its error.</summary>
    public uint Syndrome(uint word) => _parityOfData[word >> _parityBits] ^ (word & _parityMask);

    /// <summary>The nearest code word, when it is at most <see cref="Correctable"/> bits away; else the word as it came.</summary>
    public bool TryCorrect(uint word, out uint codeWord, out int corrected)
    {
        var error = _errorOfSyndrome[Syndrome(word)];
        if (error == Uncorrectable)
        {
            codeWord = word;
            corrected = 0;
            return false;
        }

        codeWord = word ^ error;
        corrected = BitOperations.PopCount(error);
        return true;
    }

    /// <summary>The data of the nearest code word; beyond <see cref="Correctable"/> the data bits as they came.</summary>
    public bool TryDecode(uint word, out uint data, out int corrected)
    {
        var found = TryCorrect(word, out var codeWord, out corrected);
        data = codeWord >> _parityBits;
        return found;
    }

    private void AddErrors(uint error, int firstBit, int left)
    {
        if (left == 0)
            return;
        for (var bit = firstBit; bit < Length; bit++)
        {
            var heavier = error | (1u << bit);
            ref var entry = ref _errorOfSyndrome[Syndrome(heavier)];
            if (entry != Uncorrectable)
                throw new InvalidOperationException("Two correctable errors share a syndrome: the code is weaker than was said.");
            entry = heavier;
            AddErrors(heavier, bit + 1, left - 1);
        }
    }
}
