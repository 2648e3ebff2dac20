using System.Runtime.InteropServices;

namespace RadioNet.Voice.Vocoders.Library;

/// <summary>
/// A vocoder library that a user supplies, by the interface in <c>firmware-interfaces/vocoder-library</c>. It stays loaded.
/// </summary>
internal sealed unsafe class VocoderLibrary
{
    /// <summary>The version of the interface.</summary>
    public const int Abi = 1;

    /// <summary>Octets of a frame: 49 bits.</summary>
    public const int FrameOctets = 7;

    private const uint Decodes = 1;
    private const uint Encodes = 2;

    private readonly delegate* unmanaged[Cdecl]<uint, void*> _open;
    private readonly delegate* unmanaged[Cdecl]<void*, byte*, int, short*, int> _decode;
    private readonly delegate* unmanaged[Cdecl]<void*, short*, byte*, int> _encode;
    private readonly delegate* unmanaged[Cdecl]<void*, void> _close;

    private VocoderLibrary(string path, nint library, uint abilities)
    {
        Path = path;
        CanDecode = (abilities & Decodes) != 0;
        CanEncode = (abilities & Encodes) != 0;
        _open = (delegate* unmanaged[Cdecl]<uint, void*>)NativeLibrary.GetExport(library, "radionet_vocoder_open");
        _decode = (delegate* unmanaged[Cdecl]<void*, byte*, int, short*, int>)NativeLibrary.GetExport(library, "radionet_vocoder_decode");
        _encode = (delegate* unmanaged[Cdecl]<void*, short*, byte*, int>)NativeLibrary.GetExport(library, "radionet_vocoder_encode");
        _close = (delegate* unmanaged[Cdecl]<void*, void>)NativeLibrary.GetExport(library, "radionet_vocoder_close");
    }

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>Whether it makes speech of frames.</summary>
    public bool CanDecode { get; }

    /// <summary>Whether it makes frames of speech.</summary>
    public bool CanEncode { get; }

    /// <summary>Loads a library; null when it is none that can be used, and why.</summary>
    public static VocoderLibrary? Load(string path, out VocoderText? fault)
    {
        path = System.IO.Path.GetFullPath(path);
        fault = null;
        if (!File.Exists(path))
        {
            fault = new VocoderText($"Không có thư viện mã thoại {path}.", $"There is no vocoder library {path}.");
            return null;
        }

        if (!NativeLibrary.TryLoad(path, out nint library))
        {
            fault = new VocoderText(
                $"Không nạp được thư viện mã thoại {path}. Nó có được dịch cho máy này ({RuntimeInformation.RuntimeIdentifier}) không?",
                $"The vocoder library {path} cannot be loaded. Was it built for this machine ({RuntimeInformation.RuntimeIdentifier})?");
            return null;
        }

        try
        {
            int abi = ((delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "radionet_vocoder_abi"))();
            if (abi == Abi)
            {
                return new VocoderLibrary(path, library, ((delegate* unmanaged[Cdecl]<uint>)NativeLibrary.GetExport(library, "radionet_vocoder_abilities"))());
            }

            fault = new VocoderText(
                $"Thư viện mã thoại {path} có giao diện phiên bản {abi}; cần phiên bản {Abi}.",
                $"The vocoder library {path} has version {abi} of the interface; version {Abi} is needed.");
        }
        catch (EntryPointNotFoundException missing)
        {
            fault = new VocoderText(
                $"Thư viện mã thoại {path} thiếu hàm của radionet_vocoder.h: {missing.Message}",
                $"The vocoder library {path} lacks a function of radionet_vocoder.h: {missing.Message}");
        }

        NativeLibrary.Free(library);
        return null;
    }

    /// <summary>Memory for one call; null when the library gives none.</summary>
    public LibraryState? Open(bool encodes)
    {
        void* memory = _open(encodes ? Encodes : Decodes);
        return memory is null ? null : new LibraryState(this, (nint)memory);
    }

    /// <summary>Decodes a frame of 7 octets.</summary>
    public bool TryDecode(LibraryState state, ReadOnlySpan<byte> frame, int errors, Span<short> speech)
    {
        fixed (byte* octets = frame)
        fixed (short* samples = speech) return _decode((void*)state.DangerousGetHandle(), octets, errors, samples) == 0;
    }

    /// <summary>Encodes 160 samples.</summary>
    public bool TryEncode(LibraryState state, ReadOnlySpan<short> speech, Span<byte> frame)
    {
        fixed (short* samples = speech)
        fixed (byte* octets = frame) return _encode((void*)state.DangerousGetHandle(), samples, octets) == 0;
    }

    /// <summary>Gives a call's memory back.</summary>
    public void Close(nint memory) => _close((void*)memory);
}
