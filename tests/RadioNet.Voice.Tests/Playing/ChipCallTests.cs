using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Tests.Talking;
using RadioNet.Voice.Tests.Vocoders;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.Playing;

/// <summary>Calls by a chip, which answers some milliseconds later and on a thread of its own.</summary>
public sealed class ChipCallTests : IDisposable
{
    private static readonly TalkSpurt _spurt = new(LinkControl.GroupVoice(new TalkgroupId(1), new RadioId(2)), new ColorCode(1));

    private readonly AmbeRig _rig = AmbeRig.Up();
    private readonly AutoResetEvent _ready = new(false);

    [Fact]
    public void A_call_is_heard_in_order_as_the_chip_answers()
    {
        var heard = new HeardPieces();
        Assert.True(CallPlayer.TryOpen(_rig.Vocoder, 1, heard, out var player, out var refusal, () => _ready.Set()), refusal?.En);
        using (player)
        {
            byte[] payload = new byte[BurstLayout.BurstOctets];
            for (int frame = 0; frame < 3; frame++) VoiceBurst.WriteFrame(payload, frame, VocoderFrame.Silence);
            for (int burst = 0; burst < 12; burst++)
            {
                var now = TimeSpan.FromMilliseconds(60 * burst);
                if (burst != 5)
                {
                    var kind = DmrdBurstExtensions.FromSuperframeIndex(burst % 6);
                    player.Take(new SpokenBurst { Spurt = 1, Burst = kind, Sequence = (byte)burst, Arrived = now, Payload = payload }, now);
                }

                Until(() => heard.All.Count >= (burst == 5 ? 15 : 3 * (burst + 1)), () => player.Advance(now));
            }

            player.End(TimeSpan.FromMilliseconds(800));
            Until(() => heard.All.Count == 37, () => player.Advance(TimeSpan.FromMilliseconds(800)));
            Assert.Equal((33L, 3L, 0L), (player.Counters.Said, player.Counters.Concealed, player.Counters.Silent));
            Assert.Equal(Enumerable.Range(0, 37).Select(piece => (uint)piece), heard.All.Select(each => each.Piece.Sequence));
            Assert.True(heard.All[^1].Piece.IsLast);
        }
    }

    [Fact]
    public void A_press_behind_another_gets_nothing_of_what_the_chip_still_has()
    {
        var said = new SaidBursts();
        Assert.True(TalkEncoder.TryOpen(_rig.Vocoder, said, out var talker, out var refusal, () => _ready.Set()), refusal?.En);
        using (talker)
        {
            talker.Begin(_spurt);
            for (int piece = 0; piece < 5; piece++) talker.Take(new short[SpeechFrame.Samples]);
            talker.Begin(_spurt);
            int second = said.All.FindLastIndex(each => each.Burst == DmrdBurst.VoiceHeader);
            Assert.Equal(DmrdBurst.Terminator, said.All[second - 1].Burst);
            for (int piece = 0; piece < 6; piece++) talker.Take(new short[SpeechFrame.Samples]);
            talker.End();
            Until(() => !talker.IsOpen, talker.Advance);

            var kinds = said.All[(second + 1)..].Select(each => each.Burst).ToList();
            Assert.Equal([.. Enumerable.Range(0, 6).Select(DmrdBurstExtensions.FromSuperframeIndex), DmrdBurst.Terminator], kinds);
        }
    }

    public void Dispose()
    {
        _rig.Dispose();
        _ready.Dispose();
    }

    private void Until(Func<bool> holds, Action advance)
    {
        for (int round = 0; !holds(); round++)
        {
            Assert.True(round < 500, "The chip did not answer.");
            _ready.WaitOne(10);
            advance();
        }
    }
}
