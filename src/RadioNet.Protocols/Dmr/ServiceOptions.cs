namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The service options octet of a voice call (ETSI TS 102 361-2, clause 7.2.1): emergency(1) privacy(1) reserved(2)
/// broadcast(1) OVCM(1) priority(2). Reserved bits are ignored and kept; radios set 0x20.
/// </summary>
public readonly record struct ServiceOptions(byte Value)
{
    /// <summary>An emergency call.</summary>
    public const byte EmergencyBit = 0x80;

    /// <summary>The voice is enciphered.</summary>
    public const byte PrivacyBit = 0x40;

    /// <summary>A broadcast call: nobody may answer.</summary>
    public const byte BroadcastBit = 0x08;

    /// <summary>Open voice call mode.</summary>
    public const byte OpenVoiceCallModeBit = 0x04;

    /// <summary>Whether this is an emergency call.</summary>
    public bool IsEmergency => (Value & EmergencyBit) != 0;

    /// <summary>Whether the voice is enciphered; its bits must then be forwarded untouched.</summary>
    public bool IsPrivate => (Value & PrivacyBit) != 0;

    /// <summary>Whether nobody may answer.</summary>
    public bool IsBroadcast => (Value & BroadcastBit) != 0;

    /// <summary>Whether others may listen to this individual call.</summary>
    public bool IsOpenVoiceCallMode => (Value & OpenVoiceCallModeBit) != 0;

    /// <summary>0 none to 3 highest.</summary>
    public byte Priority => (byte)(Value & 0b11);

    /// <summary>These options with a priority from 0 to 3.</summary>
    public ServiceOptions WithPriority(byte priority) => new((byte)((Value & ~0b11) | (priority & 0b11)));
}
