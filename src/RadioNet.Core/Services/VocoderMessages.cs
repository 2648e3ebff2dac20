using System.Collections.Immutable;
using RadioNet.Api;
using RadioNet.Core.Vocoding;
using RadioNet.Plan.Model;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Core.Services;

/// <summary>The node's vocoders as the API says them.</summary>
internal static class VocoderMessages
{
    /// <summary>Those that talkgroups of the plan name, and the one that the node's options give chips or libraries for.</summary>
    public static IEnumerable<VocoderStatus> Of(NodeVocoders vocoders, ImmutableArray<Plan.Model.Talkgroup> talkgroups) =>
        from kind in Enum.GetValues<VocoderKind>()
        let users = talkgroups.Count(talkgroup => talkgroup.Vocoder == kind)
        where users > 0 || (kind == VocoderKind.Ambe2 && vocoders.HasPlaces)
        select Of(vocoders.Of(kind), users);

    private static VocoderStatus Of(IVocoder vocoder, int users)
    {
        var here = vocoder.Availability;
        var status = new VocoderStatus
        {
            Name = vocoder.Name,
            Talkgroups = users,
            CanDecode = here.CanDecode,
            CanEncode = here.CanEncode,
            Provider = here.Provider is { } provider ? Of(provider) : null,
        };
        status.Missing.AddRange(here.Missing.Select(Of));
        return status;
    }

    private static Api.LocalizedText Of(VocoderText text) => new() { Vi = text.Vi, En = text.En };
}
