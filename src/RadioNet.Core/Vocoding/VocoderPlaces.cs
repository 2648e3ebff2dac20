using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RadioNet.Plan.Model;
using RadioNet.Voice.Vocoders;
using RadioNet.Voice.Vocoders.Ambe;

namespace RadioNet.Core.Vocoding;

/// <summary>Where this machine has vocoders beside what every machine has: chips and libraries, as the node's options name them.</summary>
/// <param name="Chips">AMBE chips, in the order in which they are used.</param>
/// <param name="Libraries">Files of libraries that code AMBE+2, used when no chip is free.</param>
public sealed record VocoderPlaces(ImmutableArray<AmbeAddress> Chips, ImmutableArray<string> Libraries)
{
    /// <summary>Reads the options' words.</summary>
    /// <param name="chips">Of <c>--ambe</c>.</param>
    /// <param name="libraries">Of <c>--vocoder-library</c>: <c>NAME=FILE</c>.</param>
    /// <param name="places">What they say.</param>
    /// <param name="problems">What is wrong with them, a sentence each.</param>
    public static bool TryRead(
        IReadOnlyList<string> chips, IReadOnlyList<string> libraries, [NotNullWhen(true)] out VocoderPlaces? places, out IReadOnlyList<LocalizedText> problems)
    {
        ArgumentNullException.ThrowIfNull(chips);
        ArgumentNullException.ThrowIfNull(libraries);
        var wrong = new List<LocalizedText>();
        var addresses = new List<AmbeAddress>();
        foreach (var word in chips)
        {
            if (!AmbeAddress.TryParse(word, out var address, out var problem))
            {
                wrong.Add(problem.Localized());
            }
            else if (addresses.Contains(address))
            {
                wrong.Add(new(
                    $"--ambe {word} được ghi hai lần; một thiết bị chỉ phục vụ một lần. Hãy bỏ bớt một.",
                    $"--ambe {word} is there twice; a device serves once. Leave one out."));
            }
            else
            {
                addresses.Add(address);
            }
        }

        var files = libraries.Select(word => FileOf(word, wrong)).OfType<string>().Distinct().ToImmutableArray();
        problems = wrong;
        places = wrong.Count == 0 ? new VocoderPlaces([.. addresses], files) : null;
        return places is not null;
    }

    private static string? FileOf(string word, List<LocalizedText> wrong)
    {
        if (word.Split('=', 2) is [VocoderNames.Ambe2, { Length: > 0 } file])
        {
            return Path.GetFullPath(file);
        }

        wrong.Add(new(
            $"--vocoder-library {word} không phải NAME=FILE như {VocoderNames.Ambe2}=/opt/vocoder/libambe.so; thư viện ngoài chỉ dùng được cho {VocoderNames.Ambe2}.",
            $"--vocoder-library {word} is no NAME=FILE such as {VocoderNames.Ambe2}=/opt/vocoder/libambe.so; a library can serve {VocoderNames.Ambe2} alone."));
        return null;
    }
}
