using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

public sealed class ModemFrameReaderTests
{
    private static readonly byte[] _burst = Frames.Hex(
        "E0271A41002008080238150 02CA01460846D5D7F77FD757E3030011001400 3C013C11E806F0050");

    private static readonly byte[] _ack = [0xE0, 0x04, 0x70, 0x02];

    [Fact]
    public void Frames_come_out_whole_however_they_went_in()
    {
        byte[] octets = [.. _ack, .. _burst, 0xE0, 0x03, 0x1B, .. _burst];
        for (int piece = 1; piece <= octets.Length; piece++)
        {
            var reader = new ModemFrameReader(FrameDirection.ToHost);
            Assert.Equal([_ack, _burst, [0xE0, 0x03, 0x1B], _burst], reader.Read(octets, isSilentAfter: false, piece));
            Assert.Equal((4L, 0L, 0L, 0), (reader.Frames, reader.DiscardedOctets, reader.RefusedStarts, reader.Pending));
        }
    }

    [Fact]
    public void A_frame_is_delivered_with_its_last_octet()
    {
        var reader = new ModemFrameReader(FrameDirection.ToHost);
        Assert.Empty(reader.Read(_burst.AsSpan(0, 38), isSilentAfter: false));
        Assert.Equal(38, reader.Pending);
        Assert.Equal([_burst], reader.Read(_burst.AsSpan(38), isSilentAfter: false));
        Assert.Equal(0, reader.Pending);
    }

    [Fact]
    public void Octets_before_a_start_are_counted_and_dropped()
    {
        var reader = new ModemFrameReader(FrameDirection.ToModem);
        Assert.Equal([[0xE0, 0x03, 0x01]], reader.Read(Frames.Hex("001122E00301"), isSilentAfter: false));
        Assert.Equal(3, reader.DiscardedOctets);
    }

    [Fact]
    public void A_half_frame_is_dropped_when_time_passed()
    {
        var reader = new ModemFrameReader(FrameDirection.ToHost);
        Assert.Empty(reader.Read(_burst.AsSpan(0, 20)));
        Assert.Equal((20L, 1L), (reader.DiscardedOctets, reader.RefusedStarts));
        Assert.Equal([_ack], reader.Read(_ack, isSilentAfter: false));
    }

    [Fact]
    public void What_comes_after_silence_does_not_complete_what_was_before()
    {
        var reader = new ModemFrameReader(FrameDirection.ToHost);
        Assert.Empty(reader.Read(_burst.AsSpan(0, 20), isSilentAfter: false));
        reader.Expire();
        Assert.Equal([_burst], reader.Read(_burst, isSilentAfter: false));
    }

    [Fact]
    public void A_reset_forgets_a_half_frame()
    {
        var reader = new ModemFrameReader(FrameDirection.ToHost);
        Assert.Empty(reader.Read(_burst.AsSpan(0, 20), isSilentAfter: false));
        reader.Reset();
        Assert.Equal([_ack], reader.Read(_ack, isSilentAfter: false));
        Assert.Equal(20, reader.DiscardedOctets);
    }

    [Theory]
    [InlineData("E001")]
    [InlineData("E00200")]
    [InlineData("E0000018")]
    [InlineData("E0E0")]
    public void A_length_that_no_frame_has_is_no_start(string hex)
    {
        byte[] octets = [.. Frames.Hex(hex), .. _ack];
        foreach (int piece in (int[])[1, octets.Length])
            Assert.Equal([_ack], new ModemFrameReader(FrameDirection.ToHost).Read(octets, isSilentAfter: false, piece));
    }

