using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Dmr.Data;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Radios;

/// <summary>
/// Makes the bursts of data and control signalling. A text is defined short data (ETSI TS 102 361-1, clause 9.2): preambles,
/// a header, blocks of rate 1/2 with the message's CRC-32 at the end; unconfirmed, without a terminator.
/// </summary>
internal sealed class DataBursts(RadioId source, ColorCode colorCode)
{
    private const byte Utf8 = 0x12;
    private const int MostBlocks = 63;
    private static readonly int _blockOctets = DataBlock.OctetsOf(DataType.RateHalf);

    public Transmission Csbk(uint target, AddressKind targetKind, params ReadOnlySpan<Csbk> blocks)
    {
        var bursts = ImmutableArray.CreateBuilder<TransmissionBurst>(blocks.Length);
        foreach (var block in blocks) AddCsbk(bursts, block);
        return new(source, target, targetKind, bursts.MoveToImmutable());
    }

    public Transmission Text(uint target, AddressKind targetKind, ReadOnlySpan<byte> utf8, int preambles)
    {
        int blocks = (utf8.Length + MessageCrc.Octets + _blockOctets - 1) / _blockOctets;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks, MostBlocks);
        byte[] message = new byte[blocks * _blockOctets];
        utf8.CopyTo(message);
        MessageCrc.Write(message);

        var bursts = Preambles(target, targetKind, preambles, blocks);
        int padding = message.Length - MessageCrc.Octets - utf8.Length;
        AddHeader(bursts, new DefinedShortDataHeader(
            targetKind, ResponseRequested: false, ServiceAccessPoint.ShortData, (byte)blocks, target, source, Utf8,
            SelectiveRepeat: false, IsFullMessage: true, (byte)(8 * padding)).ToHeader());
        for (int block = 0; block < blocks; block++) AddBlock(bursts, message.AsSpan(block * _blockOctets, _blockOctets));
        return new(source, target, targetKind, bursts.ToImmutable());
    }

    public Transmission Status(uint target, AddressKind targetKind, ushort code, int preambles)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, VirtualRadio.MostStatus);
        var bursts = Preambles(target, targetKind, preambles, blocks: 0);
        AddHeader(bursts, new RawOrStatusHeader(
            targetKind, ResponseRequested: false, ServiceAccessPoint.ShortData, AppendedBlocks: 0, target, source, 0, 0, code).ToHeader());
        return new(source, target, targetKind, bursts.ToImmutable());
    }

    private ImmutableArray<TransmissionBurst>.Builder Preambles(uint target, AddressKind targetKind, int preambles, int blocks)
    {
        var bursts = ImmutableArray.CreateBuilder<TransmissionBurst>();
        for (int left = preambles; left > 0; left--)
        {
            // What still follows: the other preambles, the header and the blocks.
            AddCsbk(bursts, new Preamble(DataFollows: true, targetKind, (byte)(left - 1 + 1 + blocks), target, source).ToCsbk());
        }

        return bursts;
    }

    private void AddCsbk(ImmutableArray<TransmissionBurst>.Builder bursts, in Csbk block)
    {
        byte[] burst = new byte[BurstLayout.BurstOctets];
        block.WriteBurst(burst, colorCode, SyncPattern.MobileData);
        bursts.Add(new(DmrdBurst.Csbk, burst));
    }

    private void AddHeader(ImmutableArray<TransmissionBurst>.Builder bursts, in DataHeader header)
    {
        byte[] burst = new byte[BurstLayout.BurstOctets];
        header.WriteBurst(burst, colorCode, SyncPattern.MobileData);
        bursts.Add(new(DmrdBurst.DataHeader, burst));
    }

    private void AddBlock(ImmutableArray<TransmissionBurst>.Builder bursts, ReadOnlySpan<byte> block)
    {
        byte[] burst = new byte[BurstLayout.BurstOctets];
        DataBlock.Write(burst, DataType.RateHalf, block, colorCode, SyncPattern.MobileData);
        bursts.Add(new(DmrdBurst.Rate12Data, burst));
    }
}
