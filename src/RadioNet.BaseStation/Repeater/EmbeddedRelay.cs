using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// The embedded signalling of a stream that is played (ETSI TS 102 361-1, clause 7.1.3): each superframe carries one whole message,
/// the call's own link control as this end knows it, or another that came with the stream (talker alias, position), one
/// superframe later. So no lost burst leaves a message torn.
/// </summary>
internal sealed class EmbeddedRelay
{
    private const int LastBurst = 5;

    private readonly uint[] _fragments = new uint[EmbeddedLinkControl.Fragments];
    private EmbeddedLinkControlAccumulator _incoming;
    private LinkControl _waiting;
    private bool _isWaiting;

    /// <summary>Begins a stream.</summary>
    public void Reset()
    {
        _incoming.Reset();
        _isWaiting = false;
    }

    /// <summary>A burst of the stream is missing.</summary>
    public void Miss() => _incoming.Reset();

    /// <summary>Hears the stream's next voice burst, A (0) to F (5).</summary>
    /// <param name="burst">As it came.</param>
    /// <param name="index">Its place in the superframe that it came in.</param>
    /// <param name="own">The call's link control; its service options follow the stream's.</param>
    public void Hear(ReadOnlySpan<byte> burst, int index, ref LinkControl own)
    {
        if (index == 0 || !_incoming.TryAdd(burst, out var heard)) return;
        if (!heard.IsVoiceCall) (_waiting, _isWaiting) = (heard, true);
        else if (heard.TargetKind == own.TargetKind && heard.Target == own.Target && heard.Source == own.Source) own = heard;
    }

    /// <summary>Begins a superframe: its message is chosen.</summary>
    public void BeginSuperframe(in LinkControl own)
    {
        EmbeddedLinkControl.Encode(_isWaiting ? _waiting : own, _fragments);
        _isWaiting = false;
    }

    /// <summary>Writes the middle of a burst that is played; its speech stays.</summary>
    /// <param name="burst">The burst, as it came where it is one of the stream's.</param>
    /// <param name="position">Its place in the superframe that is played, A (0) to F (5).</param>
    /// <param name="index">Its place in the superframe that it came in; −1 when it was put in.</param>
    /// <param name="colorCode">The carrier's.</param>
    /// <param name="voiceSync">The carrier's.</param>
    public void Write(Span<byte> burst, int position, int index, ColorCode colorCode, SyncPattern voiceSync)
    {
        if (position == 0)
        {
            Sync.Write(burst, voiceSync);
            return;
        }

        Emb emb = default;
        bool readable = index > 0 && Emb.TryRead(burst, out emb);

        // Burst F carries a single fragment, or nothing; a fragment stays where it came.
        bool keeps = position == LastBurst && index == LastBurst && readable && emb.Lcss == Lcss.Single;
        if (!keeps) BurstLayout.WriteEmbedded(burst, position == LastBurst ? 0 : _fragments[position - 1]);
        new Emb(colorCode, readable && emb.PowerControl, VoiceMiddle.LcssAt(position)).Write(burst);
    }
}
