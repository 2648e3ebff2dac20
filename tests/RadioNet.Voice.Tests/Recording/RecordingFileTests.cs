using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Recording;

namespace RadioNet.Voice.Tests.Recording;

public sealed class RecordingFileTests
{
    private static readonly RecordingHeader Header = new(new DateTimeOffset(2026, 11, 23, 8, 30, 0, 123, TimeSpan.Zero).AddTicks(4560), 1001, 1, "ambe2", "core-dak-lak", "core-dak-lak.3.17");

    private static readonly RecordingSpurt Spurt = new(1, 60_000, 0x1122_3344_5566_7788, new RadioId(4520001), Timeslot.Two, "core-dak-lak.3.s21", "tan-loi-hill", "452001");

    [Fact]
    public void What_was_written_reads_back_field_by_field()
    {
        byte[] file = File(frames: 3);
        var reader = new RecordingReader(file);
        Assert.True(reader.IsRecording);
        Assert.True(reader.Read() && reader.Kind == RecordingKind.Header && RecordingHeader.TryRead(reader.Body, out RecordingHeader header) && header == Header);
        Assert.True(reader.Read() && reader.Kind == RecordingKind.Spurt && RecordingSpurt.TryRead(reader.Body, out RecordingSpurt spurt) && spurt == Spurt);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(reader.Read() && reader.Kind == RecordingKind.Frame);
            Assert.True(RecordingFrame.TryRead(reader.Body, out RecordingFrame frame));
            Assert.Equal((1, 60_000L * i, (byte)(250 + i * 5), DmrdBurst.VoiceA, 7, -93, 2), (frame.Spurt, frame.At, frame.Sequence, frame.Burst, frame.BitErrors, frame.Rssi, frame.Missing));
            Assert.Equal(Payload(i), frame.Payload.ToArray());
        }

