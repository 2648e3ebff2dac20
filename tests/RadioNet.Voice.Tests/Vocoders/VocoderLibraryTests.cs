using System.ComponentModel;
using System.Diagnostics;
using RadioNet.Protocols.Dmr;
using RadioNet.Voice.Vocoders;
using RadioNet.Voice.Vocoders.Ambe;

namespace RadioNet.Voice.Tests.Vocoders;

/// <summary>A library that a user supplies: compiled here from <c>library/loudness.c</c>.</summary>
public sealed class VocoderLibraryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("radionet-vocoder-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Speech_goes_through_it_in_the_frames_of_the_air()
    {
        var vocoder = Vocoder(Build());
        Assert.True(vocoder.TryOpenEncoder(out var encoder, out _));
        Assert.True(vocoder.TryOpenDecoder(out var decoder, out _));
        using var talker = encoder;
        using var call = decoder;

        foreach (short level in new short[] { 0, 1, -1, 12345, short.MinValue, 0x7FFE })
        {
            var (frame, source) = Through.Encode(encoder, vocoder.FrameOctets, [.. Enumerable.Repeat(level, SpeechFrame.Samples)]);
            Assert.Equal(SpeechSource.Speech, source);
            Assert.True(VocoderFrame.TryDecode(frame, out ulong info, out _));
            Assert.Equal((ulong)(ushort)level << 33 | 1, info);
            var heard = Through.Decode(decoder, frame);
            Assert.Equal(SpeechSource.Speech, heard.Source);
            Assert.All(heard.Speech, sample => Assert.Equal(level, sample));
        }

        var availability = vocoder.Availability;
        Assert.True(availability.CanDecode && availability.CanEncode && availability.Missing.IsEmpty);
        Assert.Contains("loudness", availability.Provider!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_told_the_errors_that_were_corrected()
    {
        var vocoder = Vocoder(Build());
        Assert.True(vocoder.TryOpenDecoder(out var decoder, out _));
        using var call = decoder;
        byte[] frame = new byte[VocoderFrame.Octets];
        VocoderFrame.Encode(1000UL << 33, frame);
        frame[0] ^= 0x88;

        var heard = Through.Decode(decoder, frame);

        Assert.Equal((1002, 1000), (heard.Speech[0], heard.Speech[1]));
    }

    [Fact]
    public void What_it_refuses_is_silence_both_ways()
    {
        var vocoder = Vocoder(Build());
        Assert.True(vocoder.TryOpenEncoder(out var encoder, out _));
        Assert.True(vocoder.TryOpenDecoder(out var decoder, out _));
        using var talker = encoder;
        using var call = decoder;
        byte[] refused = new byte[VocoderFrame.Octets];
        VocoderFrame.Encode(0x7FFFUL << 33, refused);

        var heard = Through.Decode(decoder, refused);
        var (frame, source) = Through.Encode(encoder, vocoder.FrameOctets, [.. Enumerable.Repeat((short)0x7FFF, SpeechFrame.Samples)]);

        Assert.Equal(SpeechSource.Silence, heard.Source);
        Assert.All(heard.Speech, sample => Assert.Equal(0, sample));
        Assert.Equal(SpeechSource.Silence, source);
        Assert.Equal(VocoderFrame.Silence.ToArray(), frame);
    }

    [Fact]
    public void It_takes_the_calls_that_it_can_and_gets_their_memory_back()
    {
        var vocoder = Vocoder(Build());
        Assert.True(vocoder.TryOpenDecoder(out var first, out _));
        Assert.True(vocoder.TryOpenDecoder(out var second, out _));

        Assert.False(vocoder.TryOpenDecoder(out _, out var refusal));
        Assert.Contains("takes no more calls", refusal.En, StringComparison.Ordinal);
        first.Dispose();
        Assert.True(vocoder.TryOpenDecoder(out var third, out _));

        second.Dispose();
        third.Dispose();
    }

    [Fact]
    public void One_that_only_decodes_says_so_to_who_wants_to_talk()
    {
        var vocoder = Vocoder(Build("-DABILITIES=1"));

        Assert.True(vocoder.Availability is { CanDecode: true, CanEncode: false });
        Assert.False(vocoder.TryOpenEncoder(out _, out var refusal));
        Assert.Contains("does not encode speech", refusal.En, StringComparison.Ordinal);
        Assert.Equal([refusal], vocoder.Availability.Missing);
    }

    [Fact]
    public void It_serves_the_calls_for_which_no_chip_is_there()
    {
        Assert.True(AmbeAddress.TryParse("udp:127.0.0.1:9", out var address, out _));
        using var away = new AmbeDevice(address);
        var vocoder = new VocoderCatalogue(new VocoderSources { AmbeDevices = [away], AmbeLibraries = [Build()] }).Find(VocoderNames.Ambe2)!;
        short[] said = [.. Enumerable.Repeat((short)777, SpeechFrame.Samples)];

        Assert.Equal(said, Through.Both(vocoder, said));
        Assert.True(vocoder.Availability is { CanDecode: true, CanEncode: true });
        Assert.Single(vocoder.Availability.Missing);
    }

    [Theory]
    [InlineData("-DABI=2", "has version 2 of the interface; version 1 is needed")]
    [InlineData("-DLACKS_ABILITIES", "radionet_vocoder_abilities")]
    public void One_of_another_interface_is_not_used(string option, string why) => AssertRefused(Build(option), why);

    [Fact]
    public void A_file_that_is_no_library_or_is_not_there_is_not_used()
    {
        string text = Path.Combine(_folder.FullName, "text.so");
        File.WriteAllText(text, "no library");

        AssertRefused(text, "cannot be loaded");
        AssertRefused(Path.Combine(_folder.FullName, "nothing.so"), "There is no vocoder library");
    }

    private static void AssertRefused(string path, string why)
    {
        var vocoder = Vocoder(path);
        Assert.False(vocoder.Availability.CanDecode);
        Assert.False(vocoder.TryOpenDecoder(out _, out var refusal));
        Assert.Contains(why, refusal.En, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Vi, StringComparison.Ordinal);
    }

    private static IVocoder Vocoder(string path) => new VocoderCatalogue(new VocoderSources { AmbeLibraries = [path] }).Find(VocoderNames.Ambe2)!;

    /// <summary>Compiles it, each time under another name: the system would give back the one that is loaded already.</summary>
    private string Build(string? option = null)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Vocoders", "library");
        string library = Path.Combine(_folder.FullName, $"loudness-{Guid.NewGuid():N}.so");
        List<string> arguments = ["-shared", "-fPIC", "-Wall", "-Werror", "-I", source, "-o", library, Path.Combine(source, "loudness.c")];
        if (option is not null) arguments.Add(option);
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("gcc", arguments) { RedirectStandardError = true })!;
            string said = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            Assert.True(compiler.ExitCode == 0, said);
        }
        catch (Win32Exception)
        {
            Assert.Skip("This test needs a C compiler, of the Debian packages gcc and libc6-dev.");
        }

        return library;
    }
}
