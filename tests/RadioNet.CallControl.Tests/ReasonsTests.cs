namespace RadioNet.CallControl.Tests;

public sealed class ReasonsTests
{
    [Fact]
    public void Each_reason_has_a_word_of_its_own_that_reads_back()
    {
        foreach (var reason in Enum.GetValues<Reason>())
        {
            Assert.Equal(reason, Reasons.Parse(Reasons.Word(reason)));
        }

        Assert.Equal(Reason.None, Reasons.Parse("no such reason"));
    }
}
