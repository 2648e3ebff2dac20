using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Tests.Architecture;

/// <summary>Plan and voice path do not know each other; what they share is a vocoder's name.</summary>
public sealed class VocoderNamesTests
{
    [Theory]
    [InlineData(VocoderNames.Ambe2, VocoderKind.Ambe2)]
    [InlineData(VocoderNames.Codec2At2400, VocoderKind.Codec2At2400)]
    public void A_plans_vocoder_is_found_in_the_catalogue_by_its_word(string name, VocoderKind kind)
    {
        var reading = PlanReader.Read(
            $"""
            network: n
            tiers:
              - level: 1
                name: Province
            places:
              - id: hill
                tier: 1
                name: Hill
            nodes:
              - id: core
                at: hill
            talkgroups:
              - id: 101
                home: hill
                vocoder: {name}
            """);

        Assert.Equal(kind, Assert.Single(reading.Plan!.Talkgroups).Vocoder);
        Assert.NotNull(new VocoderCatalogue(new VocoderSources()).Find(name));
        Assert.Equal(2, Enum.GetValues<VocoderKind>().Length);
    }
}
