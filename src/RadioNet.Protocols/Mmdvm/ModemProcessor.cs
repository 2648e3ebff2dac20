namespace RadioNet.Protocols.Mmdvm;

/// <summary>The maker of a modem's processor (version reply of protocol 2, octet 6).</summary>
public enum ModemProcessor : byte
{
    /// <summary>Atmel (Microchip) SAM.</summary>
    Atmel = 0,

    /// <summary>NXP.</summary>
    Nxp = 1,

    /// <summary>STMicroelectronics; of its identity the first 12 octets count.</summary>
    St = 2,
}
