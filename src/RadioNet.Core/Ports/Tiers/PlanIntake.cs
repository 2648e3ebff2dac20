using System.Buffers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Core.Access;
using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Takes the plan that a parent offers, part by part: nothing is asked for that is not newer and signed by the root, and nothing
/// comes out that is not what was signed. One intake a session; one message at a time.
/// </summary>
/// <param name="authority">The CA's certificate.</param>
/// <param name="node">This node's id.</param>
/// <param name="readings">Reads the plans of the process's nodes.</param>
/// <param name="held">What this node holds of the root's plan; 0 when nothing.</param>
internal sealed class PlanIntake(X509Certificate2 authority, string node, PlanReadings readings, Func<int> held)
{
    private const int LargestSheet = 16 * 1024 * 1024;

    private ArrayBufferWriter<byte> _octets = new();
    private PlanOffer? _offer;

    /// <summary>Looks at an offer; what to ask for, or why not to.</summary>
    public (PlanAsk? Ask, LocalizedText? Problem) Begin(PlanOffer offer)
    {
        _offer = null;
        _octets.ResetWrittenCount();
        if (offer.Sha256.Length != SHA256.HashSizeInBytes
            || !PlanSeal.IsWhole(authority, offer.Network, offer.Number, offer.Sha256.Span, offer.Signature.Span))
        {
            return (null, new LocalizedText(
                $"Bản quy hoạch {offer.Number} không có chữ ký của nút gốc. Có ai đứng giữa, hoặc nút cấp trên đã bị xâm nhập.",
                $"Revision {offer.Number} of the plan has not the root's signature. Somebody stands in between, or the node above was broken into."));
        }

        if (offer.Number <= held())
        {
            return (null, new LocalizedText(
                $"Bản quy hoạch {offer.Number} không mới hơn bản {held()} của nút này.",
                $"Revision {offer.Number} of the plan is no newer than revision {held()}, which this node has."));
        }

        if (offer.TextSize is 0 or > ApiLimits.LargestMessage || offer.SheetSize is 0 or > LargestSheet)
        {
            return (null, new LocalizedText(
                $"Bản quy hoạch {offer.Number} lớn quá mức.", $"Revision {offer.Number} of the plan is larger than any plan is."));
        }

        _offer = offer;
        return (new PlanAsk { Number = offer.Number }, null);
    }

    /// <summary>Takes a part: the next one to ask for, the plan when it is whole, or why it is none. Nothing for a part of what was not asked.</summary>
    public (PlanAsk? Ask, ReceivedPlan? Plan, LocalizedText? Problem) Take(PlanPart part)
    {
        if (_offer is not { } offer || part.Number != offer.Number || part.Offset != _octets.WrittenCount || part.Octets.IsEmpty)
        {
            return default;
        }

        _octets.Write(part.Octets.Span);
        if (_octets.WrittenCount < offer.TextSize + offer.SheetSize)
        {
            return (new PlanAsk { Number = offer.Number, Offset = (uint)_octets.WrittenCount }, null, null);
        }

        _offer = null;
        var (plan, problem) = _octets.WrittenCount == offer.TextSize + offer.SheetSize ? Open(offer) : (null, Damaged(offer.Number));
        _octets = new();
        return (null, plan, problem);
    }

    private static LocalizedText Damaged(int number) => new(
        $"Bản quy hoạch {number} nhận được không đúng như nút gốc đã ký.",
        $"Revision {number} of the plan as it came is not what the root signed.");

    private (ReceivedPlan? Plan, LocalizedText? Problem) Open(PlanOffer offer)
    {
        var read = readings.Read(_octets.WrittenSpan[..(int)offer.TextSize]);
        var sheet = PackedOctets.Unpack(_octets.WrittenMemory[(int)offer.TextSize..], LargestSheet);
        if (read is null || !offer.Sha256.Span.SequenceEqual(read.Sha256) || sheet is null || Secrets(sheet) is not { } secrets)
        {
            return (null, Damaged(offer.Number));
        }

        var reading = read.Reading;
        if (!reading.Succeeded)
        {
            return (null, new LocalizedText(
                $"Phần mềm của nút này không đọc được bản quy hoạch {offer.Number} ({reading.Errors[0]}). Hãy cập nhật nút này.",
                $"This node's software does not read revision {offer.Number} of the plan ({reading.Errors[0]}). Update this node."));
        }

        if (reading.Plan.Nodes.All(one => one.Id != node))
        {
            return (null, new LocalizedText(
                $"Bản quy hoạch {offer.Number} không có nút {node}; nút này giữ bản cũ.",
                $"Revision {offer.Number} of the plan has no node {node}, which keeps the one before."));
        }

        var kept = new SealedPlan(offer.Network, offer.Number, read.Sha256, offer.Signature.ToByteArray(), read.Packed);
        return (new ReceivedPlan(kept, secrets, read.With(secrets, offer.Number)), null);
    }

    private static SecretsSheet? Secrets(byte[] sheet)
    {
        try
        {
            var read = SecretsOfNode.Parser.ParseFrom(sheet);
            return new SecretsSheet(
                read.Secrets.DistinctBy(one => one.Repeater).Select(one => KeyValuePair.Create(new RepeaterId(one.Repeater), one.Secret)),
                read.Users.DistinctBy(one => one.Name).Select(one => KeyValuePair.Create(one.Name, one.PasswordHash)));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
