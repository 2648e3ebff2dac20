using System.Runtime.Versioning;

namespace RadioNet.Simulator.Modems;

/// <summary>A line over a pseudo-terminal.</summary>
[SupportedOSPlatform("linux")]
internal sealed class TerminalLine(string? link) : IModemLine
{
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(1);

    private readonly PseudoTerminal _terminal = PseudoTerminal.Open(link);

    public string Address => $"pty:{_terminal.Link ?? _terminal.Path}";

    public int Read(Span<byte> to, TimeSpan limit) => _terminal.Read(to, limit);

    public int Write(ReadOnlySpan<byte> from) => _terminal.Write(from, _patience);

    public void Wake() => _terminal.Wake();

    public void Dispose() => _terminal.Dispose();
}
