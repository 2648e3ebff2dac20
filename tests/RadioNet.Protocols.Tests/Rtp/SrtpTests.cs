using CsCheck;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.Protocols.Tests.Rtp;

public sealed class SrtpTests
{
    [Fact]
    public void A_burst_is_opened_as_it_was_sent() =>
        Gen.Select(LinkSession.Bursts, Gen.Byte.Array[DmrdPacket.BurstLength], Gen.Bool).Sample((burst, payload, isLong) =>
        {
            using var session = new LinkSession(isLong ? 256 : 128);
            SrtpStream stream = session.Begin();
            byte[] datagram = session.Send(ref stream, burst, payload);
            Assert.True(SrtpReceiver.TryReadId(datagram, out VoiceLinkId id));
            Assert.Equal(LinkSession.Id, id);
            Assert.Equal(SrtpVerdict.Opened, session.Receiver.Open(datagram, session.Plain, out int length, out bool isNewest));
            Assert.True(isNewest);
            Assert.True(VoiceLinkPacket.TryRead(session.Plain.AsSpan(0, length), out VoiceLinkPacket packet));
            Assert.Equal(burst, packet.Burst);
            Assert.Equal(payload, packet.Payload);
            Assert.Equal((stream.Ssrc, (ushort)0, 0u, true), (packet.Header.Ssrc, packet.Header.Sequence, packet.Header.Timestamp, packet.Header.Marker));
        });

    [Fact]
    public void Nothing_of_a_burst_but_its_header_stands_there_in_clear()
    {
        using var session = new LinkSession();
        SrtpStream stream = session.Begin();
        byte[] payload = [.. Enumerable.Range(1, 33).Select(octet => (byte)octet)];
        var burst = new LinkBurst { Source = new RadioId(0xABCDEF), Target = 0x123456, Call = 0x1122334455667788 };
        ReadOnlySpan<byte> datagram = session.Send(ref stream, burst, payload);
        foreach (byte[] secret in new byte[][] { [0xAB, 0xCD, 0xEF], [0x12, 0x34, 0x56], [0x11, 0x22, 0x33], [1, 2, 3] }) Assert.Equal(-1, datagram.IndexOf(secret));
    }

