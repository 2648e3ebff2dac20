using System.Diagnostics.CodeAnalysis;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Calls;

/// <content>How a call goes to the node where another plan puts it: between calls (decision 14).</content>
public sealed partial class CallArbiter
{
    private string? _heir;
    private long _heirSince;

    /// <summary>Whether the call that is to be given over has lasted so long that it is given over between two spurts.</summary>
    private bool IsOverdue => _heir is not null && context.Time.GetElapsedTime(_heirSince) >= TimeLimit;

    /// <summary>One that has come to life with the word that it is to give over knows nothing, and need not ask.</summary>
    private bool TryGiveNothing(ToCall.GiveUp given, Outbox outbox)
    {
        if (_askedPorts != 0)
        {
            return false;
        }

        HandOver(given.Keeper, outbox);
        return true;
    }

    private void Bequeath(ToCall.GiveUp given)
    {
        if (_heir is null)
        {
            _heirSince = context.Time.GetTimestamp();
        }

        _heir = given.Keeper;
    }

    private bool IsToBeGiven([NotNullWhen(true)] out string? heir)
    {
        heir = _heir;
        var isOver = _call is null && _queue.Count == 0 && _early.Count == 0;
        return heir is not null && _learned && _yielding is null && (isOver || (IsOverdue && _phase != FloorPhase.Talking));
    }
}
