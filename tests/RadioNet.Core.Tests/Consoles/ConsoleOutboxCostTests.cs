using RadioNet.Core.Consoles;

namespace RadioNet.Core.Tests.Consoles;

[Collection(nameof(Alone))]
public sealed class ConsoleOutboxCostTests
{
    [Fact]
    public void Speech_allocates_nothing()
    {
        using var box = new ConsoleOutbox();
        var piece = new byte[SpeechMessage.Length];
        SpeechMessage.Write(piece, 0, 1, 1001, 0, 0, new short[160]);
        for (var number = 0; number < 100; number++) box.Put(piece);
        var before = Allocated.SoFar();
        for (var number = 0; number < 1000; number++)
        {
            box.Put(piece);
            box.TryTake(piece, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
