using System.Runtime.CompilerServices;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Carriers;

/// <summary>What others leave for a carrier; a value, so that leaving it allocates nothing.</summary>
internal struct CarrierInput
{
    /// <summary>What it is.</summary>
    public CarrierInputKind Kind;

    /// <summary>When it was left: the clock's ticks.</summary>
    public long LeftAt;

    /// <summary>A burst's head; of a decision, its slot, source and target.</summary>
    public LinkBurst Head;

    /// <summary>A burst's stream.</summary>
    public uint Stream;

    /// <summary>A burst's place in its stream.</summary>
    public uint Timestamp;

    /// <summary>A burst's octets.</summary>
    public BurstOctets Burst;

    /// <summary>A decision.</summary>
    public FloorOutcome Outcome;

    /// <summary>Its reason.</summary>
    public Reason Reason;

    /// <summary>The 33 octets of a burst, in place.</summary>
    [InlineArray(BurstLayout.BurstOctets)]
    public struct BurstOctets
    {
        private byte _first;
    }
}
