namespace RadioNet.Protocols.M17;

/// <summary>
/// A message between client and reflector (M17 specification, IP networking; octets as mrefd sends and takes them): 0:4 tag, then by kind
/// 4:6 the sender's callsign, 10:1 the module's letter.
/// </summary>
/// <param name="Kind">What it says.</param>
/// <param name="Sender">Whose callsign it has; nobody's where it has none.</param>
/// <param name="Module">A to Z; NUL where it has none.</param>
public readonly record struct M17Control(M17ControlKind Kind, M17Address Sender = default, char Module = '\0')
{
    /// <summary>The longest of these messages, in octets.</summary>
    public const int LongestLength = WithModule;

    private const int TagOctets = 4;
    private const int WithSender = TagOctets + M17Address.Octets;
    private const int WithModule = WithSender + 1;

    /// <summary>Reads a datagram; false when it is none of these, or names nobody or no module where one belongs.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out M17Control message)
    {
        message = default;
        if (!TryKind(source, out var kind)) return false;
        M17Address sender = default;
        if (source.Length >= WithSender && !M17Address.TryRead(source[TagOctets..], out sender)) return false;
        bool hasModule = source.Length == WithModule;
        char module = hasModule ? (char)source[WithSender] : '\0';
        if (hasModule && !char.IsAsciiLetterUpper(module)) return false;
        message = new M17Control(kind, sender, module);
        return true;
    }

    /// <summary>Writes the message and returns its length, 4 to 11.</summary>
    /// <exception cref="InvalidOperationException">It lacks the callsign or the module that its kind has.</exception>
    public int Write(Span<byte> destination)
    {
        int length = LengthOf(Kind);
        if (length >= WithSender && Sender == default) throw new InvalidOperationException($"{Kind} needs a callsign.");
        if (length == WithModule && !char.IsAsciiLetterUpper(Module)) throw new InvalidOperationException($"{Kind} needs a module, A to Z.");
        TagOf(Kind).CopyTo(destination);
        if (length >= WithSender) Sender.Write(destination[TagOctets..]);
        if (length == WithModule) destination[WithSender] = (byte)Module;
        return length;
    }

    private static bool TryKind(ReadOnlySpan<byte> source, out M17ControlKind kind)
    {
        // mrefd refuses with 4 octets; the form of 10 with the callsign is spoken between reflectors, which this is not for.
        for (kind = M17ControlKind.Connect; kind <= M17ControlKind.Disconnected; kind++)
        {
            if (source.StartsWith(TagOf(kind)) && source.Length == LengthOf(kind)) return true;
        }

        return false;
    }

    private static int LengthOf(M17ControlKind kind) => kind switch
    {
        M17ControlKind.Connect or M17ControlKind.Listen => WithModule,
        M17ControlKind.Ping or M17ControlKind.Pong or M17ControlKind.Disconnect => WithSender,
        _ => TagOctets,
    };

    private static ReadOnlySpan<byte> TagOf(M17ControlKind kind) => kind switch
    {
        M17ControlKind.Connect => "CONN"u8,
        M17ControlKind.Listen => "LSTN"u8,
        M17ControlKind.Acknowledgement => "ACKN"u8,
        M17ControlKind.Refusal => "NACK"u8,
        M17ControlKind.Ping => "PING"u8,
        M17ControlKind.Pong => "PONG"u8,
        _ => "DISC"u8,
    };
}
