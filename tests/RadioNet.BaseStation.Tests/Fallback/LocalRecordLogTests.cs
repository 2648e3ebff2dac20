using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using static RadioNet.BaseStation.Tests.Fallback.StationWorld;

namespace RadioNet.BaseStation.Tests.Fallback;

public sealed class LocalRecordLogTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "local-records.log");

    private string Damaged => Path.Combine(_folder.Path, "local-records.damaged");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_have_rising_numbers_over_restarts_and_what_a_node_has_is_gone()
    {
        uint id;
        int start;
        using (var log = LocalRecordLog.Open(_folder.Path))
        {
            (id, start) = (log.Log, log.Start);
            Assert.True(log.TryAppend([Record(1), Record(2)]));
            Assert.True(log.TryAppend([Record(3)]));
            Assert.Equal([(1ul, 1u), (2ul, 2u), (3ul, 3u)], Read(log));
            Assert.All(log.After(0, 9), r => Assert.Equal(id, r.Log));
        }

        using (var log = LocalRecordLog.Open(_folder.Path))
        {
            Assert.Equal((id, start + 1), (log.Log, log.Start));
            Assert.Equal([(1ul, 1u), (2ul, 2u), (3ul, 3u)], Read(log));
            log.Stored(new LocalRecordsStored { Log = id + 1, Sequence = 3 });
            Assert.Equal(3, log.Count);
            log.Stored(new LocalRecordsStored { Log = id, Sequence = 3 });
            Assert.Equal(0, log.Count);
        }

        using (var log = LocalRecordLog.Open(_folder.Path))
        {
            Assert.Equal(start + 2, log.Start);
            Assert.Empty(Read(log));
            Assert.True(log.TryAppend([Record(4)]));
            Assert.Equal([(4ul, 4u)], Read(log));
        }
    }

    [Fact]
    public void What_was_accepted_is_in_the_file_when_the_process_dies()
    {
        using var dies = LocalRecordLog.Open(_folder.Path);
        dies.TryAppend([Record(1)]);
        dies.TryAppend([Record(2)]);
        using var other = new TempFolder();
        System.IO.File.Copy(File, Path.Combine(other.Path, Path.GetFileName(File)));
        using var next = LocalRecordLog.Open(other.Path);
        Assert.Equal([(1ul, 1u), (2ul, 2u)], Read(next));
    }

    [Fact]
    public void Wherever_the_file_is_cut_what_stands_before_counts_and_goes_on()
    {
        byte[] whole;
        long one;
        using (var log = LocalRecordLog.Open(_folder.Path))
        {
            log.TryAppend([Record(1)]);
            one = new FileInfo(File).Length;
            log.TryAppend([Record(2)]);
            whole = System.IO.File.ReadAllBytes(File);
        }

        for (var length = LocalRecordFile.HeadLength; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            using var log = LocalRecordLog.Open(_folder.Path);
            ulong kept = length < one ? 0ul : 1;
            Assert.Equal((int)kept, log.Count);
            Assert.True(log.TryAppend([Record(9)]));
            Assert.Equal(kept + 1, log.After(0, 9)[^1].Sequence);
        }

        Assert.False(System.IO.File.Exists(Damaged));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(LocalRecordFile.HeadLength - 1)]
    public void A_file_whose_head_is_damaged_is_put_aside_and_another_log_begins(int octet)
    {
        uint id;
        using (var log = LocalRecordLog.Open(_folder.Path))
        {
            id = log.Log;
            log.TryAppend([Record(1)]);
        }

        Flip(octet);
        using var other = LocalRecordLog.Open(_folder.Path);
        Assert.NotEqual(id, other.Log);
        Assert.Equal(0, other.Count);
        Assert.True(System.IO.File.Exists(Damaged));
        other.TryAppend([Record(2)]);
        Assert.Equal([(1ul, 2u)], Read(other));
    }

    [Fact]
    public void A_damaged_record_is_put_aside_with_what_follows_it()
    {
        using (var log = LocalRecordLog.Open(_folder.Path))
        {
            log.TryAppend([Record(1)]);
        }

        var one = (int)new FileInfo(File).Length;
        using (var log = LocalRecordLog.Open(_folder.Path))
        {
            log.TryAppend([Record(2), Record(3)]);
        }

        Flip(one + LocalRecordFile.EntryHeadLength);
        using var opened = LocalRecordLog.Open(_folder.Path);
        Assert.Equal([(1ul, 1u)], Read(opened));
        Assert.True(System.IO.File.Exists(Damaged));
    }

    [Fact]
    public void The_file_is_bounded_the_oldest_go_first_and_are_counted()
    {
        const int Most = 20_000;
        using var log = LocalRecordLog.Open(_folder.Path, Most);
        for (var i = 0u; i < 2000; i += 20)
        {
            Assert.True(log.TryAppend([.. Enumerable.Range((int)i + 1, 20).Select(radio => Record((uint)radio))]));
            Assert.InRange(new FileInfo(File).Length, 0, Most + 100);
        }

        var left = Read(log);
        Assert.Equal(2000 - log.Lost, left.Length);
        Assert.InRange(log.Lost, 1, 1800);
        Assert.Equal((2000ul, 2000u), left[^1]);
        Assert.Equal((ulong)log.Lost + 1, left[0].Sequence);

        log.Stored(new LocalRecordsStored { Log = log.Log, Sequence = 2000 });
        Assert.Equal(LocalRecordFile.HeadLength, new FileInfo(File).Length);
        Assert.True(log.TryAppend([Record(2001)]));
        Assert.Equal([(2001ul, 2001u)], Read(log));
    }

    [Fact]
    public void A_disk_that_refuses_takes_nothing_and_takes_it_later()
    {
        using var log = LocalRecordLog.Open(_folder.Path);
        var delivery = new LocalRecordDelivery(log);
        Assert.True(delivery.Keep([Record(1)]));
        log.Stored(new LocalRecordsStored { Log = log.Log, Sequence = 1 });
        log.Dispose();
        Directory.CreateDirectory(File + ".new"); // in the way of the file that replaces it
        Assert.False(delivery.Keep([Record(2)]));
        Assert.False(delivery.Keep([Record(3)]));
        Assert.Empty(Read(log));

        Directory.Delete(File + ".new");
        Assert.True(delivery.Keep([]));
        Assert.Equal([(2ul, 2u), (3ul, 3u)], Read(log));
        using var next = LocalRecordLog.Open(_folder.Path);
        Assert.Equal([(2ul, 2u), (3ul, 3u)], Read(next));
    }

    [Fact]
    public void A_start_that_cannot_be_written_down_has_no_others_number()
    {
        using (LocalRecordLog.Open(_folder.Path))
        {
        }

        Directory.CreateDirectory(File + ".new");
        using var one = LocalRecordLog.Open(_folder.Path);
        using var other = LocalRecordLog.Open(_folder.Path);
        Assert.NotEqual(one.Start, other.Start);
        Assert.Equal(one.Log, other.Log);
    }

    [Fact]
    public void Records_of_calls_without_a_node_reach_the_next_node_once_over_a_restart_of_the_station()
    {
        LocalRecord[] made;
        using (var log = LocalRecordLog.Open(_folder.Path))
        {
            var world = new StationWorld(start: log.Start);
            var delivery = new LocalRecordDelivery(log);
            world.Release(world.Key(101, "c1", Ordinary, emergency: true));
            world.Release(world.Key(999, "c1", Ordinary));
            world.Pass(4);
            made = [.. world.Records];
            Assert.Equal(3, made.Length);
            Assert.True(delivery.Keep(made));
            delivery.Send(_ => false);
        }

        using (var log = LocalRecordLog.Open(_folder.Path))
        {
            var node = new StoringNode();
            var delivery = new LocalRecordDelivery(log);
            delivery.Attached();
            delivery.Send(node.Take);
            delivery.Send(node.Take);
            Assert.Equal(3, node.Seen);
            delivery.Attached(); // its answer was lost with the link
            delivery.Send(node.Take);
            Assert.Equal(6, node.Seen);
            delivery.Stored(node.Answer);
            Assert.Equal(0, log.Count);

            var world = new StationWorld(start: log.Start);
            world.Release(world.Key(101, "c1", Ordinary, data: true));
            delivery.Keep(world.Records);
            delivery.Send(node.Take);
            Assert.Equal([.. made.Select(r => r.Call?.Id ?? "alarm"), world.Records[0].Call.Id], node.Stored.Select(r => r.Call?.Id ?? "alarm"));
            Assert.Equal(4, node.Stored.Select(r => r.Call?.Id).Distinct().Count());
        }
    }

    [Fact]
    public void Only_so_many_are_on_their_way_at_once()
    {
        using var log = LocalRecordLog.Open(_folder.Path);
        var delivery = new LocalRecordDelivery(log);
        delivery.Keep([.. Enumerable.Range(1, 150).Select(i => Record((uint)i))]);
        var node = new StoringNode();
        delivery.Send(node.Take);
        Assert.Equal(LocalRecordDelivery.Window, node.Seen);
        while (log.Count > 0)
        {
            delivery.Stored(node.Answer);
            delivery.Send(node.Take);
        }

        Assert.Equal((150, 150), (node.Seen, node.Stored.Count));
    }

    private static LocalRecord Record(uint radio) => new() { Emergency = new LocalEmergency { Radio = radio } };

    private static (ulong Sequence, uint Radio)[] Read(LocalRecordLog log) => [.. log.After(0, int.MaxValue).Select(r => (r.Sequence, r.Emergency.Radio))];

    private void Flip(int octet)
    {
        var octets = System.IO.File.ReadAllBytes(File);
        octets[octet] ^= 1;
        System.IO.File.WriteAllBytes(File, octets);
    }

    /// <summary>A node that keeps the contract.</summary>
    private sealed class StoringNode
    {
        public List<LocalRecord> Stored { get; } = [];

        public int Seen { get; private set; }

        public LocalRecordsStored Answer => new() { Log = Stored[^1].Log, Sequence = Stored[^1].Sequence };

        public bool Take(FromBaseStation message)
        {
            Seen++;
            if (Stored.Count == 0 || message.Record.Sequence > Stored[^1].Sequence)
            {
                Stored.Add(message.Record);
            }

            return true;
        }
    }
}
