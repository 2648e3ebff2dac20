using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Playing;

/// <summary>
/// Counts the bursts of one spurt by their numbers, modulo 256, which some senders repeat for ever or begin anew: where the number
/// and the letter of a voice burst disagree, the letter is right.
/// </summary>
internal struct BurstPlaces
{
    // What is older than this is a count that began anew.
    private const int OldestLate = 64;

    private bool _runs;
    private byte _sequence;
    private int _letter;
    private int _letterPlace;
    private int _newest;

    /// <summary>The place of a burst, 0 for the first that came; headers and terminators have places too.</summary>
    public int Of(DmrdBurst burst, byte sequence)
    {
        int letter = burst.SuperframeIndex();
        if (!_runs) (_runs, _letter) = (true, -1);
        else if (!TryByNumber(letter, sequence, out int place)) _newest = ByLetter(letter);
        else if (place <= _newest) return place;
        else _newest = place;

        _sequence = sequence;
        if (letter >= 0) (_letter, _letterPlace) = (letter, _newest);
        return _newest;
    }

    private readonly bool TryByNumber(int letter, byte sequence, out int place)
    {
        int ahead = (sbyte)(sequence - _sequence);
        place = _newest + ahead;
        if (ahead < -OldestLate) return false;
        return letter < 0 || _letter < 0 ? ahead != 0 : LettersFrom(place, letter) == 0;
    }

    private readonly int ByLetter(int letter)
    {
        if (letter < 0 || _letter < 0) return _newest + 1;
        int ahead = LettersFrom(_newest, letter);
        return _newest + (ahead == 0 ? DmrdBurstExtensions.SuperframeLength : ahead);
    }

    /// <summary>How many places after a place the next burst of a letter is, 0 to 5.</summary>
    private readonly int LettersFrom(int place, int letter)
    {
        const int length = DmrdBurstExtensions.SuperframeLength;
        int ahead = (letter - _letter - (place - _letterPlace)) % length;
        return ahead < 0 ? ahead + length : ahead;
    }
}
