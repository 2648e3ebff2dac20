using RadioNet.CallControl.Calls;

namespace RadioNet.CallControl.Tests;

public sealed class FloorTableTests
{
    private const string Golden = """
        Idle    Request         Talking StartCall
        Idle    StrongerRequest Talking StartCall
        Idle    TalkerOver      Idle    Ignore
        Idle    TalkerCut       Idle    Ignore
        Idle    HangOver        Idle    Ignore
        Talking Request         Talking WaitOrDeny
        Talking StrongerRequest Talking PreEmpt
        Talking TalkerOver      Hanging FinishSpurt
        Talking TalkerCut       Hanging CutSpurt
        Talking HangOver        Talking Ignore
        Hanging Request         Talking GrantNext
        Hanging StrongerRequest Talking GrantNext
        Hanging TalkerOver      Hanging Ignore
        Hanging TalkerCut       Hanging Ignore
        Hanging HangOver        Idle    EndCall
        """;

    [Fact]
    public void Every_pair_of_state_and_event_is_as_written()
    {
        List<string> walked = [];
        foreach (var phase in Enum.GetValues<FloorPhase>())
        {
            foreach (var happened in Enum.GetValues<FloorEvent>())
            {
                var (next, action) = FloorTable.Look(phase, happened);
                walked.Add($"{phase,-7} {happened,-15} {next,-7} {action}");
            }
        }

        Assert.Equal(Golden.ReplaceLineEndings("\n"), string.Join('\n', walked));
    }
}
