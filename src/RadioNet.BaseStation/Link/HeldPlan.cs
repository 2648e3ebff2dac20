using Google.Protobuf;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Link;

/// <summary>The base station's part of the network plan, as it holds it.</summary>
/// <param name="Revision">The revision of the network's plan that it was cut from.</param>
/// <param name="Plan">The part.</param>
/// <param name="Text">The same as its node wrote it.</param>
public sealed record HeldPlan(int Revision, NetworkPlan Plan, string Text)
{
    /// <summary>SHA-256 of the text, 32 octets: nodes number their revisions apart, so the number alone does not say what it holds.</summary>
    public ByteString Sha256 { get; } = ByteString.CopyFrom(PlanHash.OfText(Text));
}
