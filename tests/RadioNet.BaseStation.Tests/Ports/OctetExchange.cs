using RadioNet.BaseStation.Ports;

namespace RadioNet.BaseStation.Tests.Ports;

/// <summary>Whole transfers, put together from bounded reads and writes.</summary>
internal static class OctetExchange
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>Octets that no terminal leaves alone unless it is told to: NUL, ^C, ^D, LF, CR, ^Q, ^S, ^Z, DEL and 0xFF.</summary>
    public static readonly byte[] Awkward = [0x00, 0x03, 0x04, 0x0A, 0x0D, 0x11, 0x13, 0x1A, 0x1C, 0x7F, 0xE0, 0xFF];

    /// <summary>Random octets with the awkward ones strewn among them.</summary>
    public static byte[] Random(int length, int seed)
    {
        var random = new Random(seed);
        var octets = new byte[length];
        random.NextBytes(octets);
        for (int i = 0; i < length; i += 7) octets[i] = Awkward[random.Next(Awkward.Length)];
        return octets;
    }

    public static byte[] ReadAll(this IModemPort port, int length, int mostAtOnce = 4096) => Gather(length, mostAtOnce, buffer =>
    {
        var read = port.Read(buffer, Soon);
        Assert.Null(read.Fault);
        return read.Count;
    });

    public static byte[] ReadAll(this RadioNet.Simulator.Modems.PseudoTerminal modem, int length) =>
        Gather(length, 4096, buffer => OperatingSystem.IsLinux() ? modem.Read(buffer, Soon) : 0);

    public static void WriteAll(this IModemPort port, ReadOnlySpan<byte> octets) => Assert.Equal(new PortWrite(octets.Length), port.Write(octets, Soon));

    private static byte[] Gather(int length, int mostAtOnce, Func<byte[], int> read)
    {
        var all = new MemoryStream();
        var buffer = new byte[mostAtOnce];
        while (all.Length < length)
        {
            int count = read(buffer);
            Assert.True(count > 0, $"Nothing more came after {all.Length} of {length} octets.");
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }
}
