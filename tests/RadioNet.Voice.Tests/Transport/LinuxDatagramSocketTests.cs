using System.Net;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Transport;

public sealed class LinuxDatagramSocketTests : DatagramSocketTests
{
    protected override IDatagramSocket Bind(IPEndPoint local, DatagramSocketOptions options)
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess) return LinuxDatagramSocket.Bind(local, options);
        Assert.Skip("This is no 64-bit Linux.");
        return null;
    }

    [Fact]
    public void What_the_kernel_dropped_is_counted()
    {
        var options = new DatagramSocketOptions { ReceiveBufferBytes = 4096 };
        using IDatagramSocket left = Bind(new IPEndPoint(IPAddress.Loopback, 0), new DatagramSocketOptions());
        using IDatagramSocket right = Bind(new IPEndPoint(IPAddress.Loopback, 0), options);
        const int sent = 500;
        for (int i = 0; i < sent; i++) left.Send(PeerAddress.From(right.Local), new byte[55]);
        int heard = 0;
        while (right.Receive(TimeSpan.FromMilliseconds(50)) is var taken and > 0) heard += taken;
        Assert.InRange(heard, 1, sent - 1);
        Assert.Equal(sent - heard, right.Counters.KernelDrops);
    }
}
