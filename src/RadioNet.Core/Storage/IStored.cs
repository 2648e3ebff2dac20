using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>What lies in a store in the order of its numbers: this node's own, and what lower nodes made.</summary>
public interface IStored
{
    /// <summary>Whose it is; with <see cref="NumberAtNode"/> it is identified.</summary>
    string Node { get; }

    /// <summary>Its number in this store, from 1, in the order of writing; 0 before.</summary>
    long Number { get; }

    /// <summary>Where its node keeps it; null when that is this node.</summary>
    StoreOrigin? Made { get; }

    /// <summary>Its number at its node.</summary>
    long NumberAtNode => Made?.Number ?? Number;
}
