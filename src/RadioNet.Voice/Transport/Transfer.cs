namespace RadioNet.Voice.Transport;

/// <summary>What a bounded read or write came to.</summary>
/// <param name="Count">Octets that were moved.</param>
/// <param name="End">Why it ended.</param>
/// <param name="Error">The system's error number with <see cref="TransferEnd.Failed"/> and <see cref="TransferEnd.HungUp"/>; else 0.</param>
internal readonly record struct Transfer(int Count, TransferEnd End, int Error = 0);

/// <summary>Why a read or write ended.</summary>
internal enum TransferEnd
{
    /// <summary>A read: there were octets. A write: all were taken.</summary>
    Moved,

    /// <summary>The time was over.</summary>
    TimedOut,

    /// <summary>Somebody woke the reader.</summary>
    Woken,

    /// <summary>This side was closed.</summary>
    Closed,

    /// <summary>The other side is gone: end of file, or the line was hung up.</summary>
    HungUp,

    /// <summary>The system reported an error.</summary>
    Failed,
}
