using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Where the machines live.</summary>
internal interface IMachineHost
{
    /// <summary>Hands a batch to a call's, a site's or a radio's machine.</summary>
    ValueTask<Answer> Handle(Address machine, Batch batch);
}
