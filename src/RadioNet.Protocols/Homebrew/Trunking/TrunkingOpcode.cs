namespace RadioNet.Protocols.Homebrew.Trunking;

/// <summary>What a DMRT says, without its direction (the network's own has bit 0x40 set).</summary>
public enum TrunkingOpcode : byte
{
    /// <summary>No opcode.</summary>
    None = 0x00,

    /// <summary>A radio registers; from the network: accepted or not.</summary>
    Registration = 0x01,

    /// <summary>A radio has left; from the network: it has moved elsewhere.</summary>
    Deregistration = 0x02,

    /// <summary>Talkgroups that a site wants; from the network: confirmed.</summary>
    GroupSubscription = 0x03,

    /// <summary>Talkgroups that a site no longer wants; from the network: confirmed.</summary>
    GroupUnsubscription = 0x04,

    /// <summary>A message in UDT (ETSI TS 102 361-4, clause 6.4.2).</summary>
    UdtMessage = 0x05,

    /// <summary>That message was taken.</summary>
    UdtAccept = 0x06,

    /// <summary>A private call is asked for.</summary>
    PrivateCallSetup = 0x07,

    /// <summary>It is taken.</summary>
    PrivateCallAccept = 0x08,

    /// <summary>It is refused.</summary>
    PrivateCallReject = 0x09,

    /// <summary>A status.</summary>
    Status = 0x0A,

    /// <summary>Gateway-local: the network is reached (on the wire 0xC1).</summary>
    NetworkUp = 0x81,

    /// <summary>Gateway-local: the network is lost (on the wire 0xC2).</summary>
    NetworkDown = 0x82,
}
