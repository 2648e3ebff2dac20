using RadioNet.BaseStation.Fallback;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Tests.Fallback;

/// <summary>A spurt with its bursts, as the carrier's voice thread has them.</summary>
internal sealed class Talk
{
    private readonly LocalSource _source;
    private int _next;
    private byte _mark;
    private bool _isOver;

    public Talk(HeardSpurt spurt, LocalSource source)
    {
        (Spurt, _source) = (spurt, source);
        source.Begin(spurt.Ingress);
    }

    public HeardSpurt Spurt { get; }

    public IngressId Ingress => Spurt.Ingress;

    public bool IsLocal => _source.IsLocal;

    /// <summary>Sends the header.</summary>
    public void Header() => Send(DmrdBurst.VoiceHeader, burst => FullLinkControl.WriteVoiceHeader(burst, LinkControlOf(), new ColorCode(1)));

    /// <summary>Sends voice bursts; each has a mark of its own, from 1.</summary>
    public void Voice(int bursts, int ahead = 1)
    {
        for (var i = 0; i < bursts; i++)
        {
            var mark = ++_mark;
            Send(DmrdBurstExtensions.FromSuperframeIndex(_next++ % 6), burst => burst[0] = mark, ahead);
        }
    }

    public void Block(byte mark) => Send(DmrdBurst.Rate34Data, burst => burst[0] = mark);

    public void Stop(bool withTerminator)
    {
        if (!_isOver && withTerminator && !Spurt.IsData)
        {
            Send(DmrdBurst.Terminator, burst => FullLinkControl.WriteTerminator(burst, LinkControlOf(), new ColorCode(1)));
        }

        _isOver = true;
        _source.End();
    }

    private LinkControl LinkControlOf()
    {
        var options = new Protocols.Dmr.ServiceOptions(Spurt.Options.Octet);
        return Spurt.TargetKind == AddressKind.Unit
            ? LinkControl.UnitVoice(new RadioId(Spurt.Target), Spurt.Source, options)
            : LinkControl.GroupVoice(new TalkgroupId(Spurt.Target), Spurt.Source, options);
    }

    private delegate void Fill(Span<byte> burst);

    private void Send(DmrdBurst kind, Fill fill, int ahead = 1)
    {
        Span<byte> burst = stackalloc byte[DmrdPacket.BurstLength];
        fill(burst);
        _source.Forward(
            new LinkBurst { Burst = kind, Slot = Spurt.At.Slot, Source = Spurt.Source, TargetKind = Spurt.TargetKind, Target = Spurt.Target },
            burst, ahead);
    }
}