    /// <summary>
    /// Every value that a burst's length octet may be hit with: what follows comes out, with its own last octet. Only 37 that
    /// became 39 looks right, and takes the next frame's first two octets.
    /// </summary>
    [Fact]
    public void A_wrong_length_never_swallows_what_follows()
    {
        byte[] withoutRssi = [.. _burst.AsSpan(0, DmrData.Length)];
        withoutRssi[1] = DmrData.Length;
        foreach (byte[] burst in (byte[][])[_burst, withoutRssi])
        {
            for (int length = 0; length <= 255; length++)
            {
                if (length == DmrData.LengthWithRssi && burst.Length == DmrData.Length) continue;
                byte[] hit = [.. burst];
                hit[1] = (byte)length;
                byte[] octets = [.. hit, .. burst, .. _ack];
                foreach (int piece in (int[])[1, 7, octets.Length])
                {
                    var frames = new ModemFrameReader(FrameDirection.ToHost).Read(octets, isSilentAfter: false, piece);
                    Assert.Equal([burst, _ack], frames[^2..]);
                    Assert.InRange(frames.Count, 2, 3);
                }
            }
        }
    }

    [Fact]
    public void An_extended_frame_of_a_command_without_form_comes_out_when_the_next_begins()
    {
        byte[] octets = new byte[300];
        int length = ModemFrame.Write(octets, ModemCommand.FmData, Enumerable.Repeat((byte)0x55, 296).ToArray());
        Assert.Equal((300, 0x00, 45), (length, octets[1], octets[2]));
        var reader = new ModemFrameReader(FrameDirection.ToModem);
        Assert.Empty(reader.Read(octets, isSilentAfter: false, 100));
        Assert.Equal([octets, [0xE0, 0x03, 0x01]], reader.Read([0xE0, 0x03, 0x01], isSilentAfter: false));
    }

    [Fact]
    public void An_unknown_command_comes_out_after_silence_or_before_a_start_but_not_before_anything_else()
    {
        byte[] unknown = [0xE0, 0x05, 0x6A, 0x01, 0x02];
        Assert.Equal([unknown], Frames.Read(FrameDirection.ToModem, unknown));
        Assert.Equal([unknown, [0xE0, 0x03, 0x00]], Frames.Read(FrameDirection.ToModem, unknown, [0xE0, 0x03, 0x00]));
        Assert.Equal([[0xE0, 0x03, 0x00]], Frames.Read(FrameDirection.ToModem, unknown, [0x77, 0xE0, 0x03, 0x00]));
    }

    [Fact]
    public void A_text_is_a_frame_as_soon_as_it_is_whole_and_is_none_when_it_holds_another()
    {
        byte[] debug = new byte[64];
        int length = DebugMessage.Write(debug, "Received invalid DMR data"u8, 5);
        var text = debug.AsSpan(0, length).ToArray();
        Assert.Equal([text], new ModemFrameReader(FrameDirection.ToHost).Read(text, isSilentAfter: false));
        byte[] tooLong = [.. text];
        tooLong[1] += 4;
        Assert.Equal([_ack], new ModemFrameReader(FrameDirection.ToHost).Read([.. tooLong, .. _ack], isSilentAfter: false));
    }

    [Fact]
    public void A_command_of_the_other_direction_is_no_frame_at_once()
    {
        byte[] configuration = new byte[ModemConfiguration.Length2];
        new ModemConfiguration().Write(configuration, ModemProtocol.Version2);
        Assert.Equal([configuration], new ModemFrameReader(FrameDirection.ToModem).Read(configuration, isSilentAfter: false));
        Assert.Empty(new ModemFrameReader(FrameDirection.ToHost).Read(configuration, isSilentAfter: false));
    }

    [Fact]
    public void The_longest_frame_fits()
    {
        byte[] octets = new byte[ModemFrame.LongestLength];
        Assert.Equal(ModemFrame.LongestLength, ModemFrame.Write(octets, ModemCommand.SerialData, new byte[ModemFrame.LongestPayload]));
        Assert.Equal([octets, _ack], new ModemFrameReader(FrameDirection.ToHost).Read([.. octets, .. _ack], isSilentAfter: false, 1));
    }
}
