using RadioNet.Protocols.M17;

namespace RadioNet.Protocols.Tests.M17;

[Collection(nameof(Alone))]
public sealed class M17CostTests
{
    [Fact]
    public void Nothing_is_allocated()
    {
        byte[] octets = new byte[M17StreamPacket.Length], control = new byte[M17Control.LongestLength], payload = new byte[M17StreamPacket.PayloadOctets];
        Assert.True(M17Address.TryParse("N0CALL", out var source));
        var setup = new M17LinkSetup(M17Address.Broadcast, source, M17Type.PlainVoice());
        long before = 0;
        int read = 0;
        for (int round = 0; round < 1000; round++)
        {
            if (round == 500) before = Allocated.SoFar();
            M17StreamPacket.Write(octets, 1, setup, round, isLast: false, payload);
            if (M17StreamPacket.TryRead(octets, out var packet) && packet.FrameNumber == round) read++;
            if (M17Control.TryRead(control.AsSpan(0, new M17Control(M17ControlKind.Pong, source).Write(control)), out _)) read++;
        }

        Assert.Equal((0, 2000), (GC.GetAllocatedBytesForCurrentThread() - before, read));
    }
}
