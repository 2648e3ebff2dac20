using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Hosts a call's arbiter. Kept for as long as a talkgroup remembers where its radios were heard.</summary>
[CollectionAgeLimit(Minutes = 35)]
internal sealed class CallGrain(SiloNodes nodes) : MachineGrain(nodes), ICallGrain
{
    /// <inheritdoc/>
    protected override IMachine Make(string key, RulesContext context) =>
        CallKey.IsData(key) ? new DataCall(key, context) : new CallArbiter(key, context);
}
