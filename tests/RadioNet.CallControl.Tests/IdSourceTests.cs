namespace RadioNet.CallControl.Tests;

public sealed class IdSourceTests
{
    [Fact]
    public void The_number_of_an_id_is_the_same_at_every_node_and_version()
    {
        Assert.Equal(0x646BFE00A88E9B3AUL, IdSource.NumberOf(new CallId("core-dak-lak", 1, 1)));
        Assert.Equal(0x4F656021D88278FBUL, IdSource.NumberOf(new SpurtId("core-dak-lak", 1, 1)));
    }

    [Fact]
    public void A_million_ids_have_numbers_of_their_own_that_spread_over_all_bits()
    {
        var numbers = new HashSet<ulong>();
        var ones = new int[64];
        const int nodes = 10, boots = 10, each = 5_000;
        for (var node = 0; node < nodes; node++)
        {
            for (var boot = 1; boot <= boots; boot++)
            {
                for (long number = 1; number <= each; number++)
                {
                    Take(IdSource.NumberOf(new CallId($"core-{node}", boot, number)));
                    Take(IdSource.NumberOf(new SpurtId($"core-{node}", boot, number)));
                }
            }
        }

        Assert.Equal(2 * nodes * boots * each, numbers.Count);
        Assert.DoesNotContain(0ul, numbers);
        Assert.All(ones, count => Assert.InRange(count, 497_000, 503_000));

        void Take(ulong number)
        {
            numbers.Add(number);
            for (var bit = 0; bit < ones.Length; bit++)
            {
                ones[bit] += (int)(number >> bit) & 1;
            }
        }
    }
}
