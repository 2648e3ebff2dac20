using System.Diagnostics;
using System.Runtime.InteropServices;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Devices;

/// <summary>A microphone behind a program.</summary>
internal sealed class ProgramInput : IAudioInput
{
    private readonly Process _program;
    private readonly Lock _gate = new();
    private readonly BlockQueue<short> _pieces = new(AudioProgram.Waiting, SpeechFrame.Samples);

    public ProgramInput(Process program)
    {
        _program = program;
        new Thread(Run) { IsBackground = true, Name = "audio input" }.Start();
    }

    public bool TryTake(Span<short> speech)
    {
        lock (_gate)
        {
            if (_pieces.Count == 0) return false;
            _pieces.Take(out _).CopyTo(speech);
            return true;
        }
    }

    public void Dispose() => AudioProgram.End(_program);

    private void Run()
    {
        short[] piece = new short[SpeechFrame.Samples];
        var octets = MemoryMarshal.AsBytes(piece.AsSpan());
        var recorded = _program.StandardOutput.BaseStream;
        try
        {
            while (recorded.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false) == octets.Length)
            {
                lock (_gate)
                {
                    if (_pieces.Count == AudioProgram.Waiting) _pieces.Take(out _);
                    piece.CopyTo(_pieces.Add(SpeechSource.Speech));
                }
            }
        }
        catch (IOException)
        {
            // The program has ended: its device is gone.
        }

        _program.Dispose();
    }
}
