using System.Diagnostics.CodeAnalysis;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Recording;

/// <summary>
/// A recording as people hear it: in the time in which it was said, with silence where nothing was. Bursts of a turn stand 60 ms apart however they came;
/// what was lost between them is concealed as the decoder does it.
/// </summary>
public sealed class RecordingSpeech : IDisposable
{
    private const int SamplesOfBurst = VoiceBurst.Frames * SpeechFrame.Samples;
    private const int SamplesPerMillisecond = SpeechFrame.SamplesPerSecond / 1000;

    /// <summary>Lost bursts in a row for which the decoder is asked; longer than it conceals anything.</summary>
    private const int MostConcealed = 4;

    /// <summary>A turn that comes so much later than its bursts' numbers say had a gap that they do not show.</summary>
    private const int LongestDelay = 500 * SamplesPerMillisecond;

    /// <summary>Silence of hours between two turns makes no larger a file.</summary>
    private const long LongestTime = 6L * 3600 * SpeechFrame.SamplesPerSecond;

    /// <summary>How long a decoder may take for a frame.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly IVocoder _vocoder;
    private readonly AutoResetEvent _ready = new(false);
    private readonly Dictionary<ushort, Turn> _turns = [];
    private readonly short[] _piece = new short[SpeechFrame.Samples];
    private short[] _samples = [];
    private int _length;
    private VocoderText? _refusal;

    private RecordingSpeech(IVocoder vocoder) => _vocoder = vocoder;

    /// <summary>Decodes a recording by the vocoder that it names.</summary>
    /// <param name="file">The file's octets; a cut end is passed over.</param>
    /// <param name="catalogue">What this machine has.</param>
    /// <param name="samples">The speech, 8000 samples a second, from the recording's begin.</param>
    /// <param name="refusal">Why there is none: what is missing.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> file, VocoderCatalogue catalogue, [NotNullWhen(true)] out short[]? samples, [NotNullWhen(false)] out VocoderText? refusal)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        (samples, refusal) = (null, null);
        if (RecordingSummary.Of(file).Header is not { } header)
        {
            refusal = new VocoderText("Tệp không phải là bản ghi âm.", "The file is no recording.");
        }
        else if (catalogue.Find(header.Vocoder) is not { } vocoder || vocoder.FrameOctets != VocoderFrame.Octets)
        {
            refusal = new VocoderText(
                $"Bản ghi âm dùng bộ mã thoại '{header.Vocoder}', không có ở đây.", $"The recording is of the vocoder '{header.Vocoder}', which there is none of here.");
        }
        else if (!vocoder.Availability.CanDecode)
        {
            refusal = vocoder.Availability.Missing is [var missing, ..] ? missing : new VocoderText($"{vocoder.Name} không giải mã được ở đây.", $"{vocoder.Name} cannot be decoded here.");
        }
        else
        {
            using var speech = new RecordingSpeech(vocoder);
            samples = speech.Run(file) ? speech._samples[..speech._length] : null;
            refusal = speech._refusal;
        }

        return samples is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var turn in _turns.Values) turn.Decoder.Dispose();
        _turns.Clear();
        _ready.Dispose();
    }

    private bool Run(ReadOnlySpan<byte> file)
    {
        var reader = new RecordingReader(file);
        while (_refusal is null && reader.Read())
        {
            if (reader.Kind == RecordingKind.Frame && RecordingFrame.TryRead(reader.Body, out var frame))
            {
                Take(frame);
            }
            else if (reader.Kind == RecordingKind.SpurtEnd && RecordingSpurtEnd.TryRead(reader.Body, out var end) && _turns.Remove(end.Index, out var over))
            {
                over.Decoder.Dispose();
            }
        }

        return _refusal is null;
    }

    private void Take(in RecordingFrame frame)
    {
        if (!frame.Burst.IsVoiceBurst()) return;
        long at = frame.At / 1000 * SamplesPerMillisecond;
        if (!_turns.TryGetValue(frame.Spurt, out var turn))
        {
            if (!_vocoder.TryOpenDecoder(out var decoder, out _refusal, () => Wake())) return;
            _turns[frame.Spurt] = turn = new Turn(decoder) { Next = at };
        }
        else
        {
            for (int lost = 0; lost < frame.Missing; lost++)
            {
                if (lost < MostConcealed) Decode(turn, default, turn.Next);
                turn.Next += SamplesOfBurst;
            }

            if (at - turn.Next > LongestDelay) turn.Next = at;
        }

        Decode(turn, frame.Payload, turn.Next);
        turn.Next += SamplesOfBurst;
    }

    private void Decode(Turn turn, ReadOnlySpan<byte> burst, long at)
    {
        Span<byte> frame = stackalloc byte[VocoderFrame.Octets];
        for (int i = 0; i < VoiceBurst.Frames && _refusal is null; i++, at += SpeechFrame.Samples)
        {
            if (!burst.IsEmpty) VoiceBurst.ReadFrame(burst, i, frame);
            if (!turn.Decoder.Offer(burst.IsEmpty ? default : frame) || !Await(turn.Decoder))
            {
                _refusal = new VocoderText($"Bộ mã thoại {_vocoder.Name} không trả lời.", $"The vocoder {_vocoder.Name} does not answer.");
                return;
            }

            Mix(at);
        }
    }

    private bool Await(IVoiceDecoder decoder)
    {
        while (!decoder.TryTake(_piece, out _))
        {
            if (!_ready.WaitOne(_patience)) return decoder.TryTake(_piece, out _);
        }

        return true;
    }

    /// <summary>Adds a piece: two may talk at once where parts of a call were joined.</summary>
    private void Mix(long at)
    {
        if (at < 0 || at + SpeechFrame.Samples > LongestTime) return;
        int from = (int)at;
        if (from + SpeechFrame.Samples > _samples.Length) Array.Resize(ref _samples, Math.Max(from + SpeechFrame.Samples, Math.Min(2 * _samples.Length, (int)LongestTime)));
        _length = Math.Max(_length, from + SpeechFrame.Samples);
        for (int i = 0; i < SpeechFrame.Samples; i++)
        {
            ref short sample = ref _samples[from + i];
            sample = (short)Math.Clamp(sample + _piece[i], short.MinValue, short.MaxValue);
        }
    }

    private void Wake()
    {
        try
        {
            _ready.Set();
        }
        catch (ObjectDisposedException)
        {
            // A chip's last word, when all is done.
        }
    }

    private sealed class Turn(IVoiceDecoder decoder)
    {
        public IVoiceDecoder Decoder => decoder;

        /// <summary>Where its next burst belongs, in samples.</summary>
        public long Next { get; set; }
    }
}
