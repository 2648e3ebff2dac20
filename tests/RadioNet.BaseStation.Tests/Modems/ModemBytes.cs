namespace RadioNet.BaseStation.Tests.Modems;

/// <summary>
/// Frames as modems and hosts send them. Captured from MMDVM-SDR firmware 20211220 and MMDVMHost on a pseudo-terminal, but for
/// protocol 1, which was made from MMDVM_HS's source (firmware-interfaces/mmdvm-modem/vectors.json has where each came from).
/// </summary>
internal static class ModemBytes
{
    public const string GetVersion = "E00300";
    public const string GetStatus = "E00301";

    /// <summary>Protocol 2: "MMDVM 20211220 12.0000 MHz (Build: 17:52:02 Nov 22 2026)".</summary>
    public const string Version2 =
        "E04F00023F0102000000000000000000000000000000004D4D44564D2032303231313232302031322E30303030204D487A20284275696C643A2031373A35323A3032204E6F76203232203230323629";

    /// <summary>Protocol 1: "MMDVM_HS_Hat-v1.6.1 20231115_WPSD 14.7456MHz ADF7021 FW by CA6JAU GitID #cc451c4".</summary>
    public const string Version1 =
        "E05400014D4D44564D5F48535F4861742D76312E362E312032303233313131355F575053442031342E373435364D487A2041444637303231204657206279204341364A4155204769744944202363633435316334";

    /// <summary>435 MHz both ways, full power.</summary>
    public const string Tune = "E0110400C092ED19C092ED19FF400ECF19";
    public const string TuneShort = "E00C0400C092ED19C092ED19";

    /// <summary>Transmit inverted, debug, DMR alone, colour code 1, all levels at 50 %, duplex, 100 ms.</summary>
    public const string SetConfiguration2 = "E028021202000A00808080808080808080008080000000040505000000010080" + "0000000000000000";
    public const string SetModeDmr = "E0040302";
    public const string SetModeIdle = "E0040300";
    public const string StartOn = "E0041D01";
    public const string StartOff = "E0041D00";

    public const string AckFrequency = "E0047004";
    public const string AckConfiguration = "E0047002";
    public const string AckMode = "E0047003";

    public const string DebugModeIdle = "E013F14D6F64652073657420746F2049646C65";

    public const string StatusUnconfigured = "E014010000001C0A0A211253530000003A000000";
    public const string StatusIdle = "E01401000000000A0A0000000000000000000000";
    public const string StatusDmr = "E01401020000000A0A0000000000000000000000";
    public const string StatusTransmitting = "E01401020100000A000000000000000000000000";
    public const string Status1Dmr = "E00E01020200000A0A0000000000";

    /// <summary>Voice LC header of slot 2, ID 1 to TG 9, raw signal strength 0x0050.</summary>
    public const string Header = "E0271A4100200808023815002CA01460846D5D7F77FD757E303001100140 03C013C11E806F0050";

    /// <summary>Voice burst B of slot 2; no signal strength.</summary>
    public const string VoiceB = "E0251A01CEA8FE83ACC458200ACEA8FE83A1300000 90091CC458200ACEA8FE83ACC458200B";
    public const string LostSlot2 = "E0031B";

    /// <summary>An idle burst for slot 2.</summary>
    public const string IdleToModem = "E0251A0053C25EABA8671DC7383BD936065DFF57D75DF5D92BF6E465171B48CA6D4FC610B4";

    public const string CwId = "E0090A473941424344";
    public const string NakCwId = "E0057F0A05";

    public static byte[] Octets(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
