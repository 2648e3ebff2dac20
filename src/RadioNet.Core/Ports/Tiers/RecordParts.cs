using System.Buffers;
using Google.Protobuf;
using RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Joins the parts of one child's large records (<c>tier_records.proto</c>).</summary>
internal sealed class RecordParts
{
    /// <summary>The most octets of a record: as it comes, and unpacked.</summary>
    private const int MostPacked = 2 * 1024 * 1024;
    private const int Most = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _octets = new();
    private (NodeStore? Store, long Number) _of;

    /// <summary>
    /// Takes a part: the record when it is whole, without a call when it is none. Null for a part that is not the last, or does not
    /// follow what came; a first part begins anew.
    /// </summary>
    public NodeRecord? Take(NodeRecordPart part)
    {
        lock (_gate)
        {
            if (part.Offset == 0)
            {
                _octets.Clear();
                _of = (part.Store, part.Number);
            }

            if (!Equals(_of, (part.Store, part.Number)) || part.Offset != _octets.WrittenCount || _octets.WrittenCount + part.Octets.Length > MostPacked)
            {
                return null;
            }

            _octets.Write(part.Octets.Span);
            if (part.More)
            {
                return null;
            }

            var record = new NodeRecord { Store = part.Store, Number = part.Number, Previous = part.Previous, Call = Read(PackedOctets.Unpack(_octets.WrittenMemory, Most)) };
            _octets.Clear();
            _of = default;
            return record;
        }
    }

    private static Call? Read(byte[]? octets)
    {
        try
        {
            return octets is null ? null : Call.Parser.ParseFrom(octets);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
