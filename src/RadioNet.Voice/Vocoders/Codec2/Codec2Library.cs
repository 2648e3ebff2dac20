using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace RadioNet.Voice.Vocoders.Codec2;

/// <summary>
/// The system's libcodec2, found by the names that its versions have. It is never unloaded, and nothing of it is shipped (it is
/// under the LGPL 2.1).
/// </summary>
internal sealed unsafe class Codec2Library
{
    /// <summary>The names of the versions whose functions used here are the same, newest first.</summary>
    public static readonly string[] KnownNames =
        ["libcodec2.so.1.2", "libcodec2.so.1.1", "libcodec2.so.1.0", "libcodec2.so", "libcodec2.dylib", "codec2.dll", "libcodec2.dll"];

    private readonly delegate* unmanaged[Cdecl]<int, void*> _create;
    private readonly delegate* unmanaged[Cdecl]<void*, void> _destroy;
    private readonly delegate* unmanaged[Cdecl]<void*, byte*, short*, void> _encode;
    private readonly delegate* unmanaged[Cdecl]<void*, short*, byte*, void> _decode;
    private readonly delegate* unmanaged[Cdecl]<void*, int> _samples;
    private readonly delegate* unmanaged[Cdecl]<void*, int> _bits;

    private Codec2Library(string name, nint library)
    {
        Name = name;
        _create = (delegate* unmanaged[Cdecl]<int, void*>)NativeLibrary.GetExport(library, "codec2_create");
        _destroy = (delegate* unmanaged[Cdecl]<void*, void>)NativeLibrary.GetExport(library, "codec2_destroy");
        _encode = (delegate* unmanaged[Cdecl]<void*, byte*, short*, void>)NativeLibrary.GetExport(library, "codec2_encode");
        _decode = (delegate* unmanaged[Cdecl]<void*, short*, byte*, void>)NativeLibrary.GetExport(library, "codec2_decode");
        _samples = (delegate* unmanaged[Cdecl]<void*, int>)NativeLibrary.GetExport(library, "codec2_samples_per_frame");
        _bits = (delegate* unmanaged[Cdecl]<void*, int>)NativeLibrary.GetExport(library, "codec2_bits_per_frame");
    }

    /// <summary>The name by which it was found.</summary>
    public string Name { get; }

    /// <summary>Loads the first that is there; null when none is, or none has the functions.</summary>
    public static Codec2Library? Load(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (!NativeLibrary.TryLoad(name, out nint library)) continue;
            try
            {
                return new Codec2Library(name, library);
            }
            catch (EntryPointNotFoundException)
            {
                NativeLibrary.Free(library);
            }
        }

        return null;
    }

    /// <summary>
    /// Makes a coder's memory; false when this build of the library lacks the mode, or has other frames than <paramref name="bits"/>
    /// for 160 samples.
    /// </summary>
    public bool TryCreate(int mode, int bits, [NotNullWhen(true)] out Codec2State? state)
    {
        state = null;
        void* memory = _create(mode);
        if (memory is null) return false;
        if (_samples(memory) == SpeechFrame.Samples && _bits(memory) == bits)
        {
            state = new Codec2State(this, (nint)memory);
            return true;
        }

        _destroy(memory);
        return false;
    }

    /// <summary>Encodes 160 samples.</summary>
    public void Encode(Codec2State state, ReadOnlySpan<short> speech, Span<byte> frame)
    {
        fixed (short* samples = speech)
        fixed (byte* octets = frame) _encode((void*)state.DangerousGetHandle(), octets, samples);
    }

    /// <summary>Decodes a frame.</summary>
    public void Decode(Codec2State state, ReadOnlySpan<byte> frame, Span<short> speech)
    {
        fixed (byte* octets = frame)
        fixed (short* samples = speech) _decode((void*)state.DangerousGetHandle(), samples, octets);
    }

    /// <summary>Gives a coder's memory back.</summary>
    public void Destroy(nint memory) => _destroy((void*)memory);
}
