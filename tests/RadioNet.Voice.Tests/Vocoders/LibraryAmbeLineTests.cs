using RadioNet.Protocols.Ambe3000;
using RadioNet.Simulator.Vocoders;
using RadioNet.Voice.Vocoders.Ambe;

namespace RadioNet.Voice.Tests.Vocoders;

/// <summary>The serial line that other systems than Linux use, at a terminal line of Linux.</summary>
public sealed class LibraryAmbeLineTests
{
    [Fact]
    public void A_chip_is_asked_and_answers_and_its_loss_ends_a_read()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        using var chip = new VirtualAmbe(new VirtualAmbeOptions { Udp = null, WantsParity = false });
        Assert.True(AmbeAddress.TryParse(chip.Address, out var address, out _));
        using var line = LibraryAmbeLine.Open(address, out var fault);
        Assert.True(line is not null, fault?.En);
        byte[] packet = new byte[AmbePacket.LongestOctets];

        Assert.True(line.Write(packet.AsSpan(0, AmbeRequests.Product(packet))));

        var reader = new AmbePacketReader();
        string? product = null;
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                reader.Added(Math.Max(0, line.Read(reader.Room(), TimeSpan.FromMilliseconds(10))));
                if (!reader.TryTake(out var answer) || !AmbeReplies.TryReadText(answer, AmbeField.Product, out var text)) return false;
                product = System.Text.Encoding.ASCII.GetString(text);
                return true;
            },
            TimeSpan.FromSeconds(10)));
        Assert.Equal("AMBE3000F", product);

        line.Wake();
        Assert.Equal(0, line.Read(packet, TimeSpan.FromSeconds(30)));
        line.Dispose();
        Assert.Equal(-1, line.Read(packet, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_port_that_is_not_there_is_named()
    {
        Assert.True(AmbeAddress.TryParse("serial:/dev/radionet-no-such-port", out var address, out _));

        Assert.Null(LibraryAmbeLine.Open(address, out var fault));
        Assert.Contains("serial:/dev/radionet-no-such-port?baud=460800", fault!.En, StringComparison.Ordinal);
    }
}
