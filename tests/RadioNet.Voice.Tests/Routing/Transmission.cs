using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>One whole voice transmission as a timeslot heard it.</summary>
internal sealed record Transmission(uint Stream, RadioId Source, uint Target, List<SentBurst> Bursts)
{
    /// <summary>The voice bursts' payloads.</summary>
    public IEnumerable<byte[]> Voice => Bursts.Where(burst => burst.Burst.IsVoiceBurst()).Select(burst => burst.Payload);

    /// <summary>
    /// Splits what one timeslot of a port was sent into transmissions, and fails unless each is whole: LC header first, one
    /// stream's bursts alone, terminator last. Data bursts may stand between transmissions, never inside one.
    /// </summary>
    public static List<Transmission> Of(IEnumerable<SentBurst> sent, bool lastMayRun = false)
    {
        List<Transmission> all = [];
        Transmission? running = null;
        foreach (SentBurst burst in sent)
        {
            if (running is null)
            {
                if (burst.Burst.IsData()) continue;
                Assert.Equal(DmrdBurst.VoiceHeader, burst.Burst);
                all.Add(running = new Transmission(burst.Stream, burst.Source, burst.Target, []));
            }

            Assert.Equal((running.Stream, running.Source, running.Target), (burst.Stream, burst.Source, burst.Target));
            Assert.True(burst.Burst.IsVoice(), "a data burst inside a voice transmission");
            running.Bursts.Add(burst);
            if (burst.Burst == DmrdBurst.Terminator) running = null;
        }

        if (!lastMayRun) Assert.Null(running);
        return all;
    }
}
