using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using RadioNet.Voice.Transport;

namespace RadioNet.Simulator.Modems;

/// <summary>
/// A serial line without wires: the modem's end of a pseudo-terminal, transparent for all 256 octets. The other end is
/// <see cref="Path"/>, for a program that wants a serial port. One thread may read while another writes; <see cref="Wake"/>
/// and <see cref="Dispose"/> are for any thread.
/// </summary>
/// <remarks>
/// As at a real line, this end can't see whether the other is open. What nobody reads there stays in the line's buffer (some
/// kilobytes; then <see cref="Write"/> takes no more) until the one who opens it reads it or throws it away.
/// </remarks>
[SupportedOSPlatform("linux")]
public sealed class PseudoTerminal : IDisposable
{
    private readonly PolledDescriptor _line;
    private volatile bool _hungUp;

    private PseudoTerminal(SafeFileHandle master, SafeFileHandle slave, string path, string? link)
    {
        Path = path;
        Link = link;
        _line = new PolledDescriptor((int)master.DangerousGetHandle(), () =>
        {
            slave.Dispose();
            master.Dispose();
        });
    }

    /// <summary>The other end: <c>/dev/pts/N</c>.</summary>
    public string Path { get; }

    /// <summary>The symbolic link to the other end, if one was asked for.</summary>
    public string? Link { get; }

    /// <summary>Whether the line was hung up; nothing comes and goes any more.</summary>
    public bool IsHungUp => _hungUp;

    /// <summary>
    /// Makes a line. A <paramref name="link"/> gives its other end a name that stays the same, such as <c>/tmp/modem1</c>; a
    /// link that an earlier line has left there is replaced.
    /// </summary>
    /// <exception cref="IOException">The system has no pseudo-terminal left, or the link's name is taken.</exception>
    /// <exception cref="UnauthorizedAccessException">The link's folder is not this user's to write to.</exception>
    public static PseudoTerminal Open(string? link = null)
    {
        var master = PseudoTerminalCalls.OpenMaster(
            TerminalCalls.ReadWrite | TerminalCalls.NoControllingTerminal | TerminalCalls.NonBlocking | TerminalCalls.CloseOnExec);
        SafeFileHandle? slave = null;
        try
        {
            Check(master.IsInvalid ? -1 : 0);
            Check(PseudoTerminalCalls.Grant(master));
            Check(PseudoTerminalCalls.Unlock(master));
            var path = PathOf(master);

            // Held open, so that the line stays when the other side comes and goes.
            slave = TerminalCalls.Open(path, TerminalCalls.ReadWrite | TerminalCalls.NoControllingTerminal | TerminalCalls.CloseOnExec);
            Check(slave.IsInvalid ? -1 : 0);
            CheckError(Terminal.MakeRaw(slave));
            if (link is not null) Name(link, path);
            return new PseudoTerminal(master, slave, path, link);
        }
        catch
        {
            slave?.Dispose();
            master.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Waits at most <paramref name="limit"/> (for ever when negative) for octets and takes those that are there; 0 when none
    /// came, when it was woken, and when the line is hung up.
    /// </summary>
    public int Read(Span<byte> to, TimeSpan limit) => _line.Read(to, limit).Count;

    /// <summary>Writes for at most <paramref name="limit"/> (for ever when negative) and returns how many octets the line took.</summary>
    public int Write(ReadOnlySpan<byte> from, TimeSpan limit) => _line.Write(from, limit).Count;

    /// <summary>Makes a <see cref="Read"/> that waits, or the next one, return.</summary>
    public void Wake() => _line.Wake();

    /// <summary>Hangs up, as when the modem is unplugged: the other side's reads and writes end, and the link is gone.</summary>
    public void HangUp()
    {
        if (_hungUp) return;
        _hungUp = true;
        if (Link is not null && new FileInfo(Link).LinkTarget == Path) File.Delete(Link);
        _line.Dispose();
    }

    /// <summary>Hangs up.</summary>
    public void Dispose() => HangUp();

    private static unsafe string PathOf(SafeFileHandle master)
    {
        const int room = 64;
        byte* name = stackalloc byte[room];
        CheckError(PseudoTerminalCalls.NameSlave(master, name, room));
        return Marshal.PtrToStringUTF8((nint)name)!;
    }

    private static void Name(string link, string path)
    {
        var existing = new FileInfo(link);
        if (existing.LinkTarget?.StartsWith("/dev/pts/", StringComparison.Ordinal) == true) existing.Delete();
        File.CreateSymbolicLink(link, path);
    }

    private static void Check(int result) => CheckError(result == 0 ? 0 : Marshal.GetLastPInvokeError());

    private static void CheckError(int error)
    {
        if (error != 0) throw new IOException($"The system makes no pseudo-terminal: {Marshal.GetPInvokeErrorMessage(error)}.", error);
    }
}
