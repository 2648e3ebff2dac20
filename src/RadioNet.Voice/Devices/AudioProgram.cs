using System.ComponentModel;
using System.Diagnostics;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Devices;

/// <summary>
/// Audio by a program that plays what it reads, or writes what it records, as plain samples: on Linux aplay and arecord of ALSA,
/// which also reach PipeWire and PulseAudio.
/// </summary>
public static class AudioProgram
{
    /// <summary>Pieces that wait between a program and its user: 200 ms.</summary>
    internal const int Waiting = 10;

    private static readonly string[] _format = ["-q", "-t", "raw", "-f", "S16_LE", "-r", "8000", "-c", "1", "--buffer-time=60000"];

    /// <summary>Opens a loudspeaker by its ALSA name (<c>default</c>, <c>plughw:1</c>); null when it cannot be, and why.</summary>
    public static IAudioOutput? OpenOutput(string device, out VocoderText? fault) =>
        Start("aplay", [.. _format, "-D", device], out fault) is { } program ? new ProgramOutput(program) : null;

    /// <summary>Opens a microphone by its ALSA name; as <see cref="OpenOutput"/>.</summary>
    public static IAudioInput? OpenInput(string device, out VocoderText? fault) =>
        Start("arecord", [.. _format, "-D", device], out fault) is { } program ? new ProgramInput(program) : null;

    internal static Process? Start(string program, IEnumerable<string> arguments, out VocoderText? fault)
    {
        fault = null;
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception refused)
        {
            fault = new VocoderText(
                $"Không chạy được chương trình âm thanh {program}: {refused.Message}. Trên Debian, hãy cài gói alsa-utils.",
                $"The audio program {program} cannot be run: {refused.Message}. On Debian, install the package alsa-utils.");
            return null;
        }
    }

    /// <summary>Ends a program, whatever it waits for.</summary>
    internal static void End(Process program)
    {
        try
        {
            program.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
