using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Talking;

namespace RadioNet.Voice.Tests.Talking;

/// <summary>Keeps a talker's bursts.</summary>
internal sealed class SaidBursts : IBurstSink
{
    public List<(DmrdBurst Burst, byte Sequence, byte[] Payload)> All { get; } = [];

    /// <summary>The vocoder frames, in order.</summary>
    public List<byte[]> Frames => [.. All.Where(said => said.Burst.IsVoiceBurst()).SelectMany(said => Enumerable.Range(0, VoiceBurst.Frames).Select(index =>
    {
        byte[] frame = new byte[VocoderFrame.Octets];
        VoiceBurst.ReadFrame(said.Payload, index, frame);
        return frame;
    }))];

    public void Take(DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload) => All.Add((burst, sequence, payload.ToArray()));
}
