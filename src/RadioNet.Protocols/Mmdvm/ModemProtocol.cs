namespace RadioNet.Protocols.Mmdvm;

/// <summary>The protocol's version, first octet of the reply to GET_VERSION; version, status and configuration depend on it.</summary>
public enum ModemProtocol : byte
{
    /// <summary>Boards with a radio chip (MMDVM_HS) and old firmware.</summary>
    Version1 = 1,

    /// <summary>Firmware of 2021 on.</summary>
    Version2 = 2,
}
