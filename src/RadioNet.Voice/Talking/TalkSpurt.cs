using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Voice.Talking;

/// <summary>What a talker's bursts say beside the speech.</summary>
/// <param name="Call">Who calls whom; header, terminator and superframes carry it.</param>
/// <param name="ColorCode">The colour code in the bursts; routers give each destination its own.</param>
public sealed record TalkSpurt(LinkControl Call, ColorCode ColorCode)
{
    /// <summary>Messages that every other superframe carries in turn, such as <see cref="TalkerAlias"/>'s.</summary>
    public ImmutableArray<LinkControl> Interleaved { get; init; } = [];

    /// <summary>What a superframe carries: the call's own link control comes first and then every second time, so that a late listener can enter.</summary>
    internal LinkControl Embedded(int superframe) =>
        Interleaved.IsEmpty || superframe % 2 == 0 ? Call : Interleaved[superframe / 2 % Interleaved.Length];
}
