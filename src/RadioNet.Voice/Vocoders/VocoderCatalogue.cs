using System.Collections.Immutable;
using RadioNet.Voice.Vocoders.Ambe;
using RadioNet.Voice.Vocoders.Codec2;
using RadioNet.Voice.Vocoders.Companding;
using RadioNet.Voice.Vocoders.Library;

namespace RadioNet.Voice.Vocoders;

/// <summary>
/// All vocoders by name, those too that this machine lacks something for: they say what. Without any of them voice between radios
/// goes on as ever; it passes as it came.
/// </summary>
public sealed class VocoderCatalogue
{
    private readonly Dictionary<string, IVocoder> _byName;

    /// <summary>Looks at what is here: libraries are loaded now, chips come and go.</summary>
    public VocoderCatalogue(VocoderSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var codec2 = Codec2Library.Load(sources.Codec2Names);
        var libraries = sources.AmbeLibraries.Select(file => (File: file, Vocoder: new LibraryVocoder(file))).ToList();
        LibraryFaults = [.. libraries.Where(one => one.Vocoder.Fault is not null).Select(one => (one.File, one.Vocoder.Fault!))];
        All = [Ambe2(sources, libraries.Select(one => one.Vocoder)), Codec2Vocoder.At2400(codec2), Codec2Vocoder.At3200(codec2), G711Vocoder.ALaw(), G711Vocoder.MuLaw()];
        _byName = All.ToDictionary(vocoder => vocoder.Name, StringComparer.Ordinal);
    }

    /// <summary>All of them.</summary>
    public ImmutableArray<IVocoder> All { get; }

    /// <summary>The files of <see cref="VocoderSources.AmbeLibraries"/> that are of no use, and why.</summary>
    public ImmutableArray<(string File, VocoderText Why)> LibraryFaults { get; }

    /// <summary>The one of a name, such as the plan's <c>vocoder: ambe2</c>; null when there is no such name.</summary>
    public IVocoder? Find(string name) => _byName.GetValueOrDefault(name);

    private static IVocoder Ambe2(VocoderSources sources, IEnumerable<LibraryVocoder> libraries)
    {
        var ways = ImmutableArray.CreateBuilder<IVocoder>();
        if (!sources.AmbeDevices.IsEmpty || sources.AmbeLibraries.IsEmpty) ways.Add(new AmbeVocoder(sources.AmbeDevices));
        ways.AddRange(libraries);
        return ways.Count == 1 ? ways[0] : new FirstOf(ways.ToImmutable());
    }
}
