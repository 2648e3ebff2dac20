using RadioNet.Core.Ports;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Core.Consoles;

/// <summary>
/// What a console has said and what is not yet on its way: before the floor is granted the newest 300 ms, so that no first syllable is clipped; afterwards
/// what waits to go out at the pace of speech. Not for several threads at once; it allocates nothing.
/// </summary>
internal sealed class SaidPieces(TimeProvider time)
{
    /// <summary>Pieces that are kept before the grant: 300 ms.</summary>
    public const int MostBefore = 15;

    /// <summary>Pieces that may wait after it: what comes all at once after a stall of the console's line is trimmed to the newest.</summary>
    private const int MostAfter = 40;

    /// <summary>Pieces that may go out at once; more would have to wait in the receivers.</summary>
    private const float AtOnce = 6;

    /// <summary>A little faster than it is said, so that a talker with a quick clock is not delayed for ever.</summary>
    private const float PerSecond = 50.5f;

    private readonly short[] _kept = new short[MostAfter * SpeechFrame.Samples];
    private RateBucket _pace;
    private int _first;

    /// <summary>Pieces that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps a piece; the oldest makes room.</summary>
    /// <param name="samples">20 ms.</param>
    /// <param name="isGranted">Whether what is kept is on its way out.</param>
    public void Add(ReadOnlySpan<short> samples, bool isGranted)
    {
        if (Count == (isGranted ? MostAfter : MostBefore))
        {
            _first = (_first + 1) % MostAfter;
            Count--;
        }

        samples.CopyTo(Piece((_first + Count++) % MostAfter));
    }

    /// <summary>Takes the oldest piece when it is due.</summary>
    /// <param name="samples">20 ms, until the next call.</param>
    public bool TryTakeDue(out ReadOnlySpan<short> samples)
    {
        if (Count == 0 || !_pace.TryTake(time, AtOnce, PerSecond))
        {
            samples = default;
            return false;
        }

        samples = Piece(_first);
        _first = (_first + 1) % MostAfter;
        Count--;
        return true;
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear() => Count = 0;

    private Span<short> Piece(int index) => _kept.AsSpan(index * SpeechFrame.Samples, SpeechFrame.Samples);
}
