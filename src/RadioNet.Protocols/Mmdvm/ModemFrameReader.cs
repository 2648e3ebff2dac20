using System.Buffers;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// Finds frames in the octets of a modem's port, fed in pieces of any size (MMDVM modem protocol,
/// firmware-interfaces/mmdvm-modem, section "Resynchronisation"). Reading allocates nothing and never throws. One reader
/// serves one direction of one port.
/// </summary>
/// <remarks>
/// A frame has no checksum, and 0xE0 occurs in payloads: a wrong length octet must not swallow the frames that follow. So a
/// start is believed by how well it fits:
/// <list type="bullet">
/// <item>a command that has this length (or whose text is a text) is a frame as soon as it is whole, unless it was cut short
/// and is filled up with the frames behind it;</item>
/// <item>anything else (an unknown command, an odd length) is a frame only when the next frame's start follows it, or silence
/// (<see cref="Expire"/>), and never when a frame of the first kind lies within it;</item>
/// <item>what is refused loses its first octet alone, and the search goes on behind that.</item>
/// </list>
/// The frames that come out do not depend on the pieces in which the octets went in.
/// </remarks>
/// <param name="direction">Which way the frames go that are read.</param>
public sealed class ModemFrameReader(FrameDirection direction)
{
    /// <summary>Octets that the reader holds: the longest frame and the start of the next.</summary>
    public const int BufferLength = 512;

    private static readonly SearchValues<byte> _textOctets =
        SearchValues.Create([0, .. Enumerable.Range(' ', '~' - ' ' + 1).Select(octet => (byte)octet)]);

    private readonly byte[] _buffer = new byte[BufferLength];
    private int _start;
    private int _end;
    private int _delivered;
    private int _searched;
    private bool _isSilent;

    /// <summary>Which way the frames go that are read.</summary>
    public FrameDirection Direction { get; } = direction;

    /// <summary>Frames delivered.</summary>
    public long Frames { get; private set; }

    /// <summary>Octets that belonged to no delivered frame.</summary>
    public long DiscardedOctets { get; private set; }

    /// <summary>Starts that turned out to be none, half frames that <see cref="Expire"/> gave up included.</summary>
    public long RefusedStarts { get; private set; }

    /// <summary>Octets of an unfinished frame that wait for the rest; while there are any, the port's owner watches for silence.</summary>
    public int Pending => _end - _start - _delivered;

    /// <summary>
    /// Takes octets from the front of <paramref name="source"/> until there is a whole frame or nothing is left. Call it until
    /// it is false; <paramref name="source"/> is empty then.
    /// </summary>
    /// <param name="source">What came from the port; moves on behind what was taken.</param>
    /// <param name="frame">The frame, valid until the next call.</param>
    public bool TryRead(ref ReadOnlySpan<byte> source, out ModemFrame frame)
    {
        Drop(_delivered);
        _delivered = 0;
        while (true)
        {
            var verdict = Judge(out int length, out var command);
            if (verdict == Verdict.Frame)
            {
                _delivered = length;
                Frames++;
                frame = ModemFrame.Over(_buffer.AsSpan(_start, length), command);
                return true;
            }

            if (verdict == Verdict.Nothing || (verdict == Verdict.Wait && !_isSilent))
            {
                if (source.IsEmpty)
                {
                    frame = default;
                    return false;
                }

                Fill(ref source);
                continue;
            }

            RefusedStarts++;
            DiscardedOctets++;
            Drop(1);
        }
    }

    /// <summary>
    /// Says that nothing came for so long (<see cref="ModemTimers.FrameSilence"/>) that nothing will follow what is held: the
    /// next <see cref="TryRead"/>, whose source may be empty, delivers what is a frame and drops half frames.
    /// </summary>
    public void Expire() => _isSilent = true;

    /// <summary>Forgets what is held, as when a port is opened again; the counts stay.</summary>
    public void Reset()
    {
        DiscardedOctets += Pending;
        (_start, _end, _delivered, _searched, _isSilent) = (0, 0, 0, 0, false);
    }

