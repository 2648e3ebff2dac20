using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Playing;

namespace RadioNet.Voice.Tests.Playing;

/// <summary>A player that is fed burst by burst, at times in milliseconds.</summary>
internal sealed class PlayerRig : IDisposable
{
    public const ulong Call = 7;

    private static readonly byte[] _empty = new byte[33];

    public PlayerRig(PlayingOptions? options = null)
    {
        options ??= new PlayingOptions { LevelControl = false };
        Meter = new ArrivalMeter(options);
        Assert.True(CallPlayer.TryOpen(new NumberVocoder(), Call, Heard, out var player, out var refusal, options: options, meter: Meter), refusal?.En);
        Player = player;
    }

    public ArrivalMeter Meter { get; }

    public CallPlayer Player { get; }

    public HeardPieces Heard { get; } = new();

    /// <summary>A header comes, with the number before the first voice burst's.</summary>
    public void Header(double at, ulong spurt = 1) => Take(at, DmrdBurst.VoiceHeader, 255, _empty, spurt);

    /// <summary>Voice burst n of a spurt comes; it has the frames 3 n + 1 to 3 n + 3.</summary>
    public void Voice(double at, int burst, ulong spurt = 1) =>
        Take(at, DmrdBurstExtensions.FromSuperframeIndex(burst % 6), (byte)burst, NumberVocoder.BurstOf(burst), spurt);

    public void Terminator(double at, int bursts, ulong spurt = 1) => Take(at, DmrdBurst.Terminator, (byte)bursts, _empty, spurt);

    public void Take(double at, DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload, ulong spurt)
    {
        Wait(at);
        Player.Take(new SpokenBurst { Spurt = spurt, Burst = burst, Sequence = sequence, Arrived = Heard.Now, Payload = payload }, Heard.Now);
    }

    /// <summary>Time passes: what is due is played at its time.</summary>
    public void Wait(double until)
    {
        var end = TimeSpan.FromMilliseconds(until);
        while (Player.DueAt <= end)
        {
            Heard.Now = Player.DueAt > Heard.Now ? Player.DueAt : Heard.Now;
            Player.Advance(Heard.Now);
        }

        if (end > Heard.Now) Heard.Now = end;
    }

    public void Dispose() => Player.Dispose();
}
