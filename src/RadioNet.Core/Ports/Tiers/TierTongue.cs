using RadioNet.Api;
using RadioNet.Api.Links;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>The tier link's messages that every kind of link has.</summary>
internal static class TierTongue
{
    public static readonly LinkTongue<FromChild, ToChild> Tongue = new(
        channel => new TierLinkService.TierLinkServiceClient(channel).Attach(),
        said => said.Welcome is not null,
        number => new FromChild { Ping = new LinkPing { Number = number } },
        () => new FromChild { Goodbye = new Goodbye() })
    {
        MostUnsent = AttachedChild.MostUnsent,
    };

    /// <summary>What a child says that it runs.</summary>
    public static string Software { get; } = $"RadioNet {typeof(TierTongue).Assembly.GetName().Version}";
}
