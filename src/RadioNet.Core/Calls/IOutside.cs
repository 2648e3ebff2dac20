using RadioNet.CallControl.Messages;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Calls;

/// <summary>What lies around the machines: the router, the journal, the alarms. Called on the switchboard's thread; never waits.</summary>
internal interface IOutside
{
    /// <summary>What the router said, in call control's words; null when it concerns no open port.</summary>
    Message? Translate(in RouterEvent said);

    /// <summary>Takes a letter to the router, the journal or the alarms.</summary>
    void Take(Message message);

    /// <summary>Once in a while: ends what nobody else will end.</summary>
    /// <param name="isHeld">Whether an arbiter here holds something of a call, by its key.</param>
    void Tend(Predicate<string> isHeld)
    {
    }
}
