using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace RadioNet.Simulator.Speech;

/// <summary>
/// The phrases as 49-bit vocoder frames of 20 ms each, bit 0 as the highest. Codec 2 at 2400 bit/s in the first 48 bits, the
/// last bit 0: this project's own, non-standard use of DMR's vocoder frames (the plan's <c>codec2-2400</c>).
/// </summary>
public static class SpokenPhrases
{
    /// <summary>Octets of a Codec 2 frame at 2400 bit/s.</summary>
    public const int FrameOctets = 6;

    /// <summary>What Codec 2 at 2400 bit/s makes of digital silence, at its lowest energy, as a 49-bit frame.</summary>
    public const ulong Silence = 0x0040_95D7_77C8UL << 1;

    private static readonly ConcurrentDictionary<Phrase, ImmutableArray<ulong>> _frames = new();

    /// <summary>A phrase's frames.</summary>
    public static ImmutableArray<ulong> Frames(Phrase phrase) => _frames.GetOrAdd(phrase, Load);

    /// <summary>Reads frames of 6 octets into the first 48 of 49 bits each.</summary>
    public static ImmutableArray<ulong> Unpack(ReadOnlySpan<byte> octets)
    {
        if (octets.Length % FrameOctets != 0) throw new ArgumentException("Codec 2 frames at 2400 bit/s have 6 octets.", nameof(octets));
        var frames = ImmutableArray.CreateBuilder<ulong>(octets.Length / FrameOctets);
        for (; octets.Length > 0; octets = octets[FrameOctets..])
        {
            ulong bits = 0;
            foreach (byte octet in octets[..FrameOctets]) bits = (bits << 8) | octet;
            frames.Add(bits << 1);
        }

        return frames.MoveToImmutable();
    }

    private static ImmutableArray<ulong> Load(Phrase phrase)
    {
        string name = ResourceName(phrase);
        using var stream = typeof(SpokenPhrases).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The phrase {name} is not in this assembly.");
        byte[] octets = new byte[stream.Length];
        stream.ReadExactly(octets);
        return Unpack(octets);
    }

    private static string ResourceName(Phrase phrase) => phrase switch
    {
        Phrase.CommandCallsTeam1Vi => "vi-chi-huy-goi-doi-1.codec2",
        Phrase.Team1AnswersVi => "vi-doi-1-tra-loi.codec2",
        Phrase.SiteReportsVi => "vi-tram-bao-cao.codec2",
        Phrase.EmergencyVi => "vi-khan-cap.codec2",
        Phrase.CommandCallsTeam1En => "en-command-to-team-1.codec2",
        Phrase.Team1AnswersEn => "en-team-1-answers.codec2",
        Phrase.SiteReportsEn => "en-site-reports.codec2",
        Phrase.EmergencyEn => "en-emergency.codec2",
        _ => throw new ArgumentOutOfRangeException(nameof(phrase), phrase, "There is no such phrase."),
    };
}
