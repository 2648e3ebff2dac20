using RadioNet.Protocols.Ambe3000;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>
/// What goes between one call and one coder of a chip: pieces that wait to be sent, pieces that are at the chip, and answers that
/// wait to be taken, together at most <see cref="Capacity"/>. Its lock is held while a piece is copied and never over a
/// system call, so neither side waits for the other's. While no chip serves it, each piece is answered by silence at once.
/// </summary>
internal abstract class AmbeLane
{
    /// <summary>Pieces on their way at most: 240 ms.</summary>
    public const int Capacity = 12;

    /// <summary>Lost frames in a row that the chip is asked to conceal: as long as a burst lasts.</summary>
    public const int Guesses = 3;

    /// <summary>Which coder it needs.</summary>
    public abstract AmbeCoder Coder { get; }

    /// <summary>Whether its call is over; what comes for it is not kept.</summary>
    public abstract bool IsClosed { get; }

    /// <summary>Takes the next waiting piece to the chip as a request; 0 when none waits.</summary>
    /// <param name="packet">Room for the request.</param>
    /// <param name="channel">The channel as the chip wants it named.</param>
    public abstract int WriteNext(Span<byte> packet, int? channel);

    /// <summary>The chip's answer to the oldest piece there; false when it is none, which makes it silence.</summary>
    public abstract bool Answer(in AmbePacket packet);

    /// <summary>Makes the oldest piece at the chip silence: it has no answer.</summary>
    public abstract void GiveUp();

    /// <summary>Makes silence of pieces that wait since before a moment, if none is at the chip; returns how many those were.</summary>
    public abstract int Expire(long before);

    /// <summary>Says whether a chip serves it. If not, all that waits or is at the chip becomes silence.</summary>
    public abstract void Serve(bool isServed);
}
