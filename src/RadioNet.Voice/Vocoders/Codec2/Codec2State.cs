using Microsoft.Win32.SafeHandles;

namespace RadioNet.Voice.Vocoders.Codec2;

/// <summary>The memory of one coder in the library.</summary>
internal sealed class Codec2State : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly Codec2Library _library;

    public Codec2State(Codec2Library library, nint memory)
        : base(ownsHandle: true)
    {
        _library = library;
        SetHandle(memory);
    }

    protected override bool ReleaseHandle()
    {
        _library.Destroy(handle);
        return true;
    }
}
