namespace RadioNet.BaseStation.Modems;

/// <summary>
/// What a modem that works complains of, or is complained of. A state ends when a status says so, all else when it has not happened
/// again for <see cref="ModemSessionOptions.AlarmInterval"/>.
/// </summary>
public enum ModemAlarmKind
{
    /// <summary>The received signal is too strong for its converter.</summary>
    AdcOverflow,

    /// <summary>The signal to send is too strong for its converter.</summary>
    DacOverflow,

    /// <summary>It lost received samples.</summary>
    ReceiveOverflow,

    /// <summary>It lost samples to send.</summary>
    TransmitOverflow,

    /// <summary>Its carrier-detect input locks it out; a state.</summary>
    Lockout,

    /// <summary>It had no room for a burst.</summary>
    NoRoom,

    /// <summary>It refused something else than a burst for want of room.</summary>
    Refused,

    /// <summary>Its transmitter does not come on; a state.</summary>
    TransmitterOff,

    /// <summary>Its transmitter does not go off; a state.</summary>
    TransmitterOn,

    /// <summary>It had forgotten its configuration and got it again.</summary>
    Restarted,

    /// <summary>Octets came that belong to no frame.</summary>
    Garbage,
}