        Assert.True(reader.Read() && reader.Kind == RecordingKind.Gap && RecordingGap.TryRead(reader.Body, out RecordingGap gap) && gap == new RecordingGap(200_000, 4, RecordingGapReason.Disk));
        Assert.True(reader.Read() && reader.Kind == RecordingKind.SpurtEnd && RecordingSpurtEnd.TryRead(reader.Body, out RecordingSpurtEnd over) && over == new RecordingSpurtEnd(1, 240_000, 3, 6));
        Assert.True(reader.Read() && reader.Kind == RecordingKind.End && RecordingEnd.TryRead(reader.Body, out RecordingEnd end) && end == new RecordingEnd(240_000, 3, 6, 4, RecordingEndReason.Over));
        Assert.False(reader.Read());
        Assert.Equal((file.Length, 0, false), (reader.Whole, reader.Rest, reader.IsCut));
    }

    [Fact]
    public void Octets_are_what_the_document_says()
    {
        Span<byte> record = stackalloc byte[RecordingFormat.LongestRecord];
        int length = new RecordingGap(1, 2, RecordingGapReason.Queue).Write(record);
        Assert.Equal("04000D00000000000000010000000201", Convert.ToHexString(record[..16]));
        Assert.Equal(20, length);

        // CRC-32C of RFC 3720, appendix B.4: 32 octets of zero, and of ones.
        Assert.Equal(0x8A9136AAu, RecordingFormat.Crc(new byte[32]));
        Assert.Equal(0x62A8AB43u, RecordingFormat.Crc([.. Enumerable.Repeat((byte)0xFF, 32)]));
    }

    [Fact]
    public void Cut_anywhere_it_is_good_up_to_its_last_whole_record_and_says_what_is_missing()
    {
        byte[] file = File(frames: 5);
        RecordingSummary whole = RecordingSummary.Of(file);
        Assert.True(whole.IsWhole);
        Assert.Equal((5u, 10u, 4u, 240_000L), (whole.Frames, whole.Missing, whole.Unrecorded, whole.LastAt));
        uint frames = 0;
        for (int length = 0; length < file.Length; length++)
        {
            RecordingSummary cut = RecordingSummary.Of(file.AsSpan(0, length));
            Assert.False(cut.IsWhole);
            Assert.Null(cut.End);
            Assert.Equal(length, cut.Whole + cut.Rest);
            Assert.True(cut.Frames == frames || cut.Frames == frames + 1, "frames come one by one");
            if (cut.Header is not null) Assert.Equal(cut.Rest > 0, cut.IsCut);
            frames = cut.Frames;
        }
    }

    [Fact]
    public void One_altered_octet_anywhere_is_noticed_and_what_stands_before_is_good()
    {
        byte[] file = File(frames: 5);
        for (int at = 0; at < file.Length; at++)
        {
            file[at] ^= 0x10;
            RecordingSummary summary = RecordingSummary.Of(file);
            Assert.False(summary.IsWhole, $"octet {at}");
            Assert.True(summary.Whole <= at, $"octet {at}");
            file[at] ^= 0x10;
        }
    }

    [Fact]
    public void Hostile_octets_are_the_rest_of_a_file()
    {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            byte[] file = [.. RecordingFormat.Magic, .. noise];
            RecordingSummary summary = RecordingSummary.Of(file);
            Assert.False(summary.IsWhole);
            Assert.Equal(file.Length, summary.Whole + summary.Rest);
        }
    }

    [Fact]
    public void Bodies_that_are_too_short_or_say_nonsense_are_none_of_their_kind()
    {
        Span<byte> record = stackalloc byte[RecordingFormat.LongestRecord];
        int length = Header.Write(record);
        ReadOnlySpan<byte> body = record[RecordingFormat.HeadLength..(length - RecordingFormat.CrcLength)];
        for (int cut = 0; cut < body.Length; cut++) Assert.False(RecordingHeader.TryRead(body[..cut], out _));
        length = Spurt.Write(record);
        body = record[RecordingFormat.HeadLength..(length - RecordingFormat.CrcLength)];
        for (int cut = 0; cut < body.Length; cut++) Assert.False(RecordingSpurt.TryRead(body[..cut], out _));
        byte[] endless = new byte[32];
        endless.AsSpan(0, 8).Fill(0x7F);
        Assert.False(RecordingHeader.TryRead(endless, out _));
    }

    [Fact]
    public void A_text_that_is_too_long_is_cut_between_its_letters()
    {
        Span<byte> record = stackalloc byte[RecordingFormat.LongestRecord];
        int length = (Header with { Node = new string('ắ', 200) }).Write(record);
        Assert.True(RecordingHeader.TryRead(record[RecordingFormat.HeadLength..(length - RecordingFormat.CrcLength)], out RecordingHeader read));
        Assert.Equal(new string('ắ', 85), read.Node);
        Assert.Equal(Header.Call, read.Call);
    }

    private static byte[] Payload(int index) => [.. Enumerable.Range(index, DmrdPacket.BurstLength).Select(octet => (byte)(octet * 7))];

    private static byte[] File(int frames)
    {
        using var file = new MemoryStream();
        Span<byte> record = stackalloc byte[RecordingFormat.LongestRecord];
        file.Write(RecordingFormat.Magic);
        file.Write(record[..Header.Write(record)]);
        file.Write(record[..Spurt.Write(record)]);
        for (int i = 0; i < frames; i++)
        {
            file.Write(record[..new RecordingFrame
            {
                Spurt = 1,
                At = 60_000L * i,
                Sequence = (byte)(250 + i * 5),
                Burst = DmrdBurst.VoiceA,
                BitErrors = 7,
                Rssi = -93,
                Missing = 2,
                Payload = Payload(i),
            }.Write(record)]);
        }

        long last = 60_000L * (frames + 1);
        file.Write(record[..new RecordingGap(200_000, 4, RecordingGapReason.Disk).Write(record)]);
        file.Write(record[..new RecordingSpurtEnd(1, last, (uint)frames, 2 * (uint)frames).Write(record)]);
        file.Write(record[..new RecordingEnd(last, (uint)frames, 2 * (uint)frames, 4, RecordingEndReason.Over).Write(record)]);
        return file.ToArray();
    }
}
