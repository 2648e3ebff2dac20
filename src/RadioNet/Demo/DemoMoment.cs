using RadioNet.Api;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Command.Demo;

/// <summary>Everything that one picture shows.</summary>
internal sealed record DemoMoment(
    TimeSpan Elapsed, TimeSpan? Length, IReadOnlyList<Site> Sites, DemoCalls Calls, ConversationTotals Totals, string Web, string Grpc, int Width, int Height);
