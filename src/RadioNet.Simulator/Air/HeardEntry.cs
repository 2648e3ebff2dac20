namespace RadioNet.Simulator.Air;

/// <summary>What made a handset listen to a call.</summary>
public enum HeardEntry : byte
{
    /// <summary>An LC header.</summary>
    Header,

    /// <summary>Embedded link control: it came late.</summary>
    Embedded,
}
