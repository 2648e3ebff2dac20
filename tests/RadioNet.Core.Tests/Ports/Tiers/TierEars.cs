using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Tests.Access;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>Writes down what a node hears of its links.</summary>
internal sealed class TierEars : ITierHearer
{
    private readonly Lock _gate = new();
    private readonly List<string> _heard = [];

    public string[] Heard
    {
        get
        {
            lock (_gate)
            {
                return [.. _heard];
            }
        }
    }

    /// <summary>A letter with a number in it.</summary>
    public static TierMessage.Envelope Letter(int number, string from = "core-district", string to = "core") => new(
        from, to, new Letter(Address.Router, new ToRouter.Queued(new CallControl.IngressId(1, "core"), number)), null);

    public void UplinkUp(string above) => Add($"up {above}");

    public void LinkDown(string neighbour) => Add($"down {neighbour}");

    /// <summary>How many messages it takes.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>The neighbour that has calls still.</summary>
    public string? Busy { get; set; }

    public bool WaitsFor(string neighbour) => neighbour == Busy;

    public bool Hear(string neighbour, TierMessage message)
    {
        if (Room-- <= 0)
        {
            return false;
        }

        Add(message is TierMessage.Envelope { Letter.Message: ToRouter.Queued queued } ? $"{neighbour} {queued.Position}" : $"{neighbour} {message.GetType().Name}");
        return true;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _heard.Clear();
        }
    }

    public async Task UntilAsync(Func<string[], bool> holds)
    {
        for (var since = DateTime.UtcNow; !holds(Heard); await Task.Delay(10))
        {
            Assert.True(DateTime.UtcNow - since < LinkRig.Bound, $"It did not come to be so: {string.Join(", ", Heard.TakeLast(20))}");
        }
    }

    private void Add(string what)
    {
        lock (_gate)
        {
            _heard.Add(what);
        }
    }
}
