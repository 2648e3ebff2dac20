using System.Runtime.Versioning;
using RadioNet.BaseStation.Tests.Modems;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Modems;

namespace RadioNet.BaseStation.Tests.Carriers;

/// <summary>A modem made by hand at a real pseudo-terminal, whose bursts the test sends.</summary>
[SupportedOSPlatform("linux")]
internal sealed class TerminalModem : IDisposable
{
    private readonly PseudoTerminal _line;
    private readonly ModemFrameReader _reader = new(FrameDirection.ToModem);
    private readonly HandMadeModem _modem = new();
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private volatile bool _isFrozen;
    private volatile bool _isEnding;

    public TerminalModem(string? link = null)
    {
        _line = PseudoTerminal.Open(link);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public string Path => _line.Link ?? _line.Path;

    /// <summary>Whether it neither reads nor answers.</summary>
    public bool IsFrozen
    {
        set => _isFrozen = value;
    }

    /// <summary>What it was sent, but questions for its status.</summary>
    public List<string> Heard
    {
        get
        {
            lock (_gate) return [.. _modem.Heard.Where(frame => frame != ModemBytes.GetStatus)];
        }
    }

    public void Say(byte[] octets)
    {
        lock (_gate) _line.Write(octets, TimeSpan.FromMilliseconds(100));
    }

    public void Unplug()
    {
        _isEnding = true;
        _line.Wake();
        _thread.Join();
        _line.HangUp();
    }

    public void Dispose() => Unplug();

    private void Run()
    {
        var buffer = new byte[4096];
        while (!_isEnding)
        {
            if (_isFrozen)
            {
                Thread.Sleep(1);
                continue;
            }

            int count = _line.Read(buffer, TimeSpan.FromMilliseconds(100));
            ReadOnlySpan<byte> octets = buffer.AsSpan(0, count);
            while (_reader.TryRead(ref octets, out var frame)) Answer(Convert.ToHexString(frame.Octets));
        }
    }

    private void Answer(string frame)
    {
        lock (_gate)
        {
            if (_modem.Answer(frame) is { Length: > 0 } answer) _line.Write(answer, TimeSpan.FromMilliseconds(100));
        }
    }
}
