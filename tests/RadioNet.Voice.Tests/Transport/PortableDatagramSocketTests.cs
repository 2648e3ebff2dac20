using System.Net;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Transport;

public sealed class PortableDatagramSocketTests : DatagramSocketTests
{
    protected override IDatagramSocket Bind(IPEndPoint local, DatagramSocketOptions options) => PortableDatagramSocket.Bind(local, options);
}
