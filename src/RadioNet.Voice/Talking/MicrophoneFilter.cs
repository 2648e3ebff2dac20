using RadioNet.Voice.Playing;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Talking;

/// <summary>
/// Makes a microphone's speech fit for a vocoder: hum below 200 Hz is taken away (a Butterworth high-pass of the second order), and
/// what is too loud is bent softly and not cut off.
/// </summary>
internal sealed class MicrophoneFilter
{
    private const double Corner = 200;

    // The bilinear transform of s²/(s² + √2 s + 1), with the corner's frequency bent so that it stays where it is.
    private static readonly double _tangent = Math.Tan(Math.PI * Corner / SpeechFrame.SamplesPerSecond);
    private static readonly double _scale = 1 / (1 + Math.Sqrt(2) * _tangent + _tangent * _tangent);
    private static readonly double _back1 = 2 * (_tangent * _tangent - 1) * _scale;
    private static readonly double _back2 = (1 - Math.Sqrt(2) * _tangent + _tangent * _tangent) * _scale;

    private double _state1;
    private double _state2;

    public void Reset() => (_state1, _state2) = (0, 0);

    public void Apply(Span<short> samples)
    {
        foreach (ref short sample in samples)
        {
            double value = sample * _scale;
            double passed = value + _state1;
            _state1 = -2 * value - _back1 * passed + _state2;
            _state2 = value - _back2 * passed;
            sample = SoftLimiter.Bend(passed);
        }
    }
}
