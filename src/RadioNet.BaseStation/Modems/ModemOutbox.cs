using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>Whole frames on their way to a modem's port, which takes them in pieces of any size. Its room is taken at the start.</summary>
internal sealed class ModemOutbox
{
    /// <summary>Room that commands find though the data has filled all the rest.</summary>
    private const int KeptForCommands = 2 * ModemFrame.LongestLength;

    private const int Room = 4096;

    private readonly byte[] _octets = new byte[Room];
    private int _start;
    private int _end;

    /// <summary>What waits, oldest first.</summary>
    public ReadOnlySpan<byte> Waiting => _octets.AsSpan(_start, _end - _start);

    /// <summary>Puts a frame behind the others; false, and nothing of it, when there is no room.</summary>
    public bool TryPut(ReadOnlySpan<byte> frame, bool isCommand)
    {
        int room = isCommand ? Room : Room - KeptForCommands;
        if (_end - _start + frame.Length > room) return false;
        if (_end + frame.Length > Room)
        {
            Waiting.CopyTo(_octets);
            (_start, _end) = (0, _end - _start);
        }

        frame.CopyTo(_octets.AsSpan(_end));
        _end += frame.Length;
        return true;
    }

    /// <summary>The port has taken so many octets of the front.</summary>
    public void Taken(int count)
    {
        _start += count;
        if (_start == _end) Clear();
    }

    public void Clear() => (_start, _end) = (0, 0);
}
