using System.Net;
using RadioNet.Core.Ports.Sites;

namespace RadioNet.Core.Tests.Ports.Sites;

public sealed class VoiceSessionTests
{
    [Fact]
    public void No_session_gets_an_id_that_another_has()
    {
        var sessions = new VoiceSessions(() => new IPEndPoint(IPAddress.Loopback, 62040), TimeProvider.System);
        var kept = sessions.Open("kept").Session;
        for (int i = 0; i < 33_000; i++)
        {
            var other = sessions.Open("other").Session;
            Assert.DoesNotContain(other.UpwardLink, new[] { kept.UpwardLink, kept.DownwardLink, 0u });
            Assert.DoesNotContain(other.DownwardLink, new[] { kept.UpwardLink, kept.DownwardLink, other.UpwardLink, 0u });
            sessions.Close(other);
        }
    }

    [Fact]
    public void A_session_that_is_closed_by_its_station_gives_its_ids_back()
    {
        using var bench = new StationBench(carriers: 30);

        // More sessions one after the other than there are ids.
        for (int i = 0; i < 1100; i++) Assert.Equal(30, bench.Attach().Voices.Count);
    }
}
