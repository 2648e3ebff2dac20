using RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>This node's attachment to a parent, while it lasts.</summary>
/// <param name="Node">The parent's id in the plan.</param>
/// <param name="Address">Its links address.</param>
/// <param name="Send">Says something to it without waiting; false when the way is full.</param>
/// <param name="Leave">Ends the attachment.</param>
internal sealed record ParentLine(string Node, Uri Address, Func<FromChild, bool> Send, Action Leave);
