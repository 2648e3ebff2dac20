using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Plan;

namespace RadioNet.Core.Ports.Sites;

/// <summary>What of the plan a base station is given.</summary>
/// <param name="Plan">The plan that it is cut from.</param>
/// <param name="Text">Its canonical text.</param>
/// <param name="Sha256">The text's hash, 32 octets.</param>
internal sealed record StationPart(PlanIndex Plan, string Text, ByteString Sha256)
{
    /// <summary>Cuts it out; null when the plan has no such base station. It takes its time with a large plan: never under a lock.</summary>
    public static StationPart? Cut(PlanIndex plan, string site, string baseStation)
    {
        if (PlanTrim.ForStation(plan, site, baseStation) is not { } part)
        {
            return null;
        }

        var text = PlanWriter.Write(part);
        return new StationPart(plan, text, ByteString.CopyFrom(PlanHash.OfText(text)));
    }

    /// <summary>Whether a base station that attaches holds this very part.</summary>
    public bool IsHeldBy(Attach hello) => hello.Revision == Plan.Revision && hello.PlanSha256 == Sha256;

    /// <summary>As it is sent.</summary>
    public StationPlan Message() => new() { Revision = Plan.Revision, Yaml = Text, Sha256 = Sha256 };
}
