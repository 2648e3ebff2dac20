using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Tests.Modems.Firmware;

/// <summary>Transmissions as a base station sends them on: a base station's sync in the place of the radio's.</summary>
internal static class Downlink
{
    public static byte[][] Of(Transmission transmission) => [.. transmission.Bursts.Select(burst => Of(burst.Payload.Span))];

    public static byte[][] Call(int superframes = 1, uint group = 1001, byte colorCode = 1) => Of(new VirtualRadio(new(4520001), new(colorCode))
        .CallGroup(new(group), VirtualRadio.SilenceFor(superframes * TimeSpan.FromMilliseconds(360))));

    public static byte[] Of(ReadOnlySpan<byte> uplink)
    {
        byte[] burst = uplink.ToArray();
        var sync = Sync.Recognise(burst);
        if (sync == SyncPattern.MobileData) Sync.Write(burst, SyncPattern.BaseStationData);
        if (sync == SyncPattern.MobileVoice) Sync.Write(burst, SyncPattern.BaseStationVoice);
        return burst;
    }
}
