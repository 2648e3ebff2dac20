using RadioNet.BaseStation.Fallback;

namespace RadioNet.BaseStation.Tests.Fallback;

public sealed class ServingTableTests
{
    /// <summary>All that is not ignored: standing, event, next standing, action.</summary>
    private const string Golden = """
        None KeyedServed NodeAsked AskNode
        None KeyedAlone LocalAsked AskLocal
        NodeAsked NodeGrants NodeGranted Tell
        NodeAsked NodeQueues NodeQueued Tell
        NodeAsked NodeDenies NodeDenied Tell
        NodeAsked NodeStops NodeDenied Tell
        NodeAsked NodeLost LocalAsked AskLocal
        NodeAsked Over None Finish
        NodeGranted NodeQueues NodeQueued Tell
        NodeGranted NodeDenies NodeDenied Tell
        NodeGranted NodeStops NodeDenied Tell
        NodeGranted NodeLost LocalCarried AskLocal
        NodeGranted Over None Finish
        NodeQueued NodeGrants NodeGranted Tell
        NodeQueued NodeQueues NodeQueued Tell
        NodeQueued NodeDenies NodeDenied Tell
        NodeQueued NodeStops NodeDenied Tell
        NodeQueued NodeLost LocalAsked AskLocal
        NodeQueued Over None Finish
        NodeDenied NodeGrants NodeGranted Tell
        NodeDenied NodeQueues NodeQueued Tell
        NodeDenied NodeDenies NodeDenied Tell
        NodeDenied NodeStops NodeDenied Tell
        NodeDenied Over None Finish
        LocalAsked LocalGrants LocalGranted Tell
        LocalAsked LocalQueues LocalQueued Tell
        LocalAsked LocalDenies LocalDenied Tell
        LocalAsked LocalStops LocalDenied Tell
        LocalAsked Over None Finish
        LocalCarried LocalGrants LocalGranted Tell
        LocalCarried LocalStops LocalDenied Tell
        LocalCarried Over None Finish
        LocalGranted LocalQueues LocalQueued Tell
        LocalGranted LocalDenies LocalDenied Tell
        LocalGranted LocalStops LocalDenied Tell
        LocalGranted Over None Finish
        LocalQueued LocalGrants LocalGranted Tell
        LocalQueued LocalQueues LocalQueued Tell
        LocalQueued LocalDenies LocalDenied Tell
        LocalQueued LocalStops LocalDenied Tell
        LocalQueued Over None Finish
        LocalDenied LocalGrants LocalGranted Tell
        LocalDenied LocalQueues LocalQueued Tell
        LocalDenied LocalDenies LocalDenied Tell
        LocalDenied LocalStops LocalDenied Tell
        LocalDenied Over None Finish
        """;

    [Fact]
    public void The_table_is_this_one_and_what_is_not_in_it_changes_nothing()
    {
        var rows = new List<string>();
        foreach (var standing in Enum.GetValues<SpurtStanding>())
        {
            foreach (var happened in Enum.GetValues<ServingEvent>())
            {
                var (next, action) = ServingTable.Look(standing, happened);
                if (action != ServingAction.Ignore)
                {
                    rows.Add($"{standing} {happened} {next} {action}");
                }
                else
                {
                    Assert.Equal(standing, next);
                }
            }
        }

        Assert.Equal(Golden.Split('\n', StringSplitOptions.TrimEntries), rows);
    }
}
