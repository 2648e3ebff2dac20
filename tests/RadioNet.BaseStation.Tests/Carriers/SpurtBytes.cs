using RadioNet.BaseStation.Tests.Modems;

namespace RadioNet.BaseStation.Tests.Carriers;

/// <summary>A radio's spurt in timeslot 2, ID 1 to TG 9, as MMDVM-SDR firmware reported it.</summary>
internal static class SpurtBytes
{
    private static readonly string[] _voice =
    [
        "E0271A20CEA8FE83ACC458200ACEA8FE83A7F7D5DD57DFDCC458200ACEA8FE83ACC458200B0050",
        "E0251A01CEA8FE83ACC458200ACEA8FE83A130000090091CC458200ACEA8FE83ACC458200B",
        "E0251A02CEA8FE83ACC458200ACEA8FE83A170009000074CC458200ACEA8FE83ACC458200B",
        "E0251A03CEA8FE83ACC458200ACEA8FE83A170031400074CC458200ACEA8FE83ACC458200B",
        "E0251A04CEA8FE83ACC458200ACEA8FE83A150A171D1707CC458200ACEA8FE83ACC458200B",
        "E0251A05CEA8FE83ACC458200ACEA8FE83A1100000000E2CC458200ACEA8FE83ACC458200B",
    ];

    public static byte[] Header { get; } = ModemBytes.Octets(ModemBytes.Header);

    public static byte[] Terminator { get; } =
        ModemBytes.Octets("E0271A42004F08DC02881578 2CD014C084AD5D7F77FD75796524022806200F801BC107805F0050");

    /// <summary>Voice bursts A to F, again and again.</summary>
    public static byte[] Voice(int index) => ModemBytes.Octets(_voice[index % _voice.Length]);
}
