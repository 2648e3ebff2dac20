using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Hosting;

/// <summary>What a node settles before its parts start: the plan file of its command line, and which node it is.</summary>
internal static partial class NodeStart
{
    /// <summary>
    /// Applies the plan file unless this very content was applied before, and finds this node in the plan. What is wrong with
    /// either is a <see cref="NodeStartException"/>.
    /// </summary>
    public static NodeIdentity Identify(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<NodeOptions>();
        var keeper = provider.GetRequiredService<PlanKeeper>();
        var store = provider.GetRequiredService<IPlanStore>();
        if (options.PlanFile is { } given && provider.GetRequiredService<ISealedPlanStore>().NewestSealed() is { } root)
        {
            LogOfRoot(provider.GetRequiredService<ILogger<NodeHost>>(), given, root.Number);
        }
        else if (options.PlanFile is { } file)
        {
            ApplyFile(file, keeper, store, provider.GetRequiredService<ILogger<NodeHost>>());
        }

        var id = Find(options.NodeId, keeper.Current.Plan);
        return new NodeIdentity(id, provider.GetRequiredService<TimeProvider>().GetUtcNow(), store.CountBoot());
    }

    private static void ApplyFile(string file, PlanKeeper keeper, IPlanStore store, ILogger log)
    {
        var text = ReadFile(file);
        if (store.AppliedAs(PlanKeeper.GivenHash(text)) is { } applied)
        {
            if (keeper.Find(applied) is { } then && !PlanContent.Same(then, keeper.Current.Plan))
            {
                LogKept(log, file, applied, keeper.Revision.Number);
            }

            return;
        }

        var outcome = keeper.Apply(new ChangeRequest("radionet core", Path.GetFileName(file)), text, RevisionOrigin.Start);
        if (outcome.Kind == PlanOutcomeKind.Refused)
        {
            throw new NodeStartException([.. outcome.Errors.Select(error => LocalizedText.Same($"{file}:{error}"))]);
        }
    }

    private static string ReadFile(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new NodeStartException(
                new LocalizedText(
                    $"Không đọc được tệp quy hoạch {file}. Hãy kiểm tra đường dẫn và quyền đọc.",
                    $"The plan file {file} cannot be read. Check its path and its rights."),
                failed);
        }
    }

    /// <summary>The node that was named, or the one at the root place.</summary>
    private static string Find(string? named, NetworkPlan plan)
    {
        if (named is null)
        {
            var root = plan.Places.First(place => place.In is null).Id;
            return plan.Nodes.First(node => node.At == root).Id;
        }

        return plan.Nodes.Any(node => node.Id == named) ? named : throw new NodeStartException(new LocalizedText(
            $"Quy hoạch không có nút \"{named}\". Các nút: {Names(plan)}. Hãy chọn một nút bằng --node ID.",
            $"The plan has no node \"{named}\". Its nodes are: {Names(plan)}. Choose one with --node ID."));
    }

    private static string Names(NetworkPlan plan) => string.Join(", ", plan.Nodes.Select(node => node.Id));

    [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "The plan was changed since {File} was applied as revision {Applied}; the changes are kept (revision {Current} is in force). 'radionet plan {File}' shows the difference, 'radionet apply {File}' takes the file again.")]
    private static partial void LogKept(ILogger logger, string file, int applied, int current);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "{File} is not applied: this node has the root's plan, revision {Revision}. Leave --plan out.")]
    private static partial void LogOfRoot(ILogger logger, string file, int revision);
}