    [Fact]
    public void Every_flipped_bit_is_refused_and_takes_nothing_from_the_true_packet()
    {
        foreach (int bits in new[] { 128, 256 })
        {
            using var session = new LinkSession(bits);
            SrtpStream stream = session.Begin();
            byte[] datagram = session.Send(ref stream, new LinkBurst { Call = 1, Hops = LinkSession.HopsOf(1, 2) });
            for (int bit = 0; bit < datagram.Length * 8; bit++)
            {
                byte[] changed = [.. datagram];
                changed[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.NotEqual(SrtpVerdict.Opened, session.Open(changed));
            }

            Assert.Equal(datagram.Length * 8, session.Receiver.Counters.Refused);
            Assert.True(session.Receiver.Counters.Forged > datagram.Length * 7);
            Assert.Equal(SrtpVerdict.Opened, session.Open(datagram));
        }
    }

    [Fact]
    public void Any_order_within_the_window_is_taken_once_and_counted()
    {
        using var session = new LinkSession();
        Gen.Shuffle(Enumerable.Range(0, 64).ToArray()).Sample(order =>
        {
            SrtpStream stream = session.Begin();
            byte[][] datagrams = session.Send(ref stream, 64);
            SrtpCounters before = session.Receiver.Counters;
            int newest = -1, reordered = 0;
            foreach (int index in order)
            {
                Assert.Equal(SrtpVerdict.Opened, session.Receiver.Open(datagrams[index], session.Plain, out _, out bool isNewest));
                Assert.Equal(index > newest, isNewest);
                if (index > newest) newest = index;
                else reordered++;
                Assert.Equal(SrtpVerdict.Replayed, session.Open(datagrams[index]));
            }

            foreach (byte[] datagram in datagrams) Assert.Equal(SrtpVerdict.Replayed, session.Open(datagram));
            SrtpCounters after = session.Receiver.Counters;
            Assert.Equal((64L, 0L, (long)reordered, 128L), (after.Received - before.Received, after.Lost - before.Lost, after.Reordered - before.Reordered, after.Replayed - before.Replayed));
        }, iter: 50, threads: 1);
    }

    [Fact]
    public void Whatever_is_lost_repeated_and_shuffled_nothing_is_taken_twice_and_the_losses_add_up() =>
        Gen.Int[0, 199].Array[1, 600].Sample(arrivals =>
        {
            using var session = new LinkSession(128);
            SrtpStream stream = session.Begin();
            byte[][] datagrams = session.Send(ref stream, 200);
            HashSet<int> taken = [];
            foreach (int arrival in arrivals)
            {
                bool opened = session.Open(datagrams[arrival]) == SrtpVerdict.Opened;
                if (opened) Assert.True(taken.Add(arrival));
                else Assert.True(taken.Contains(arrival) || taken.Max() - arrival >= ReplayWindow.Sequences);
            }

            Assert.Equal(taken.Max() + 1 - taken.Count, session.Receiver.Counters.Lost);
            Assert.Equal((long)arrivals.Length, session.Receiver.Counters.Received + session.Receiver.Counters.Refused);
        });

    [Fact]
    public void What_comes_after_a_spurts_end_is_refused_and_another_spurt_is_not_touched()
    {
        using var session = new LinkSession();
        SrtpStream first = session.Begin(), second = session.Begin();
        byte[][] ofFirst = session.Send(ref first, 4), ofSecond = session.Send(ref second, 2);
        Assert.Equal(SrtpVerdict.Opened, session.Open(ofFirst[0]));
        Assert.Equal(SrtpVerdict.Opened, session.Open(ofFirst[2]));
        session.Receiver.End(first.Ssrc);
        Assert.Equal(SrtpVerdict.Late, session.Open(ofFirst[1]));
        Assert.Equal(SrtpVerdict.Late, session.Open(ofFirst[3]));
        Assert.Equal(SrtpVerdict.Replayed, session.Open(ofFirst[2]));
        foreach (byte[] datagram in ofSecond) Assert.Equal(SrtpVerdict.Opened, session.Open(datagram));
        session.Receiver.End(99);
        Assert.Equal((2L, 1L), (session.Receiver.Counters.Late, session.Receiver.Counters.Lost));
    }

    [Fact]
    public void A_spurt_whose_place_was_taken_by_a_much_newer_one_is_refused_and_the_sender_gave_it_up_before()
    {
        using var session = new LinkSession(128);
        SrtpStream old = session.Begin();
        byte[][] ofOld = session.Send(ref old, 3);
        Assert.Equal(SrtpVerdict.Opened, session.Open(ofOld[0]));
        SrtpStream other = default;
        for (int i = 1; i < SrtpSender.LargestAge; i++) other = session.Begin();
        Assert.True(session.Sender.MayContinue(old));
        Assert.Equal(SrtpVerdict.Opened, session.Open(session.Send(ref other)));
        Assert.Equal(SrtpVerdict.Opened, session.Open(ofOld[1]));
        for (int i = SrtpSender.LargestAge; i <= ReplayWindow.Ssrcs; i++) other = session.Begin();
        Assert.False(session.Sender.MayContinue(old));
        Assert.Equal(SrtpVerdict.Opened, session.Open(session.Send(ref other)));
        Assert.Equal(SrtpVerdict.Late, session.Open(ofOld[2]));
        Assert.Equal(SrtpVerdict.Late, session.Open(ofOld[0]));
    }

    [Fact]
    public void A_pair_of_SSRC_and_sequence_number_is_never_used_twice()
    {
        using var session = new LinkSession();
        SrtpStream stream = session.Begin();
        stream.Next = ushort.MaxValue - 1;
        Assert.True(session.Sender.MayContinue(stream));
        Assert.Equal(SrtpVerdict.Opened, session.Open(session.Send(ref stream)));
        Assert.False(session.Sender.MayContinue(stream));
        Assert.Equal(SrtpVerdict.Opened, session.Open(session.Send(ref stream)));
        Assert.True(stream.IsUsedUp);
        Assert.Throws<InvalidOperationException>(() => session.Send(ref stream));
        SrtpStream none = default;
        Assert.False(session.Sender.MayContinue(none));
        Assert.Throws<InvalidOperationException>(() => session.Send(ref none));
        Assert.Equal([1u, 2u, 3u], new[] { session.Begin().Ssrc, session.Begin().Ssrc, session.Begin().Ssrc });
    }

    [Fact]
    public void Another_sessions_packets_are_refused()
    {
        using var session = new LinkSession();
        using var other = new LinkSession();
        SrtpStream stream = other.Begin();
        Assert.Equal(SrtpVerdict.Forged, session.Open(other.Send(ref stream)));
    }

    [Theory]
    [InlineData(15, 12)]
    [InlineData(24, 12)]
    [InlineData(32, 14)]
    public void Keys_of_other_lengths_are_refused(int key, int salt) =>
        Assert.Throws<ArgumentException>(() => new SrtpMasterKey(new byte[key], new byte[salt]));

    [Fact]
    public void A_ninth_hop_is_added_to_the_eighth_and_times_have_a_bound()
    {
        HopTimes hops = LinkSession.HopsOf(1, 2, 3, 4, 5, 6, 7, 8, 9, uint.MaxValue);
        Assert.Equal((8, 7u, HopTimes.Longest), (hops.Count, hops[6], hops[7]));
        Assert.Equal(28 + HopTimes.Longest, hops.Total);
        Assert.True(hops != LinkSession.HopsOf(1));
    }
}
