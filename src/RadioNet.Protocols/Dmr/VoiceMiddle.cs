namespace RadioNet.Protocols.Dmr;

/// <summary>The middle of the voice bursts of a superframe (ETSI TS 102 361-1, clauses 5.1.2.1 and 6.1): sync in A, embedded signalling in B to F.</summary>
public static class VoiceMiddle
{
    /// <summary>Bursts of a superframe.</summary>
    public const int Bursts = 6;

    /// <summary>Which fragment voice burst B (1) to F (5) carries.</summary>
    public static Lcss LcssAt(int index) => index > EmbeddedLinkControl.Fragments ? Lcss.Single : EmbeddedLinkControl.LcssOf(index - 1);

    /// <summary>Writes the middle of a burst; its speech stays.</summary>
    /// <param name="burst">The 33-octet burst.</param>
    /// <param name="index">Its place in the superframe, A (0) to F (5).</param>
    /// <param name="fragments">The superframe's link control, of <see cref="EmbeddedLinkControl.Encode"/>; F carries nothing of it.</param>
    /// <param name="colorCode">The carrier's colour code.</param>
    /// <param name="sync">The voice sync of A.</param>
    public static void Write(Span<byte> burst, int index, ReadOnlySpan<uint> fragments, ColorCode colorCode, SyncPattern sync)
    {
        if (index == 0)
        {
            Sync.Write(burst, sync);
            return;
        }

        new Emb(colorCode, PowerControl: false, LcssAt(index)).Write(burst);
        BurstLayout.WriteEmbedded(burst, index <= EmbeddedLinkControl.Fragments ? fragments[index - 1] : 0);
    }
}
