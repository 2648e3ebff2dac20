using RadioNet.BaseStation.Ports;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems;
using RadioNet.Simulator.Modems.Firmware;

namespace RadioNet.HilRigs.Tests.Bench;

/// <summary>Makes the modems of a virtual rig, on one air.</summary>
internal static class VirtualModems
{
    public static VirtualModem Make(ModemPlace place, RigRadio radio, LiveAir air, string name)
    {
        var options = new VirtualModemOptions
        {
            Name = name,
            Firmware = BoardOf(place.Virtual!.Value),
            Air = air,
            Channel = new((uint)radio.Receive.Value, (uint)radio.Transmit.Value),
            Baud = place.Baud,
        };

        // A name of its own outlasts a new plug, as those in /dev/serial/by-id do.
        string link = Path.Combine(Path.GetTempPath(), $"radionet-rig-{Guid.NewGuid():N}");
        return place.Line switch
        {
            VirtualLine.Udp => VirtualModem.AtUdp(options),
            VirtualLine.Tcp => VirtualModem.AtTcp(options),
            _ => VirtualModem.AtTerminal(link, options),
        };
    }

    public static ModemPortAddress AddressOf(VirtualModem modem) => ModemPortAddress.Parse(modem.Address);

    private static FirmwareOptions BoardOf(VirtualBoard board) => board switch
    {
        VirtualBoard.Mmdvm2021 => FirmwareOptions.Mmdvm2021,
        VirtualBoard.HsHat => FirmwareOptions.HsHat,
        VirtualBoard.HsDualHat => FirmwareOptions.HsDualHat,
        _ => FirmwareOptions.Mmdvm2026,
    };
}
