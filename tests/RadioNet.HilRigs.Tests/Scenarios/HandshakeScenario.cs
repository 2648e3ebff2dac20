using System.Collections.Immutable;
using RadioNet.BaseStation.Modems;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>The modem says what it is, obeys, and is ready each time that its port is opened.</summary>
internal sealed class HandshakeScenario : IScenario
{
    private const int Openings = 3;

    public string Id => "handshake";

    public LocalizedText Title { get; } = new("Bắt tay với modem", "Handshake");

    public ImmutableArray<RigAbility> Needs { get; } = [RigAbility.Handshake];

    public async Task RunAsync(ScenarioRun run)
    {
        VersionReply? before = null;
        for (int opening = 1; opening <= Openings; opening++)
        {
            var start = run.Bench.Now;
            using var modem = await run.OpenAsync(run.Bench.Setup());
            run.Note($"Lần {opening}: từ mở cổng đến sẵn sàng", $"Opening {opening}: from opening the port to ready", run.Bench.Now - start);
            var version = modem.Session.Modem!;
            run.Require(before is null || version == before, "Modem nói khác lần trước.", "The modem calls itself otherwise than before.");
            before = version;
            await run.RequireSoonAsync(
                () => modem.Statuses.Count >= 4,
                TimeSpan.FromSeconds(2),
                "Modem không trả lời GET_STATUS đều đặn.",
                "The modem does not answer GET_STATUS steadily.");
            var (_, status) = modem.Statuses.Last();
            run.Require(status.State == ModemState.Dmr, $"Modem ở trạng thái {status.State}, không phải DMR.", $"The modem is in the state {status.State}, not DMR.");
            run.Require((status.Flags & ModemStatusFlags.Transmitting) == 0, "Máy phát bật mà không ai yêu cầu.", "The transmitter is on though nobody asked for it.");
            run.Require(modem.Session.Health.Losses == 0 && modem.Session.Condition.Phase == ModemPhase.Ready, "Modem bị mất.", "The modem was lost.");
            run.Note($"Lần {opening}: octet bị bỏ", $"Opening {opening}: octets discarded", modem.Session.Health.DiscardedOctets);
        }

        run.Note("Phiên bản giao thức", "Protocol version", (int)before!.Protocol);
    }
}
