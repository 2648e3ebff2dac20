using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using static RadioNet.Voice.Transport.LinuxCalls;
using static RadioNet.Voice.Transport.TerminalCalls;

namespace RadioNet.Voice.Transport;

/// <summary>
/// Bounded reads and writes on a non-blocking descriptor: one thread may read while another writes, and any thread may wake
/// the reader or close it, which ends both at once. Nothing here allocates once it is open.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class PolledDescriptor : IDisposable
{
    private const short Gone = PollError | PollHangUp;

    private readonly int _descriptor;
    private readonly SafeHandle _wake;
    private readonly SafeHandle _close;
    private readonly int _wakeDescriptor;
    private readonly int _closeDescriptor;
    private readonly UseGate _gate;

    /// <summary>Takes over a descriptor; <paramref name="release"/> closes it when its last user has left.</summary>
    /// <exception cref="IOException">The process has no descriptors left for the wake-up; nothing was taken over.</exception>
    public PolledDescriptor(int descriptor, Action release)
    {
        _descriptor = descriptor;
        _wake = OpenSignal();
        _close = OpenSignal();
        _wakeDescriptor = (int)_wake.DangerousGetHandle();
        _closeDescriptor = (int)_close.DangerousGetHandle();
        _gate = new UseGate(() =>
        {
            release();
            _wake.Dispose();
            _close.Dispose();
        });
    }

    /// <summary>Waits for octets, for <see cref="Wake"/>, or for <paramref name="limit"/> (for ever when negative), and takes those that are there.</summary>
    public Transfer Read(Span<byte> to, TimeSpan limit)
    {
        if (to.IsEmpty) throw new ArgumentException("A read needs room for at least one octet.", nameof(to));
        if (!_gate.TryEnter()) return new Transfer(0, TransferEnd.Closed);
        try
        {
            return ReadInside(to, limit);
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <summary>Writes all, or as much as is taken within <paramref name="limit"/> (for ever when negative).</summary>
    public Transfer Write(ReadOnlySpan<byte> from, TimeSpan limit)
    {
        if (!_gate.TryEnter()) return new Transfer(0, TransferEnd.Closed);
        try
        {
            return WriteInside(from, limit);
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <summary>Makes a <see cref="Read"/> that waits, or the next one, return. From any thread.</summary>
    public void Wake()
    {
        if (!_gate.TryEnter()) return;
        Signal(_wakeDescriptor);
        _gate.Leave();
    }

    /// <summary>Closes it, from any thread: reads and writes that wait end at once, and the last one out closes the descriptor.</summary>
    public void Dispose() => _gate.Close(() => Signal(_closeDescriptor));

    private static SafeHandle OpenSignal()
    {
        SafeHandle opened = OpenEvent(0, NonBlocking | CloseOnExec);
        if (!opened.IsInvalid) return opened;
        int error = Marshal.GetLastPInvokeError();
        throw new IOException($"The system gives no more descriptors: {Marshal.GetPInvokeErrorMessage(error)}.", error);
    }

    // eventfd(2): eight octets add to its count, and reading takes all of it. A full count wakes as well.
    private static void Signal(int descriptor)
    {
        ulong one = 1;
        _ = TerminalCalls.Write(descriptor, &one, sizeof(ulong));
    }

    private Transfer ReadInside(Span<byte> to, TimeSpan limit)
    {
        Poll* watched = stackalloc Poll[3];
        watched[0] = new Poll { Descriptor = _descriptor, Events = PollIn };
        watched[1] = new Poll { Descriptor = _closeDescriptor, Events = PollIn };
        watched[2] = new Poll { Descriptor = _wakeDescriptor, Events = PollIn };
        for (var wait = new Wait(limit); ;)
        {
            int ready = wait.For(watched, 3);
            if (ready == 0) return new Transfer(0, TransferEnd.TimedOut);
            if (ready < 0) return new Transfer(0, TransferEnd.Failed, Marshal.GetLastPInvokeError());
            if (watched[1].Returned != 0) return new Transfer(0, TransferEnd.Closed);
            if (watched[0].Returned != 0 && TryTake(to, watched[0].Returned) is { } taken) return taken;
            if (watched[2].Returned != 0)
            {
                ulong count;
                _ = TerminalCalls.Read(_wakeDescriptor, &count, sizeof(ulong));
                return new Transfer(0, TransferEnd.Woken);
            }
        }
    }

    /// <summary>Reads what a poll has announced; null when it was a false alarm.</summary>
    private Transfer? TryTake(Span<byte> to, short announced)
    {
        nint taken;
        fixed (byte* bytes = to) taken = TerminalCalls.Read(_descriptor, bytes, (nuint)to.Length);
        if (taken > 0) return new Transfer((int)taken, TransferEnd.Moved);
        if (taken == 0) return new Transfer(0, TransferEnd.HungUp);
        return Marshal.GetLastPInvokeError() switch
        {
            // Told of an error or a hang-up and of no octet: it would be told so for ever.
            Again when (announced & Gone) != 0 => new Transfer(0, TransferEnd.HungUp),
            Again or Interrupted => null,
            InputOutputError => new Transfer(0, TransferEnd.HungUp, InputOutputError),
            int error => new Transfer(0, TransferEnd.Failed, error),
        };
    }

    private Transfer WriteInside(ReadOnlySpan<byte> from, TimeSpan limit)
    {
        Poll* watched = stackalloc Poll[2];
        watched[0] = new Poll { Descriptor = _descriptor, Events = PollOut };
        watched[1] = new Poll { Descriptor = _closeDescriptor, Events = PollIn };
        int moved = 0;
        var wait = new Wait(limit);
        fixed (byte* bytes = from)
        {
            while (moved < from.Length)
            {
                nint now = TerminalCalls.Write(_descriptor, bytes + moved, (nuint)(from.Length - moved));
                if (now > 0)
                {
                    moved += (int)now;
                    continue;
                }

                int error = now == 0 ? Again : Marshal.GetLastPInvokeError();
                if (error == InputOutputError) return new Transfer(moved, TransferEnd.HungUp, error);
                if (error is not (Again or Interrupted or NoBuffers)) return new Transfer(moved, TransferEnd.Failed, error);
                int ready = wait.For(watched, 2);
                if (ready == 0) return new Transfer(moved, TransferEnd.TimedOut);
                if (ready < 0) return new Transfer(moved, TransferEnd.Failed, Marshal.GetLastPInvokeError());
                if (watched[1].Returned != 0) return new Transfer(moved, TransferEnd.Closed);
            }
        }

        return new Transfer(moved, TransferEnd.Moved);
    }

    /// <summary>Polls within one time limit, however often it is interrupted or asked again.</summary>
    private struct Wait(TimeSpan limit)
    {
        private readonly long _started = limit > TimeSpan.Zero ? Stopwatch.GetTimestamp() : 0;
        private bool _again;

        /// <summary>How many are ready; 0 when the time is over; -1 with the error's number.</summary>
        public int For(Poll* watched, uint count)
        {
            for (; ; _again = true)
            {
                int ready;
                if (limit < TimeSpan.Zero)
                {
                    ready = WaitFor(watched, count, null, null);
                }
                else
                {
                    var left = Left();
                    if (_again && left == TimeSpan.Zero) return 0;
                    var duration = new Duration
                    {
                        Seconds = (nint)(left.Ticks / TimeSpan.TicksPerSecond),
                        Nanoseconds = (nint)(left.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick),
                    };
                    ready = WaitFor(watched, count, &duration, null);
                }

                if (ready >= 0 || Marshal.GetLastPInvokeError() != Interrupted)
                {
                    _again = true;
                    return ready;
                }
            }
        }

        private readonly TimeSpan Left()
        {
            if (!_again || limit == TimeSpan.Zero) return limit;
            var left = limit - Stopwatch.GetElapsedTime(_started);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
