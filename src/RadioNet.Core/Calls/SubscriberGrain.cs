using System.Globalization;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Protocols;

namespace RadioNet.Core.Calls;

/// <summary>Hosts a radio's registration. Kept for as long as the radio is taken to be where it was last heard.</summary>
[CollectionAgeLimit(Hours = 13)]
internal sealed class SubscriberGrain(SiloNodes nodes) : MachineGrain(nodes), ISubscriberGrain
{
    /// <inheritdoc/>
    protected override IMachine Make(string key, RulesContext context) =>
        new SubscriberState(new RadioId(uint.Parse(key, CultureInfo.InvariantCulture)), context);
}
