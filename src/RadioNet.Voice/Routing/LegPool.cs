using System.Numerics;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Arrays of destinations, used again and again on the router's thread; lengths are powers of two. Nothing here is ever given
/// back to the collector: the shared pool of the framework trims itself now and then, and the voice path would pay for it.
/// </summary>
internal sealed class LegPool
{
    private const int ShortestBits = 4;

    /// <summary>How many of the shortest are made at the start.</summary>
    private const int MadeShort = 1024;

    private readonly Stack<Leg[]>[] _free = new Stack<Leg[]>[31];

    public LegPool()
    {
        for (int bits = ShortestBits; bits < _free.Length; bits++) _free[bits] = new Stack<Leg[]>();
        for (int i = 0; i < MadeShort; i++) _free[ShortestBits].Push(new Leg[1 << ShortestBits]);
    }

    /// <summary>An array with room for at least so many; it is empty.</summary>
    public Leg[] Take(int least)
    {
        int bits = Math.Max(ShortestBits, BitOperations.Log2((uint)Math.Max(1, least - 1)) + 1);
        return _free[bits].TryPop(out Leg[]? legs) ? legs : new Leg[1 << bits];
    }

    /// <summary>Takes an array back, and what it held of ports with it.</summary>
    public void GiveBack(Leg[] legs)
    {
        Array.Clear(legs);
        _free[BitOperations.Log2((uint)legs.Length)].Push(legs);
    }
}
