using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>The host of a machine that held something has made it anew: what it knew is lost.</summary>
internal sealed record Forgot : Message
{
    public static Forgot All { get; } = new();
}
