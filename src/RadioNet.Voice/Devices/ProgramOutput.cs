using System.Diagnostics;
using System.Runtime.InteropServices;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Devices;

/// <summary>A loudspeaker behind a program. Its thread waits for the program, so that nobody else does.</summary>
internal sealed class ProgramOutput : IAudioOutput
{
    private readonly Process _program;
    private readonly Lock _gate = new();
    private readonly BlockQueue<short> _pieces = new(AudioProgram.Waiting, SpeechFrame.Samples);
    private readonly SemaphoreSlim _added = new(0);
    private volatile bool _isOver;

    public ProgramOutput(Process program)
    {
        _program = program;
        new Thread(Run) { IsBackground = true, Name = "audio output" }.Start();
    }

    public bool Play(ReadOnlySpan<short> speech)
    {
        lock (_gate)
        {
            if (_isOver || speech.Length != SpeechFrame.Samples || _pieces.Count == AudioProgram.Waiting) return false;
            speech.CopyTo(_pieces.Add(SpeechSource.Speech));
        }

        _added.Release();
        return true;
    }

    public void Dispose()
    {
        _isOver = true;
        _added.Release();
        AudioProgram.End(_program);
    }

    private void Run()
    {
        short[] piece = new short[SpeechFrame.Samples];
        try
        {
            while (true)
            {
                _added.Wait();
                if (_isOver) break;
                lock (_gate) _pieces.Take(out _).CopyTo(piece);
                _program.StandardInput.BaseStream.Write(MemoryMarshal.AsBytes(piece.AsSpan()));
                _program.StandardInput.BaseStream.Flush();
            }
        }
        catch (IOException)
        {
            // The program has ended: its device is gone.
        }

        _isOver = true;
        _program.Dispose();
    }
}
