using CsCheck;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

public sealed class AddressTableTests
{
    private static readonly Gen<PeerAddress> Addresses = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 30], Gen.Int[0, 3], (v6, host, port) =>
        v6 == 1 ? new PeerAddress(0x2001_0DB8_0000_0000, (ulong)host, (ushort)port) : PeerAddress.FromV4((uint)host, (ushort)port));

    private static RouterPort Port(int id) => new(new PortId(id), new PortDescription(new RepeaterId((uint)id), default, new ColorCode(1), ManyCalls: false));

    [Fact]
    public void It_finds_what_a_dictionary_finds() =>
        Gen.Select(Gen.Bool, Addresses).Array[0, 400].Sample(
            steps =>
            {
                var table = new AddressTable();
                Dictionary<PeerAddress, RouterPort> model = [];
                int id = 0;
                foreach ((bool add, PeerAddress address) in steps)
                {
                    if (add)
                    {
                        RouterPort port = Port(++id);
                        table.Set(address, port);
                        model[address] = port;
                    }
                    else
                    {
                        table.Remove(address);
                        model.Remove(address);
                    }
                }

                Assert.Equal(model.Count, table.Count);
                foreach ((_, PeerAddress address) in steps) Assert.Same(model.GetValueOrDefault(address), table.Find(address));
            },
            iter: 300,
            threads: 1);

    [Fact]
    public void It_grows_to_thousands_and_empties_again()
    {
        var table = new AddressTable();
        RouterPort port = Port(1);
        for (uint i = 0; i < 10_000; i++) table.Set(PeerAddress.FromV4(i * 65_536, (ushort)i), port);
        for (uint i = 0; i < 10_000; i++) Assert.Same(port, table.Find(PeerAddress.FromV4(i * 65_536, (ushort)i)));
        for (uint i = 0; i < 10_000; i++) table.Remove(PeerAddress.FromV4(i * 65_536, (ushort)i));
        Assert.Equal(0, table.Count);
        Assert.Null(table.Find(PeerAddress.FromV4(0, 0)));
    }
}
