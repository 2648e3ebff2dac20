namespace RadioNet.Simulator.Air;

/// <summary>How far a transmission of a handset has come.</summary>
public enum HandsetTransmissionState : byte
{
    /// <summary>The key is pressed; it waits for the base station or for its timeslot.</summary>
    Waiting,

    /// <summary>It is on the air.</summary>
    OnAir,

    /// <summary>All was sent, or as much as there was until the key was released.</summary>
    Sent,

    /// <summary>No base station answered the wake-ups.</summary>
    NoBaseStation,

    /// <summary>Another talks in its timeslot, and it is polite.</summary>
    ChannelBusy,

    /// <summary>The key was released before it was on the air.</summary>
    Released,
}
