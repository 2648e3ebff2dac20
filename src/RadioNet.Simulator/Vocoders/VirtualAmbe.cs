using RadioNet.Protocols.Ambe3000;
using RadioNet.Simulator.Modems;

namespace RadioNet.Simulator.Vocoders;

/// <summary>
/// A virtual AMBE-3000 or AMBE-3003 on a thread of its own: an AMBEserver over UDP, or a stick at a pseudo-terminal. It is the other
/// side of <c>firmware-interfaces/ambe3000</c> and codes no speech (<see cref="MarkingCoder"/>). Its <see cref="Faults"/> are what
/// real ones do now and then.
/// </summary>
public sealed class VirtualAmbe : IDisposable
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(100);

    private readonly AmbeChip _chip;
    private readonly IModemLine _line;
    private readonly AmbePacketReader _reader = new();
    private readonly Queue<(TimeSpan Due, byte[] Packet)> _going = new();
    private readonly byte[] _octets = new byte[2048];
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly long _origin;
    private readonly Thread _thread;
    private byte[]? _kept;
    private volatile bool _isClosed;

    /// <summary>Plugs it in.</summary>
    /// <exception cref="IOException">The system has no pseudo-terminal left.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The UDP port is taken.</exception>
    public VirtualAmbe(VirtualAmbeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _chip = new AmbeChip(options);
        _line = options.Udp is { } local ? new UdpLine(local)
            : OperatingSystem.IsLinux() ? new TerminalLine(link: null)
            : throw new PlatformNotSupportedException("Pseudo-terminals are Linux's alone; use UDP.");
        _origin = _time.GetTimestamp();
        _thread = new Thread(Run) { IsBackground = true, Name = "virtual AMBE" };
        _thread.Start();
    }

    /// <summary>Where it is, as <c>AmbeAddress</c> takes it.</summary>
    public string Address => _line.Address;

    /// <summary>What goes wrong.</summary>
    public AmbeFaults Faults { get; } = new();

    /// <summary>Frames that it made samples of.</summary>
    public int Decoded => _chip.Decoded;

    /// <summary>Frames that it concealed.</summary>
    public int Concealed => _chip.Concealed;

    /// <summary>Frames that it made of samples.</summary>
    public int Encoded => _chip.Encoded;

    /// <summary>Calls that began.</summary>
    public int Begun => _chip.Begun;

    /// <summary>How often it was told to restart.</summary>
    public int Restarts => _chip.Restarts;

    /// <summary>Pulls it out.</summary>
    public void Dispose()
    {
        if (_isClosed) return;
        _isClosed = true;
        _line.Wake();
        _thread.Join();
        _line.Dispose();
    }

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    private void Run()
    {
        while (!_isClosed)
        {
            var limit = _going.Count == 0 ? _tick : _going.Peek().Due - Now;
            int count = _line.Read(_octets, limit < TimeSpan.Zero ? TimeSpan.Zero : limit);
            Take(_octets.AsSpan(0, count));
            while (_going.Count > 0 && _going.Peek().Due <= Now) Send(_going.Dequeue().Packet);
        }
    }

    private void Take(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var room = _reader.Room();
            int count = Math.Min(room.Length, octets.Length);
            octets[..count].CopyTo(room);
            octets = octets[count..];
            _reader.Added(count);
            while (_reader.TryTake(out var packet)) Take(packet);
        }
    }

    private void Take(in AmbePacket packet)
    {
        if (Faults.IsSilent) return;
        var answer = _chip.Answer(packet, out bool isSpeech);
        if (answer.IsEmpty || (isSpeech && Faults.UseLost())) return;
        byte[] octets = answer.ToArray();
        if (isSpeech && Faults.UseCut()) octets = Cut(octets);
        if (isSpeech && Faults.UseBadParity()) octets = Spoil(octets);
        if (isSpeech && _kept is null && Faults.UseOvertaken())
        {
            _kept = octets;
            return;
        }

        Go(octets, isSpeech);
        if (_kept is null) return;
        Go(_kept, isSpeech: true);
        _kept = null;
    }

    private void Go(byte[] octets, bool isSpeech) =>
        _going.Enqueue((Now + TimeSpan.FromMilliseconds(isSpeech ? Faults.DelayMilliseconds : 0), octets));

    private void Send(ReadOnlySpan<byte> octets)
    {
        // What a terminal does not take now it takes a moment later; nobody reads it when it takes nothing for long.
        for (int tries = 0; tries < 100 && !octets.IsEmpty; tries++) octets = octets[_line.Write(octets)..];
    }

    /// <summary>The answer with half of its data.</summary>
    private static byte[] Cut(byte[] octets)
    {
        byte[] cut = octets[..(octets.Length / 2)];
        AmbePacket.Finish(cut, (AmbePacketKind)octets[3], cut.Length - AmbePacket.HeaderOctets, withParity: false);
        return cut;
    }

    /// <summary>The answer with a parity field that is wrong.</summary>
    private static byte[] Spoil(byte[] octets)
    {
        byte[] spoilt = new byte[octets.Length + 2];
        octets.CopyTo(spoilt, 0);
        AmbePacket.Finish(spoilt, (AmbePacketKind)octets[3], octets.Length - AmbePacket.HeaderOctets, withParity: true);
        spoilt[^1] ^= 0x10;
        return spoilt;
    }
}
