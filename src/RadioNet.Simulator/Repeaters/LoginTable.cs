namespace RadioNet.Simulator.Repeaters;

/// <summary>
/// The reference client's login as a table (state, event) → (next state, action). What is not listed changes nothing. The
/// retry timer repeats each step's message, and is the ping's timer once running.
/// </summary>
internal static class LoginTable
{
    public static (LoginState Next, LoginAction Action) Step(LoginState state, LoginEvent happened, bool hasOptions) => (state, happened) switch
    {
        (LoginState.WaitingConnect, LoginEvent.Retry) => (LoginState.WaitingLogin, LoginAction.SendLogin),

        (LoginState.WaitingLogin, LoginEvent.Retry) => (LoginState.WaitingLogin, LoginAction.SendLogin),
        (LoginState.WaitingLogin, LoginEvent.Acknowledged) => (LoginState.WaitingAuthorisation, LoginAction.SendProof),

        (LoginState.WaitingAuthorisation, LoginEvent.Retry) => (LoginState.WaitingAuthorisation, LoginAction.SendProof),
        (LoginState.WaitingAuthorisation, LoginEvent.Acknowledged) => (LoginState.WaitingConfiguration, LoginAction.SendConfiguration),

        (LoginState.WaitingConfiguration, LoginEvent.Retry) => (LoginState.WaitingConfiguration, LoginAction.SendConfiguration),
        (LoginState.WaitingConfiguration, LoginEvent.Acknowledged) when hasOptions => (LoginState.WaitingOptions, LoginAction.SendOptions),
        (LoginState.WaitingConfiguration, LoginEvent.Acknowledged) => (LoginState.Running, LoginAction.None),

        (LoginState.WaitingOptions, LoginEvent.Retry) => (LoginState.WaitingOptions, LoginAction.SendOptions),
        (LoginState.WaitingOptions, LoginEvent.Acknowledged) => (LoginState.Running, LoginAction.None),

        (LoginState.Running, LoginEvent.Retry) => (LoginState.Running, LoginAction.SendPing),

        // A running session that is refused logs in again on the same socket, at the next retry; a login that is refused takes a new one.
        (LoginState.Running, LoginEvent.Refused) => (LoginState.WaitingLogin, LoginAction.None),
        (LoginState.WaitingConnect, LoginEvent.Refused or LoginEvent.Closing or LoginEvent.TimedOut) => (LoginState.WaitingConnect, LoginAction.None),
        (_, LoginEvent.Refused or LoginEvent.Closing or LoginEvent.TimedOut) => (LoginState.WaitingConnect, LoginAction.Reopen),

        _ => (state, LoginAction.None),
    };
}
