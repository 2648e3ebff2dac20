using CsCheck;
using RadioNet.Simulator.Modems;

namespace RadioNet.Simulator.Tests.Modems;

public sealed class LineDirectionTests
{
    [Fact]
    public void Octets_come_out_at_the_lines_speed_in_slices_of_a_millisecond()
    {
        var line = new LineDirection(baud: 115_200, seed: 1);
        byte[] octets = new byte[255];
        line.Put(octets, TimeSpan.Zero);
        Assert.Equal(0, line.Take(octets, TimeSpan.FromMilliseconds(0.9)));
        Assert.Equal(11, line.Take(octets, TimeSpan.FromMilliseconds(1)));
        Assert.Equal(99, line.Take(octets, TimeSpan.FromMilliseconds(10)));
        Assert.Equal(145, line.Take(octets, TimeSpan.FromMilliseconds(22.14))); // 255 octets of 10 bits
        Assert.Equal(TimeSpan.MaxValue, line.NextDue);
    }

    [Fact]
    public void A_frame_that_is_split_comes_in_two_with_a_gap_and_one_that_is_doubled_twice()
    {
        var line = new LineDirection(baud: null, seed: 3) { Faults = new() { SplitFrame = 1, DuplicateFrame = 1, SplitGap = TimeSpan.FromMilliseconds(7) } };
        byte[] to = new byte[100];
        line.Put([1, 2, 3, 4, 5], TimeSpan.Zero);
        int first = line.Take(to, TimeSpan.Zero);
        Assert.InRange(first, 1, 4);
        int rest = line.Take(to.AsSpan(first), TimeSpan.FromMilliseconds(20));
        Assert.Equal([1, 2, 3, 4, 5, 1, 2, 3, 4, 5], to[..(first + rest)]);
    }

    [Fact]
    public void What_is_late_by_chance_keeps_its_order() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 50].Array[1, 60]).Sample((seed, gaps) =>
        {
            var line = new LineDirection(baud: 460_800, seed) { Faults = new() { Delay = TimeSpan.FromMilliseconds(3), Jitter = TimeSpan.FromMilliseconds(40) } };
            var now = TimeSpan.Zero;
            byte[] got = new byte[gaps.Length];
            int count = 0;
            for (int i = 0; i < gaps.Length; i++)
            {
                line.Put([(byte)i], now);
                now += TimeSpan.FromMilliseconds(gaps[i]);
                count += line.Take(got.AsSpan(count), now);
            }

            count += line.Take(got.AsSpan(count), now + TimeSpan.FromSeconds(1));
            return count == gaps.Length && got.Select((octet, i) => octet == i).All(isInOrder => isInOrder);
        });

    [Fact]
    public void The_same_seed_gives_the_same_faults()
    {
        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));

        static string Run(int seed)
        {
            var line = new LineDirection(baud: null, seed) { Faults = new() { FlipOctet = 0.02, DropOctet = 0.02, DropFrame = 0.1, DuplicateFrame = 0.1 } };
            for (int i = 0; i < 100; i++) line.Put(new byte[37], TimeSpan.Zero);
            byte[] to = new byte[8000];
            return Convert.ToHexString(to.AsSpan(0, line.Take(to, TimeSpan.Zero)));
        }
    }

    [Fact]
    public void What_finds_no_room_is_counted()
    {
        var line = new LineDirection(baud: 300, seed: 1);
        for (int i = 0; i < 40; i++) line.Put(new byte[4000], TimeSpan.Zero);
        int kept = line.Take(new byte[40 * 4000], TimeSpan.FromHours(1));
        Assert.InRange(kept, 4000, 65_536);
        Assert.Equal(40 * 4000 - kept, line.Lost);
    }
}
