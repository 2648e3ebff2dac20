namespace RadioNet.Protocols.Homebrew;

/// <summary>What a datagram is, told by its tag and its length alone. Tags of the trunking extension are in parentheses.</summary>
public enum HomebrewKind : byte
{
    /// <summary>No message of this protocol: an unknown tag, or a known tag with a length that it can't have.</summary>
    Unknown,

    /// <summary>RPTL (DTCL): a repeater asks to log in.</summary>
    Login,

    /// <summary>RPTACK (DTCACK): the master's yes; after a login request it carries the nonce, else the repeater's id.</summary>
    Acknowledgement,

    /// <summary>RPTK (DTCK): the proof that the repeater knows the secret.</summary>
    LoginProof,

    /// <summary>RPTC (DTCC): the repeater describes itself.</summary>
    Configuration,

    /// <summary>RPTO (DTCO): the options string.</summary>
    Options,

    /// <summary>RPTPING (DTCPING): a repeater's sign of life.</summary>
    Ping,

    /// <summary>MSTPONG (DTCPONG): the master's answer to it.</summary>
    Pong,

    /// <summary>RPTCL (DTCCL): a repeater logs out.</summary>
    Logout,

    /// <summary>MSTCL: the master shuts down.</summary>
    MasterClosing,

    /// <summary>MSTNAK (DTCNAK): the master's no.</summary>
    Refusal,

    /// <summary>RPTSBKN (DTCSBKN): the master asks a site to send its beacon.</summary>
    BeaconRequest,

    /// <summary>RPTG (DTCG): a mobile site's position.</summary>
    SitePosition,

    /// <summary>RPTINTR: a repeater asks to stop the call that it is being sent.</summary>
    CallInterrupt,

    /// <summary>RPTRSSI: the signal strength of a running call.</summary>
    RssiReport,

    /// <summary>DMRD of 53, 55 or 71 bytes: one burst.</summary>
    Burst,

    /// <summary>DMRA: a block of the talker's alias.</summary>
    TalkerAlias,

    /// <summary>DMRG: the talker's position.</summary>
    TalkerPosition,

    /// <summary>DMRC: a modem host describes itself to its local gateway.</summary>
    LocalConfiguration,

    /// <summary>DMRP: a local gateway's sign of life to its modem host.</summary>
    LocalPing,

    /// <summary>DMRB: a local gateway asks its modem host for a beacon.</summary>
    LocalBeaconRequest,

    /// <summary>DMRT: a control message of the trunking extension.</summary>
    TrunkingControl,

    /// <summary>DMRD of 73 bytes: a burst between servers (OpenBridge).</summary>
    OpenBridgeBurst,

    /// <summary>DMRE: a burst between servers, versions 4 and 5.</summary>
    EnhancedBridgeBurst,

    /// <summary>BCKA: a bridge's sign of life.</summary>
    BridgeKeepAlive,

    /// <summary>BCVE: the version that a bridge speaks.</summary>
    BridgeVersion,

    /// <summary>BCSQ: a bridge wants no more of one stream.</summary>
    BridgeSourceQuench,

    /// <summary>BCST: a bridge wants nothing more at all.</summary>
    BridgeStun,
}
