using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>The one command that is on its way: it waits for its answer, or for its next try.</summary>
internal sealed class CommandSlot
{
    private readonly byte[] _frame = new byte[ModemFrame.LongestLength];
    private int _length;

    /// <summary>Whether there is one.</summary>
    public bool IsBusy => _length > 0;

    /// <summary>Whether it was sent and not answered.</summary>
    public bool IsAwaited { get; private set; }

    /// <summary>Whether a technician asked for it, and not the session.</summary>
    public bool IsRequest { get; private set; }

    /// <summary>Which it is.</summary>
    public ModemCommand Command { get; private set; }

    /// <summary>How often it was sent.</summary>
    public int Tries { get; private set; }

    /// <summary>When its answer is overdue, or its next try is due; never when there is none.</summary>
    public TimeSpan Due { get; private set; } = TimeSpan.MaxValue;

    /// <summary>The whole frame.</summary>
    public ReadOnlySpan<byte> Frame => _frame.AsSpan(0, _length);

    /// <summary>Takes a command, to be sent at once.</summary>
    public void Take(ReadOnlySpan<byte> frame, ModemCommand command, bool isRequest)
    {
        frame.CopyTo(_frame);
        (_length, Command, IsRequest, Tries, IsAwaited) = (frame.Length, command, isRequest, 0, false);
    }

    /// <summary>It was sent, and has so long to be answered.</summary>
    public void Sent(TimeSpan due)
    {
        Tries++;
        (IsAwaited, Due) = (true, due);
    }

    /// <summary>It was refused, and is to be sent again then.</summary>
    public void SendAgain(TimeSpan due) => (IsAwaited, Due) = (false, due);

    /// <summary>Whether an answer is this command's.</summary>
    public bool Awaits(ModemCommand command) => IsAwaited && Command == command;

    public void Clear() => (_length, IsAwaited, Due) = (0, false, TimeSpan.MaxValue);
}
