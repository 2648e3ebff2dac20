using Microsoft.Win32.SafeHandles;

namespace RadioNet.Voice.Vocoders.Library;

/// <summary>A call's memory in a user's library.</summary>
internal sealed class LibraryState : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly VocoderLibrary _library;

    public LibraryState(VocoderLibrary library, nint memory)
        : base(ownsHandle: true)
    {
        _library = library;
        SetHandle(memory);
    }

    protected override bool ReleaseHandle()
    {
        _library.Close(handle);
        return true;
    }
}
