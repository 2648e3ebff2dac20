using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Tests.Repeaters;

public sealed class SlotListenerTests
{
    private readonly SlotListener _listener = new(Timeslot.One);
    private readonly Transmission _spoken =
        new VirtualRadio(new(4520001), new(1)).CallGroup(new(1001), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(720)));

    [Fact]
    public void A_whole_transmission()
    {
        Play(_spoken, 7);
        var heard = Assert.Single(_listener.Ended);
        Assert.True(heard.IsWhole);
        Assert.Equal((new RadioId(4520001), 1001u, AddressKind.Group, 7u), (heard.Source, heard.Target, heard.TargetKind, heard.StreamId));
        Assert.Equal((14, 12, 0), (heard.Bursts, heard.VoiceBursts, heard.DataBursts));
        Assert.Equal((_spoken.PayloadDigest, _spoken.VoiceDigest), (heard.PayloadDigest, heard.VoiceDigest));
        Assert.Null(_listener.Current);
    }

    [Fact]
    public void A_missing_burst_is_a_gap_and_out_of_step()
    {
        Play(_spoken, 7, order: [0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
        var heard = Assert.Single(_listener.Ended);
        Assert.Equal((1, 0, 0, 1), (heard.Missing, heard.Reordered, heard.Duplicated, heard.OutOfStep));
        Assert.False(heard.IsWhole);
    }

    [Fact]
    public void A_late_burst_is_reordered_and_not_missing()
    {
        Play(_spoken, 7, order: [0, 1, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
        var heard = Assert.Single(_listener.Ended);
        Assert.Equal((0, 1, 0), (heard.Missing, heard.Reordered, heard.Duplicated));
        Assert.False(heard.IsWhole);
    }

    [Fact]
    public void A_burst_that_comes_twice()
    {
        Play(_spoken, 7, order: [0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
        Assert.Equal(1, Assert.Single(_listener.Ended).Duplicated);
    }

    [Fact]
    public void Sequence_numbers_wrap_around()
    {
        Play(_spoken, 7, firstSequence: 250);
        Assert.True(Assert.Single(_listener.Ended).IsWhole);
    }

    [Fact]
    public void Without_header_or_terminator_it_is_not_whole()
    {
        Play(_spoken.WithoutHeader(), 7);
        Play(_spoken.WithoutTerminator(), 8);
        _listener.Close();
        Assert.Equal([(false, true), (true, false)], _listener.Ended.Select(heard => (heard.HadHeader, heard.HadTerminator)));
        Assert.DoesNotContain(_listener.Ended, heard => heard.IsWhole);
    }

    [Fact]
    public void Two_streams_on_one_timeslot_are_seen()
    {
        for (int i = 0; i < 4; i++)
        {
            Hear(_spoken, i, 7, (byte)i);
            Hear(_spoken, i, 8, (byte)i);
        }

        Assert.Equal(6, _listener.Interleaved);
    }

    [Fact]
    public void One_stream_after_another_is_no_interleaving()
    {
        Play(_spoken, 7);
        Play(_spoken.WithoutTerminator(), 8);
        Play(_spoken, 9);
        Play(_spoken, 9);
        Assert.Equal((0, 4), (_listener.Interleaved, _listener.Transmissions));
    }

    [Fact]
    public void A_terminator_said_again_begins_nothing()
    {
        Play(_spoken, 7);
        Hear(_spoken, _spoken.Bursts.Length - 1, 7, (byte)_spoken.Bursts.Length);
        Assert.Single(_listener.Ended);
        Assert.Null(_listener.Current);
    }

    private void Play(Transmission spoken, uint stream, int[]? order = null, byte firstSequence = 0)
    {
        foreach (int index in order ?? [.. Enumerable.Range(0, spoken.Bursts.Length)]) Hear(spoken, index, stream, (byte)(firstSequence + index));
    }

    private void Hear(Transmission spoken, int index, uint stream, byte sequence)
    {
        byte[] datagram = new byte[DmrdPacket.Length];
        var header = new DmrdHeader
        {
            Sequence = sequence,
            Source = spoken.Source,
            Target = spoken.Target,
            TargetKind = spoken.TargetKind,
            Slot = Timeslot.One,
            Burst = spoken.Bursts[index].Kind,
            StreamId = stream,
        };
        header.Write(datagram, spoken.Bursts[index].Payload.Span);
        Assert.True(DmrdPacket.TryRead(datagram, out var packet));
        _listener.OnBurst(packet, index);
    }
}
