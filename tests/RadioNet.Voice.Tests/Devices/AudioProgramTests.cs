using System.Runtime.InteropServices;
using RadioNet.Voice.Devices;

namespace RadioNet.Voice.Tests.Devices;

/// <summary>The way to and from a program, with the shell in place of aplay and arecord: a build machine has no loudspeaker.</summary>
public sealed class AudioProgramTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void What_is_played_reaches_the_program_in_order()
    {
        SkipWithoutShell();
        using var output = new ProgramOutput(AudioProgram.Start("sh", ["-c", $"exec cat > '{_file}'"], out _)!);
        short[] said = [.. Enumerable.Range(0, 1600).Select(index => (short)(index * 7))];

        foreach (short[] piece in said.Chunk(160)) Assert.True(SpinWait.SpinUntil(() => output.Play(piece), _patience));

        Assert.True(SpinWait.SpinUntil(() => new FileInfo(_file).Length == 3200, _patience));
        Assert.Equal(said, MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(_file)).ToArray());
    }

    [Fact]
    public void A_program_that_takes_nothing_keeps_nobody_waiting_and_one_that_ends_is_noticed()
    {
        SkipWithoutShell();
        using var stuck = new ProgramOutput(AudioProgram.Start("sh", ["-c", "exec sleep 60"], out _)!);
        using var ended = new ProgramOutput(AudioProgram.Start("sh", ["-c", "exit 0"], out _)!);

        Assert.Contains(false, Enumerable.Range(0, 2000).Select(_ => stuck.Play(new short[160])));
        Assert.True(SpinWait.SpinUntil(() => !ended.Play(new short[160]), _patience));
    }

    [Fact]
    public void What_is_recorded_is_the_newest_in_order()
    {
        SkipWithoutShell();
        short[] recorded = [.. Enumerable.Range(0, 40 * 160).Select(index => (short)(index / 160))];
        File.WriteAllBytes(_file, MemoryMarshal.AsBytes(recorded.AsSpan()).ToArray());
        using var input = new ProgramInput(AudioProgram.Start("sh", ["-c", $"cat '{_file}'; exec sleep 60"], out _)!);
        short[] piece = new short[160];
        var heard = new List<short>();

        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                if (input.TryTake(piece)) heard.Add(piece[159]);
                return heard.LastOrDefault() == 39;
            },
            _patience));

        Assert.Equal(heard.Order(), heard);
        Assert.InRange(heard.Count, 10, 40);
    }

    [Fact]
    public void Where_there_is_no_such_program_the_package_is_named()
    {
        Assert.Null(AudioProgram.Start("radionet-no-such-player", [], out var fault));
        Assert.Contains("alsa-utils", fault!.En, StringComparison.Ordinal);
        Assert.Contains("alsa-utils", fault.Vi, StringComparison.Ordinal);
    }

    private static void SkipWithoutShell()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("This test needs a POSIX shell.");
    }
}
