using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Tests.World;

/// <summary>One key-up of a radio, as the router knows it.</summary>
internal sealed class Press(HeardStream stream, int revision)
{
    public HeardStream Stream { get; set; } = stream;

    public IngressId Ingress => Stream.Ingress;

    /// <summary>The plan's revision when it began.</summary>
    public int Revision { get; } = revision;

    /// <summary>When its last burst came, once it fell silent.</summary>
    public DateTimeOffset? Silent { get; set; }

    /// <summary>Whether the router knows that it is over.</summary>
    public bool IsOver { get; set; }

    /// <summary>Whether the router passes it on now.</summary>
    public bool IsPassing { get; set; }

    /// <summary>Whether it was ever granted.</summary>
    public bool WasGranted { get; set; }

    /// <summary>Whether it was granted once and then stopped.</summary>
    public bool WasStopped { get; set; }

    public bool WasRefused { get; set; }

    public bool CanWait { get; init; }

    /// <summary>Its place in the queue; 0 when it was never queued.</summary>
    public int Position { get; set; }

    public uint OutgoingStream { get; set; }

    /// <summary>The spurt that it was granted as last.</summary>
    public SpurtId? Spurt { get; set; }

    public override string ToString() => $"{Stream.Source}>{Stream.Target} ({Ingress.Value}) at {Stream.Repeater}/{Stream.Slot}";
}
