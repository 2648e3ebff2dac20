namespace RadioNet.CallControl.Registration;

/// <summary>What a port counted of a stream.</summary>
/// <param name="Bursts">Bursts that came in.</param>
/// <param name="Missing">Bursts that the sequence numbers say were lost before the node.</param>
/// <param name="Dropped">Bursts that the node did not send on: they waited too long for a decision, came twice or came late.</param>
/// <param name="BitErrors">Bit errors that the repeater reported, of 141 bits a voice burst.</param>
/// <param name="VoiceBursts">Voice bursts that <paramref name="BitErrors"/> counts.</param>
/// <param name="Rssi">Mean signal strength in dBm; 0 when not reported.</param>
public sealed record StreamFigures(uint Bursts, uint Missing, uint Dropped, uint BitErrors, uint VoiceBursts, int Rssi)
{
    /// <summary>Nothing counted yet.</summary>
    public static StreamFigures None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>The bit-error rate in percent; 0 without voice bursts.</summary>
    public double BitErrorRate => VoiceBursts == 0 ? 0 : BitErrors * 100.0 / (VoiceBursts * 141.0);
}
