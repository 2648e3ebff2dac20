using RadioNet.Protocols.M17;
using RadioNet.Voice.M17;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.M17;

/// <summary>A call that is said at a reflector: its one decoding, and who talks.</summary>
internal sealed class SaidCall
{
    private static readonly M17Type _voice = M17Type.PlainVoice();

    private (ulong Spurt, M17Address Talker) _last;
    private (ulong Spurt, M17Address Talker) _before;

    /// <summary>Transcodes it; null while nothing has to, or can.</summary>
    public DmrToM17? Edge { get; set; }

    /// <summary>Whether nothing here can.</summary>
    public bool IsUnheard { get; set; }

    /// <summary>Whether somebody talks.</summary>
    public bool IsTalking { get; set; }

    /// <summary>Whether what is said now goes to the reflector.</summary>
    public bool IsOurs { get; set; }

    /// <summary>Whether some of what is said now went there.</summary>
    public bool IsSaid { get; set; }

    /// <summary>The stream that has the spurt's voice.</summary>
    public StreamId Stream { get; set; }

    /// <summary>The spurt's number.</summary>
    public ulong Spurt { get; set; }

    /// <summary>Who talks.</summary>
    public M17Address Talker { get; set; }

    /// <summary>When something came of it last.</summary>
    public TimeSpan LastHeard { get; set; }

    /// <summary>Notes who says a spurt: a decoder that works elsewhere begins it when the next one may be there already.</summary>
    public void Note(ulong spurt, M17Address talker) => (_before, _last) = (_last, (spurt, talker));

    /// <summary>Who calls whom in a spurt; null for one that is forgotten.</summary>
    public M17LinkSetup? SetupOf(ulong spurt) =>
        spurt == _last.Spurt ? Of(_last.Talker) : spurt == _before.Spurt ? Of(_before.Talker) : null;

    private static M17LinkSetup Of(M17Address talker) => new(M17Address.Broadcast, talker, _voice);
}
