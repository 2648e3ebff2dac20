namespace RadioNet.BaseStation.Carriers;

/// <summary>
/// What others leave for a carrier, in the order in which it was left: many write, the carrier's thread reads, all room is
/// taken at the start, and nobody waits. What finds no room is refused: a full inbox means that the carrier's thread has stood
/// still for seconds. The last places are for what is no voice.
/// </summary>
/// <remarks>
/// A bounded queue after Vyukov: each place carries a number that says whose turn it is, the writer's of that round or the reader's.
/// </remarks>
internal sealed class CarrierInbox
{
    /// <summary>Places; both timeslots' bursts of some 7 s.</summary>
    public const int Capacity = 256;

    private const int Mask = Capacity - 1;
    private const int KeptForDecisions = 64;

    private readonly Place[] _places = new Place[Capacity];
    private long _written;
    private long _read;
    private long _refused;
    private int _isRung;

    public CarrierInbox()
    {
        for (int i = 0; i < Capacity; i++) _places[i].Turn = i;
    }

    /// <summary>What found no room.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Leaves something; false when there is no room. From any thread.</summary>
    /// <param name="input">What.</param>
    /// <param name="mustWake">Whether the reader is to be woken: it has not been since it last emptied the inbox.</param>
    public bool TryPut(in CarrierInput input, out bool mustWake)
    {
        mustWake = false;
        int room = input.Kind == CarrierInputKind.Burst ? Capacity - KeptForDecisions : Capacity;
        long at = Volatile.Read(ref _written);
        while (true)
        {
            ref var place = ref _places[at & Mask];
            if (at - Volatile.Read(ref _read) >= room)
            {
                Interlocked.Increment(ref _refused);
                return false;
            }

            if (Volatile.Read(ref place.Turn) == at && Interlocked.CompareExchange(ref _written, at + 1, at) == at)
            {
                place.Input = input;
                Volatile.Write(ref place.Turn, at + 1);
                mustWake = Interlocked.Exchange(ref _isRung, 1) == 0;
                return true;
            }

            at = Volatile.Read(ref _written);
        }
    }

    /// <summary>Begins to empty it: what is left from here on wakes the reader again. The reader alone.</summary>
    public void Listen() => Interlocked.Exchange(ref _isRung, 0);

    /// <summary>Takes the oldest; false when there is none. The reader alone.</summary>
    public bool TryTake(out CarrierInput input)
    {
        ref var place = ref _places[_read & Mask];
        if (Volatile.Read(ref place.Turn) != _read + 1)
        {
            input = default;
            return false;
        }

        input = place.Input;
        Volatile.Write(ref place.Turn, _read + Capacity);
        Volatile.Write(ref _read, _read + 1);
        return true;
    }

    private struct Place
    {
        public long Turn;
        public CarrierInput Input;
    }
}
