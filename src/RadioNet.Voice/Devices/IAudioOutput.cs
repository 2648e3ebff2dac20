namespace RadioNet.Voice.Devices;

/// <summary>
/// A loudspeaker or headset of a desktop: 8 kHz, one channel, 16 bits. This and <see cref="IAudioInput"/> are all that a program
/// needs to know of audio devices; README.md beside tells how to plug in others.
/// </summary>
public interface IAudioOutput : IDisposable
{
    /// <summary>Plays a piece of 160 samples behind those that it has.</summary>
    /// <returns>False, and the piece is dropped, when it has too many already or the device is gone. It never waits.</returns>
    bool Play(ReadOnlySpan<short> speech);
}
