using System.Text;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Data;

namespace RadioNet.Simulator.Air;

/// <summary>
/// Puts a text together from a defined short data header and its blocks of rate 1/2 (ETSI TS 102 361-1, clauses 8.2 and 9.2);
/// unconfirmed, in UTF-8 or ISO 8859-1. A message whose CRC is wrong is dropped, as are other formats.
/// </summary>
internal sealed class TextEar
{
    private const byte Utf8Format = 0x12;
    private static readonly int _blockOctets = DataBlock.OctetsOf(DataType.RateHalf);

    private DefinedShortDataHeader _header;
    private byte[] _message = [];
    private int _blocks;

    public void OnHeader(ReadOnlySpan<byte> burst)
    {
        (_message, _blocks) = ([], 0);
        if (!DataHeader.TryReadBurst(burst, out var header, out _) || !DefinedShortDataHeader.TryRead(header, out _header)) return;
        _message = new byte[_header.AppendedBlocks * _blockOctets];
    }

    /// <summary>Takes a block; gives the text that it completes.</summary>
    public HeardText? OnBlock(ReadOnlySpan<byte> burst, TimeSpan at)
    {
        if (_message.Length == 0) return null;
        DataBlock.TryRead(burst, DataType.RateHalf, _message.AsSpan(_blocks * _blockOctets, _blockOctets), out _);
        if (++_blocks < _header.AppendedBlocks) return null;
        byte[] message = _message;
        (_message, _blocks) = ([], 0);
        if (!MessageCrc.IsRight(message)) return null;
        int length = Math.Clamp(message.Length - MessageCrc.Octets - _header.PadBits / 8, 0, message.Length - MessageCrc.Octets);
        var encoding = _header.DataFormat == Utf8Format ? Encoding.UTF8 : Encoding.Latin1;
        return new(_header.Source, _header.Target, _header.TargetKind, encoding.GetString(message.AsSpan(0, length)), at);
    }
}
