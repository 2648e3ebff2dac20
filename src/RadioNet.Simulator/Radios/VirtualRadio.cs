using System.Collections.Immutable;
using System.Text;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Radios;

/// <summary>
/// A handset: makes the bursts that a mobile station sends (ETSI TS 102 361-1 and -2), bit-exact, with MS sync patterns as a
/// repeater hears them. It has no transmitter of its own: a virtual repeater sends what it makes.
/// </summary>
public sealed class VirtualRadio(RadioId id, ColorCode colorCode)
{
    private const int FramesPerSuperframe = DmrdBurstExtensions.SuperframeLength * VoiceBurst.Frames;

    /// <summary>The highest status: 10 bits.</summary>
    public const ushort MostStatus = 1023;

    /// <summary>A 49-bit AMBE+2 frame of silence, bit 0 as the highest.</summary>
    public static ulong AmbeSilence { get; } = DecodeSilence();

    /// <summary>Its address.</summary>
    public RadioId Id { get; } = id;

    /// <summary>The colour code that it transmits with.</summary>
    public ColorCode ColorCode { get; } = colorCode;

    /// <summary>Link controls that alternate with the call's in the embedded signalling: talker alias, position.</summary>
    public ImmutableArray<LinkControl> Interleaved { get; init; } = [];

    /// <summary>How many LC headers it sends: 1 or 2 by the standard, up to 8 from some repeaters.</summary>
    public int Headers { get; init; } = 1;

    /// <summary>The messages of a talker's alias, in UTF-8, for <see cref="Interleaved"/>; at most 27 octets.</summary>
    public static ImmutableArray<LinkControl> AliasMessages(string alias)
    {
        Span<LinkControl> messages = stackalloc LinkControl[TalkerAlias.MostMessages];
        return TalkerAlias.TrySplit(alias, TalkerAliasFormat.Utf8, messages, out int count)
            ? [.. messages[..count]]
            : throw new ArgumentException("An alias has at most 27 octets of UTF-8.", nameof(alias));
    }

    /// <summary>Talks to a talkgroup.</summary>
    /// <param name="group">The talkgroup.</param>
    /// <param name="frames">49-bit vocoder frames, bit 0 as the highest; filled up with the last to whole superframes.</param>
    /// <param name="options">Service options: emergency, broadcast, priority.</param>
    public Transmission CallGroup(TalkgroupId group, ReadOnlySpan<ulong> frames, ServiceOptions options = default) =>
        Talk(LinkControl.GroupVoice(group, Id, options), frames);

    /// <summary>Talks to one radio.</summary>
    public Transmission CallUnit(RadioId radio, ReadOnlySpan<ulong> frames, ServiceOptions options = default) =>
        Talk(LinkControl.UnitVoice(radio, Id, options), frames);

    /// <summary>Silence of a duration, rounded up to whole superframes of 360 ms.</summary>
    public static ulong[] SilenceFor(TimeSpan duration)
    {
        int frames = (int)Math.Ceiling(duration / TimeSpan.FromMilliseconds(20));
        ulong[] silence = new ulong[Math.Max(1, frames)];
        Array.Fill(silence, AmbeSilence);
        return silence;
    }

    /// <summary>Sends control signalling blocks, one a burst.</summary>
    /// <param name="target">The address that they are for.</param>
    /// <param name="targetKind">What <paramref name="target"/> names.</param>
    /// <param name="blocks">The blocks.</param>
    public Transmission SendCsbk(uint target, AddressKind targetKind, params ReadOnlySpan<Csbk> blocks) =>
        new DataBursts(Id, ColorCode).Csbk(target, targetKind, blocks);

    /// <summary>Sends a text as defined short data in UTF-8, at most 752 octets, unconfirmed.</summary>
    /// <param name="target">The address that it is for.</param>
    /// <param name="targetKind">What <paramref name="target"/> names.</param>
    /// <param name="text">The text.</param>
    /// <param name="preambles">CSBK preambles before it.</param>
    public Transmission SendText(uint target, AddressKind targetKind, string text, int preambles = 3) =>
        new DataBursts(Id, ColorCode).Text(target, targetKind, Encoding.UTF8.GetBytes(text), preambles);

    /// <summary>Sends a status: a short data header alone, whose code says it (ETSI TS 102 361-1, clause 9.2).</summary>
    /// <param name="target">The address that it is for.</param>
    /// <param name="targetKind">What <paramref name="target"/> names.</param>
    /// <param name="code">The status, 0 to <see cref="MostStatus"/>; what it means is the network's own.</param>
    /// <param name="preambles">CSBK preambles before it.</param>
    public Transmission SendStatus(uint target, AddressKind targetKind, ushort code, int preambles = 3) =>
        new DataBursts(Id, ColorCode).Status(target, targetKind, code, preambles);

    private Transmission Talk(in LinkControl call, ReadOnlySpan<ulong> frames)
    {
        if (frames.IsEmpty) throw new ArgumentException("A spurt has at least one vocoder frame.", nameof(frames));
        var bursts = ImmutableArray.CreateBuilder<TransmissionBurst>();
        byte[] header = new byte[BurstLayout.BurstOctets];
        FullLinkControl.WriteVoiceHeader(header, call, ColorCode, SyncPattern.MobileData);
        for (int i = 0; i < Headers; i++) bursts.Add(new(DmrdBurst.VoiceHeader, header));
        for (int superframe = 0; superframe * FramesPerSuperframe < frames.Length; superframe++)
        {
            AddSuperframe(bursts, EmbeddedFor(call, superframe), frames[(superframe * FramesPerSuperframe)..]);
        }

        byte[] terminator = new byte[BurstLayout.BurstOctets];
        FullLinkControl.WriteTerminator(terminator, call, ColorCode, SyncPattern.MobileData);
        bursts.Add(new(DmrdBurst.Terminator, terminator));
        return new(Id, call.Target, call.TargetKind, bursts.ToImmutable());
    }

    // The call's own link control comes first and then every second time, so that a late listener can enter.
    private LinkControl EmbeddedFor(in LinkControl call, int superframe) =>
        Interleaved.IsEmpty || superframe % 2 == 0 ? call : Interleaved[superframe / 2 % Interleaved.Length];

    private void AddSuperframe(ImmutableArray<TransmissionBurst>.Builder bursts, in LinkControl embedded, ReadOnlySpan<ulong> frames)
    {
        Span<uint> fragments = stackalloc uint[EmbeddedLinkControl.Fragments];
        Span<ulong> speech = stackalloc ulong[VoiceBurst.Frames];
        EmbeddedLinkControl.Encode(embedded, fragments);
        for (int index = 0; index < DmrdBurstExtensions.SuperframeLength; index++)
        {
            for (int frame = 0; frame < speech.Length; frame++)
            {
                speech[frame] = frames[Math.Min((index * VoiceBurst.Frames) + frame, frames.Length - 1)];
            }

            byte[] burst = new byte[BurstLayout.BurstOctets];
            VoiceBurst.Encode(burst, speech);
            VoiceMiddle.Write(burst, index, fragments, ColorCode, SyncPattern.MobileVoice);
            bursts.Add(new(DmrdBurstExtensions.FromSuperframeIndex(index), burst));
        }
    }

    private static ulong DecodeSilence()
    {
        bool isWhole = VocoderFrame.TryDecode(VocoderFrame.Silence, out ulong info, out _);
        return isWhole ? info : throw new InvalidOperationException("The frame of silence does not decode.");
    }
}
