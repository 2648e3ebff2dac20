using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Tests.Repeaters;

public sealed class LoginTableTests
{
    // One row a state; the columns are Retry, Acknowledged, Refused, Pong, Closing, TimedOut.
    private static readonly Dictionary<LoginState, string> _golden = new()
    {
        [LoginState.WaitingConnect] = "WaitingLogin/SendLogin WaitingConnect/None WaitingConnect/None WaitingConnect/None WaitingConnect/None WaitingConnect/None",
        [LoginState.WaitingLogin] = "WaitingLogin/SendLogin WaitingAuthorisation/SendProof WaitingConnect/Reopen WaitingLogin/None WaitingConnect/Reopen WaitingConnect/Reopen",
        [LoginState.WaitingAuthorisation] = "WaitingAuthorisation/SendProof WaitingConfiguration/SendConfiguration WaitingConnect/Reopen WaitingAuthorisation/None WaitingConnect/Reopen WaitingConnect/Reopen",
        [LoginState.WaitingConfiguration] = "WaitingConfiguration/SendConfiguration WaitingOptions/SendOptions WaitingConnect/Reopen WaitingConfiguration/None WaitingConnect/Reopen WaitingConnect/Reopen",
        [LoginState.WaitingOptions] = "WaitingOptions/SendOptions Running/None WaitingConnect/Reopen WaitingOptions/None WaitingConnect/Reopen WaitingConnect/Reopen",
        [LoginState.Running] = "Running/SendPing Running/None WaitingLogin/None Running/None WaitingConnect/Reopen WaitingConnect/Reopen",
    };

    [Fact]
    public void Every_state_meets_every_event_as_the_reference_client_does()
    {
        foreach (var state in Enum.GetValues<LoginState>())
        {
            var row = Enum.GetValues<LoginEvent>().Select(happened => LoginTable.Step(state, happened, hasOptions: true));
            Assert.Equal(_golden[state], string.Join(' ', row.Select(step => $"{step.Next}/{step.Action}")));
        }
    }

    [Fact]
    public void Without_options_the_configuration_is_the_last_step() =>
        Assert.Equal((LoginState.Running, LoginAction.None), LoginTable.Step(LoginState.WaitingConfiguration, LoginEvent.Acknowledged, hasOptions: false));
}
