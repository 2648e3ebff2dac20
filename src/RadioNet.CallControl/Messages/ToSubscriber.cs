using System.Collections.Immutable;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Messages;

/// <summary>What a radio's registration hears.</summary>
public abstract record ToSubscriber : Message
{
    private ToSubscriber()
    {
    }

    /// <summary>
    /// The radio begins to transmit; its request goes on to the call's arbiter unless it is a clone. Said again, it goes on
    /// again: the arbiter may have died with it.
    /// </summary>
    public sealed record Transmits(FloorRequest Request, string CallKey) : ToSubscriber;

    /// <summary>The radio's transmission is over.</summary>
    public sealed record Silent(IngressId Ingress) : ToSubscriber;

    /// <summary>Somebody calls this radio: the request goes on to the call's arbiter with where the radio is.</summary>
    public sealed record Locate(FloorRequest Request, string CallKey) : ToSubscriber;

    /// <summary>Nobody will say here any more when the radio falls silent at some nodes: they are lost, or say it elsewhere.</summary>
    public sealed record Unwatched(ImmutableHashSet<string> Nodes) : ToSubscriber;

    /// <summary>The radio was heard by who decides nothing about it now: where it is, is known all the same.</summary>
    public sealed record Heard(Location Where) : ToSubscriber;
}
