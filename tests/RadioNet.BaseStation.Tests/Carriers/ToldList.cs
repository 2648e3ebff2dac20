using System.Collections;

namespace RadioNet.BaseStation.Tests.Carriers;

/// <summary>What a carrier's thread has told, for others to look at; room for some hundred is taken at the start. Looking takes a copy.</summary>
internal sealed class ToldList<T> : IReadOnlyCollection<T>
{
    private readonly List<T> _told = new(512);
    private readonly Lock _gate = new();

    public int Count
    {
        get
        {
            lock (_gate) return _told.Count;
        }
    }

    public void Add(T what)
    {
        lock (_gate) _told.Add(what);
    }

    public IEnumerator<T> GetEnumerator()
    {
        lock (_gate) return new List<T>(_told).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