    /// <summary>What to make of the octets at the front.</summary>
    private Verdict Judge(out int length, out ModemCommand command)
    {
        SkipToStart();
        var held = _buffer.AsSpan(_start, _end - _start);
        (length, command) = (0, default);
        if (held.IsEmpty) return Verdict.Nothing;
        if (!ModemFrame.IsHeaderWhole(held)) return Verdict.Wait;
        if (!ModemFrame.TryReadHeader(held, out length, out command)) return Verdict.Refuse;
        bool isWhole = length <= held.Length;
        if (HasLengthOf(command, length))
        {
            if (!isWhole) return Verdict.Wait;
            return HoldsChain(held[..length]) ? Verdict.Refuse : Verdict.Frame;
        }

        if (HoldsFrame(held[..Math.Min(length, held.Length)])) return Verdict.Refuse;
        if (!isWhole) return Verdict.Wait;
        if (HasTextOf(command, held[..length])) return Verdict.Frame;
        if (held.Length > length) return held[length] == ModemFrame.Start ? Verdict.Frame : Verdict.Refuse;
        return _isSilent ? Verdict.Frame : Verdict.Wait;
    }

    private void SkipToStart()
    {
        var held = _buffer.AsSpan(_start, _end - _start);
        int skip = held.IndexOf(ModemFrame.Start);
        if (skip == 0) return;
        if (skip < 0) skip = held.Length;
        DiscardedOctets += skip;
        Drop(skip);
    }

    /// <summary>Whether a frame that fits its command lies whole within an uncertain one; what was decided is not searched again.</summary>
    private bool HoldsFrame(ReadOnlySpan<byte> uncertain)
    {
        int undecided = uncertain.Length;
        for (int at = Math.Max(_searched, 1); at < uncertain.Length; at++)
        {
            int skip = uncertain[at..].IndexOf(ModemFrame.Start);
            if (skip < 0) break;
            at += skip;
            var rest = uncertain[at..];
            if (IsFrameAt(rest, out int length)) return true;
            if (!ModemFrame.IsHeaderWhole(rest) || length > rest.Length) undecided = Math.Min(undecided, at);
        }

        _searched = undecided;
        return false;
    }

    /// <summary>
    /// Whether a frame lies whole within another and the next one's header right behind it: then the outer one was cut short, and
    /// what follows filled it up. A burst's random bits hold one such header every few minutes, two in a row never.
    /// </summary>
    private bool HoldsChain(ReadOnlySpan<byte> outer)
    {
        for (int at = 1; at < outer.Length; at++)
        {
            int skip = outer[at..].IndexOf(ModemFrame.Start);
            if (skip < 0) return false;
            at += skip;
            if (!IsFrameAt(outer[at..], out int length)) continue;
            var next = outer[(at + length)..];
            if (ModemFrame.TryReadHeader(next, out int nextLength, out var command) && HasLengthOf(command, nextLength)) return true;
            if (IsFrameAt(next, out _)) return true;
        }

        return false;
    }

    /// <summary>Whether octets begin with a whole frame that fits its command.</summary>
    private bool IsFrameAt(ReadOnlySpan<byte> octets, out int length) =>
        ModemFrame.TryReadHeader(octets, out length, out var command)
        && length <= octets.Length
        && (HasLengthOf(command, length) || HasTextOf(command, octets[..length]));

    private bool HasLengthOf(ModemCommand command, int length) =>
        length <= byte.MaxValue && CommandForms.LengthsOf(Direction, command).Contains((byte)length);

    private bool HasTextOf(ModemCommand command, ReadOnlySpan<byte> frame) =>
        CommandForms.TryGetText(Direction, frame, command, out var text) && !text.ContainsAnyExcept(_textOctets);

    private void Fill(ref ReadOnlySpan<byte> source)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var taken = source[..Math.Min(source.Length, BufferLength - _end)];
        taken.CopyTo(_buffer.AsSpan(_end));
        source = source[taken.Length..];
        _end += taken.Length;
        _isSilent = false;
    }

    private void Drop(int octets)
    {
        if (octets == 0) return;
        _start += octets;
        _searched = 0;
    }

    private enum Verdict
    {
        Nothing,
        Wait,
        Refuse,
        Frame,
    }
}
