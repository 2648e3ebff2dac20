namespace RadioNet.Voice.Devices;

/// <summary>A microphone of a desktop: 8 kHz, one channel, 16 bits.</summary>
public interface IAudioInput : IDisposable
{
    /// <summary>Takes the oldest piece of 160 samples that was recorded and not taken; of more than ten the oldest are dropped.</summary>
    /// <returns>False when none is there. It never waits.</returns>
    bool TryTake(Span<short> speech);
}
