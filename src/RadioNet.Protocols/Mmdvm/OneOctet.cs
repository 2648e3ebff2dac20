namespace RadioNet.Protocols.Mmdvm;

/// <summary>Frames whose payload is one octet.</summary>
internal static class OneOctet
{
    public static bool TryRead(in ModemFrame frame, ModemCommand command, out byte octet)
    {
        bool isRead = frame.Command == command && frame.Payload.Length == 1;
        octet = isRead ? frame.Payload[0] : (byte)0;
        return isRead;
    }

    public static int Write(Span<byte> destination, ModemCommand command, byte octet) =>
        ModemFrame.Write(destination, command, [octet]);
}
