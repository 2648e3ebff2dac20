using System.Runtime.Versioning;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Tools;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Modems;

namespace RadioNet.BaseStation.Tests.Tools;

[SupportedOSPlatform("linux")]
public sealed class DirectModemTests
{
    [Fact]
    public async Task A_modem_that_nobody_has_configured_says_what_it_is_and_stays_as_it_is()
    {
        await using var rig = new BenchRig();
        await using var modem = await DirectModem.OpenAsync(ModemPortAddress.Parse(rig.Receiver.Address));

        var findings = await modem.ProbeAsync(CancellationToken.None);

        Assert.Equal(FirmwareDescription(rig), findings.Modem!.Description);
        Assert.Equal(ModemState.Idle, findings.Status!.Value.State);
        Assert.False(rig.Receiver.With((firmware, _) => firmware.Configuration is not null));
    }

    [Fact]
    public async Task A_refused_frame_tells_the_reason_and_a_silent_one_that_it_was_sent()
    {
        await using var rig = new BenchRig();
        await using var modem = await DirectModem.OpenAsync(ModemPortAddress.Parse(rig.Receiver.Address));

        var refused = await modem.RequestAsync(new byte[] { 0xE0, 0x04, 0x03, 0xC8 }, CancellationToken.None);
        var unknown = await modem.RequestAsync(new byte[] { 0xE0, 0x03, 0x6A }, CancellationToken.None);
        var silent = await modem.RequestAsync(new byte[] { 0xE0, 0x04, 0x1E, 0x02 }, CancellationToken.None);

        Assert.Equal((ModemAnswerKind.Refused, NakReason.WrongData), (refused.Kind, refused.Reason));
        Assert.Equal((ModemAnswerKind.Refused, NakReason.UnknownCommand), (unknown.Kind, unknown.Reason));
        Assert.Equal(ModemAnswerKind.Sent, silent.Kind);
    }

    [Fact]
    public async Task A_modem_that_is_unplugged_ends_the_frames_and_the_requests_with_a_sentence()
    {
        await using var rig = new BenchRig();
        await using var modem = await DirectModem.OpenAsync(ModemPortAddress.Parse(rig.Receiver.Address));

        rig.Receiver.Vanish();

        await Assert.ThrowsAsync<ModemAccessException>(async () =>
        {
            await foreach (var frame in modem.Frames.ReadAllAsync())
            {
                Assert.NotEqual(0, frame.Octets.Length);
            }
        });
        await Assert.ThrowsAsync<ModemAccessException>(() => modem.ProbeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_that_answers_is_a_sentence_and_not_a_wait_for_ever()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        using var line = PseudoTerminal.Open();
        var refused = await Assert.ThrowsAsync<ModemAccessException>(
            () => DirectModem.OpenAsync(ModemPortAddress.Parse($"pty:{line.Path}"), TimeSpan.FromMilliseconds(100)));
        Assert.Contains("GET_VERSION", refused.Text.En, StringComparison.Ordinal);
    }

    private static string FirmwareDescription(BenchRig rig) => rig.Receiver.With((firmware, _) => firmware.Options.Description);
}
