namespace RadioNet.Core.Calls;

/// <summary>A machine of call control, hosted as a grain: it takes messages and returns messages, and awaits nothing.</summary>
internal interface IMachineGrain : IGrainWithStringKey
{
    /// <summary>Hands over a batch; the answers are the machine's letters.</summary>
    [Alias("handle")]
    ValueTask<Answer> Handle(Batch batch);
}
