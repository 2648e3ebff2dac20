namespace RadioNet.CallControl.Tests;

public sealed class ReasonsTests
{
    [Fact]
    public void Each_reason_has_a_word_of_its_own_that_reads_back()
    {
        foreach (var reason in Enum.GetValues<Reason>())
        {
            Assert.True(Reasons.TryRead(Reasons.Word(reason), out var read));
            Assert.Equal(reason, read);
        }

        Assert.False(Reasons.TryRead("no such reason", out _));
    }
}
