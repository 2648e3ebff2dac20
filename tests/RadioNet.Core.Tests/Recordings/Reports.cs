using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.Protocols;
using CallState = RadioNet.CallControl.Calls.CallState;
using CallType = RadioNet.CallControl.CallType;

namespace RadioNet.Core.Tests.Recordings;

/// <summary>What an arbiter says of a call.</summary>
internal static class Reports
{
    public static CallReport Ended(CallId call) => new()
    {
        Id = call,
        State = CallState.Ended,
        Type = CallType.Group,
        TargetKind = AddressKind.Group,
        Target = 1001,
        Source = new RadioId(4520001),
        Started = DateTimeOffset.UnixEpoch,
    };
}
