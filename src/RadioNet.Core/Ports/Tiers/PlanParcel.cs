using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Core.Storage;
using RadioNet.Plan;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>A revision of the plan on its way to one child: the same text for all, and the secrets that this one may know.</summary>
internal sealed class PlanParcel
{
    /// <summary>The largest part in octets: so long may another message have to wait.</summary>
    private const int PartSize = 32 * 1024;

    private readonly SealedPlan _plan;
    private readonly byte[] _sheet;

    /// <summary>Packs for a node.</summary>
    /// <param name="plan">The revision.</param>
    /// <param name="secrets">The same with the secrets that are known here.</param>
    /// <param name="node">Whom it is for.</param>
    public PlanParcel(SealedPlan plan, PlanIndex secrets, string node)
    {
        _plan = plan;
        var (sheet, held) = (new SecretsOfNode(), SecretsSheet.For(secrets, node));
        sheet.Secrets.Add(held.Secrets.Select(one => new RepeaterSecret { Repeater = one.Key.Value, Secret = one.Value }));
        sheet.Users.Add(held.Users.Select(one => new UserSecret { Name = one.Key, PasswordHash = one.Value }));
        _sheet = PackedOctets.Pack(sheet.ToByteArray());
    }

    /// <summary>The revision's number.</summary>
    public int Number => _plan.Number;

    /// <summary>Whether who said this has it.</summary>
    public bool IsHeldBy(PlanHeld? held) => held is not null && held.Number == _plan.Number && held.Sha256.Span.SequenceEqual(_plan.Sha256);

    public PlanOffer Offer() => new()
    {
        Network = _plan.Network,
        Number = _plan.Number,
        Sha256 = ByteString.CopyFrom(_plan.Sha256),
        Signature = ByteString.CopyFrom(_plan.Signature),
        TextSize = (uint)_plan.PackedText.Length,
        SheetSize = (uint)_sheet.Length,
    };

    /// <summary>The part that begins at an offset; null when there is none.</summary>
    public PlanPart? Part(PlanAsk ask)
    {
        if (ask.Number != _plan.Number || ask.Offset >= _plan.PackedText.Length + _sheet.Length)
        {
            return null;
        }

        var offset = (int)ask.Offset;
        var (from, at) = offset < _plan.PackedText.Length ? (_plan.PackedText, offset) : (_sheet, offset - _plan.PackedText.Length);
        return new PlanPart { Number = ask.Number, Offset = ask.Offset, Octets = UnsafeByteOperations.UnsafeWrap(from.AsMemory(at, Math.Min(PartSize, from.Length - at))) };
    }
}
