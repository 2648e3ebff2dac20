using RadioNet.CallControl;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Hosts a site's slot table. Never collected: it knows which repeaters are there.</summary>
[KeepAlive]
internal sealed class SiteGrain(SiloNodes nodes) : MachineGrain(nodes), ISiteGrain
{
    /// <inheritdoc/>
    protected override IMachine Make(string key, RulesContext context) => new SlotTable(key, context);
}
